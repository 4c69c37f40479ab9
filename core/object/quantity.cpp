// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/object/quantity.h"

#include <charconv>
#include <optional>

namespace plumb {

namespace {

__extension__ using Wide = __int128;

// Below the largest Wide by more than any factor that is multiplied in one step.
constexpr Wide largest = Wide(1) << 110;

/// What a suffix multiplies with: a power of ten or of two.
struct Scale
{
    int tens = 0;
    int twos = 0;
};

std::optional<Scale> scaleOf(std::string_view suffix)
{
    struct Named
    {
        std::string_view suffix;
        Scale scale;
    };
    static constexpr Named known[] = {
        {"", {}},        {"n", {-9, 0}},  {"u", {-6, 0}},  {"m", {-3, 0}},
        {"k", {3, 0}},   {"M", {6, 0}},   {"G", {9, 0}},   {"T", {12, 0}},
        {"P", {15, 0}},  {"E", {18, 0}},  {"Ki", {0, 10}}, {"Mi", {0, 20}},
        {"Gi", {0, 30}}, {"Ti", {0, 40}}, {"Pi", {0, 50}}, {"Ei", {0, 60}},
    };
    for (const Named &named : known) {
        if (named.suffix == suffix)
            return named.scale;
    }
    if (suffix.size() < 2 || (suffix[0] != 'e' && suffix[0] != 'E'))
        return {};
    suffix.remove_prefix(suffix[1] == '+' ? 2 : 1);
    int exponent = 0;
    const auto [end, error] =
        std::from_chars(suffix.data(), suffix.data() + suffix.size(), exponent);
    if (error != std::errc() || end != suffix.data() + suffix.size() || exponent < -30
        || exponent > 30)
        return {};
    return Scale{.tens = exponent};
}

bool multiply(Wide &value, int factor, int times)
{
    for (; times > 0 && value != 0; --times) {
        if (value > largest / factor)
            return false;
        value *= factor;
    }
    return true;
}

/// The amount in billionths.
std::optional<Wide> parseQuantity(std::string_view text)
{
    const bool isNegative = text.starts_with('-');
    if (isNegative || text.starts_with('+'))
        text.remove_prefix(1);

    Wide value = 0;
    int fraction = 0;
    std::size_t position = 0;
    bool hasPoint = false;
    bool hasDigit = false;
    for (; position < text.size(); ++position) {
        const char c = text[position];
        if (c == '.' && !hasPoint) {
            hasPoint = true;
            continue;
        }
        if (c < '0' || c > '9')
            break;
        if (value > largest / 10)
            return {};
        value = value * 10 + (c - '0');
        hasDigit = true;
        fraction += hasPoint ? 1 : 0;
    }
    const auto scale = scaleOf(text.substr(position));
    if (!hasDigit || !scale)
        return {};

    int tens = scale->tens + 9 - fraction;
    if (!multiply(value, 2, scale->twos) || !multiply(value, 10, tens))
        return {};
    for (; tens < 0 && value != 0; ++tens)
        value = value / 10 + (value % 10 != 0 ? 1 : 0);
    return isNegative ? -value : value;
}

} // namespace

bool sameQuantity(std::string_view a, std::string_view b)
{
    const auto first = parseQuantity(a);
    return first && first == parseQuantity(b);
}

} // namespace plumb
