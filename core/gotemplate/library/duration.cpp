// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/gotemplate/library/gotime.h"

#include <algorithm>

namespace plumb::gotemplate {

namespace {

constexpr std::uint64_t limit = std::uint64_t(1) << 63;

struct Unit
{
    std::string_view name;
    std::uint64_t nanoseconds;
};

constexpr std::uint64_t microsecond = 1000;
constexpr std::uint64_t second = 1'000'000'000;

constexpr Unit units[] = {
    {"ns", 1},           {"us", microsecond},        {"µs", microsecond},
    {"μs", microsecond}, {"ms", 1000 * microsecond}, {"s", second},
    {"m", 60 * second},  {"h", 3600 * second},
};

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// "1.5" for 1500 of 1000: without zeros at the end.
std::string withFraction(std::uint64_t value, std::uint64_t unit)
{
    std::string text = std::to_string(value / unit);
    std::string digits = std::to_string(value % unit + unit).substr(1);
    digits.erase(digits.find_last_not_of('0') + 1);
    return digits.empty() ? text : text + '.' + digits;
}

struct Amount
{
    std::uint64_t whole = 0;
    std::uint64_t part = 0; ///< Of
    double scale = 1;       ///< this.
};

/// Digits with a point among them; false when there are none, or more than fit.
bool takeAmount(std::string_view &text, Amount &amount)
{
    bool hasDigits = false;
    for (; !text.empty() && isDigit(text[0]); text.remove_prefix(1)) {
        if (amount.whole > limit / 10)
            return false;
        amount.whole = amount.whole * 10 + static_cast<std::uint64_t>(text[0] - '0');
        if (amount.whole > limit)
            return false;
        hasDigits = true;
    }
    if (!text.starts_with('.'))
        return hasDigits;
    text.remove_prefix(1);
    for (; !text.empty() && isDigit(text[0]); text.remove_prefix(1)) {
        hasDigits = true;
        // Digits beyond what can count are dropped.
        if (amount.part > limit / 10 - 1)
            continue;
        amount.part = amount.part * 10 + static_cast<std::uint64_t>(text[0] - '0');
        amount.scale *= 10;
    }
    return hasDigits;
}

std::string_view takeUnit(std::string_view &text)
{
    const auto end = std::ranges::find_if(text, [](char c) { return c == '.' || isDigit(c); });
    const std::string_view unit = text.substr(0, static_cast<std::size_t>(end - text.begin()));
    text.remove_prefix(unit.size());
    return unit;
}

} // namespace

std::string durationText(std::int64_t nanoseconds)
{
    if (nanoseconds == 0)
        return "0s";
    const bool isNegative = nanoseconds < 0;
    const auto bits = static_cast<std::uint64_t>(nanoseconds);
    const std::uint64_t size = isNegative ? 0 - bits : bits;
    std::string text = isNegative ? "-" : "";
    if (size < microsecond)
        return text + std::to_string(size) + "ns";
    if (size < 1000 * microsecond)
        return text + withFraction(size, microsecond) + "µs";
    if (size < second)
        return text + withFraction(size, 1000 * microsecond) + "ms";
    const std::uint64_t minutes = size / (60 * second);
    if (minutes >= 60)
        text += std::to_string(minutes / 60) + 'h';
    if (minutes > 0)
        text += std::to_string(minutes % 60) + 'm';
    return text + withFraction(size % (60 * second), second) + 's';
}

Result<std::int64_t> parseDuration(std::string_view text)
{
    const auto problem = [text](const std::string &what) {
        return std::unexpected(
            Error(ErrorCode::InvalidInput, "time: " + what + ' ' + quotedForTime(text)));
    };
    std::string_view rest = text;
    const bool isNegative = rest.starts_with('-');
    if (isNegative || rest.starts_with('+'))
        rest.remove_prefix(1);
    if (rest == "0")
        return 0;
    if (rest.empty())
        return problem("invalid duration");

    std::uint64_t sum = 0;
    while (!rest.empty()) {
        Amount amount;
        if (!takeAmount(rest, amount))
            return problem("invalid duration");
        const std::string_view name = takeUnit(rest);
        if (name.empty())
            return problem("missing unit in duration");
        const auto unit = std::ranges::find(units, name, &Unit::name);
        if (unit == std::end(units))
            return problem("unknown unit " + quotedForTime(name) + " in duration");
        if (amount.whole > limit / unit->nanoseconds)
            return problem("invalid duration");
        sum += amount.whole * unit->nanoseconds;
        sum +=
            static_cast<std::uint64_t>(static_cast<double>(amount.part)
                                       * (static_cast<double>(unit->nanoseconds) / amount.scale));
        if (sum > limit)
            return problem("invalid duration");
    }
    if (isNegative)
        return static_cast<std::int64_t>(0 - sum);
    if (sum == limit)
        return problem("invalid duration");
    return static_cast<std::int64_t>(sum);
}

} // namespace plumb::gotemplate
