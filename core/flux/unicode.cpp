// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flux/unicode.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace plumb::flux::unicode {

namespace {

constexpr char32_t invalid = 0xfffd;

struct Range
{
    char32_t first;
    char32_t last;
};

// Letters and decimal digits, block by block.
constexpr std::array letters{
    Range{'0', '9'},       Range{'A', 'Z'},       Range{'a', 'z'},       Range{0xaa, 0xaa},
    Range{0xb5, 0xb5},     Range{0xba, 0xba},     Range{0xc0, 0xd6},     Range{0xd8, 0xf6},
    Range{0xf8, 0x2c1},    Range{0x370, 0x373},   Range{0x376, 0x377},   Range{0x37b, 0x37d},
    Range{0x386, 0x386},   Range{0x388, 0x3f5},   Range{0x3f7, 0x481},   Range{0x48a, 0x52f},
    Range{0x531, 0x556},   Range{0x561, 0x587},   Range{0x5d0, 0x5ea},   Range{0x620, 0x64a},
    Range{0x660, 0x669},   Range{0x671, 0x6d3},   Range{0x1e00, 0x1fbc}, Range{0x3041, 0x3096},
    Range{0x30a1, 0x30fa}, Range{0x3400, 0x4dbf}, Range{0x4e00, 0x9fff}, Range{0xac00, 0xd7a3}};

std::size_t lengthAt(std::string_view text)
{
    const auto lead = static_cast<std::uint8_t>(text.front());
    const std::size_t length = lead < 0xc2   ? 1
                               : lead < 0xe0 ? 2
                               : lead < 0xf0 ? 3
                               : lead < 0xf5 ? 4
                                             : 1;
    if (length > text.size())
        return 1;
    const std::string_view tail = text.substr(1, length - 1);
    const bool isValid = std::ranges::all_of(
        tail, [](char byte) { return (static_cast<std::uint8_t>(byte) & 0xc0) == 0x80; });
    return isValid ? length : 1;
}

char32_t decode(std::string_view character)
{
    const auto byte = [character](std::size_t i) {
        return static_cast<char32_t>(static_cast<std::uint8_t>(character[i]));
    };
    switch (character.size()) {
    case 1: return byte(0) < 0x80 ? byte(0) : invalid;
    case 2: return (byte(0) & 0x1f) << 6 | (byte(1) & 0x3f);
    case 3: return (byte(0) & 0x0f) << 12 | (byte(1) & 0x3f) << 6 | (byte(2) & 0x3f);
    default: return invalid;
    }
}

std::string encode(char32_t code)
{
    const auto byte = [](char32_t value) {
        return static_cast<char>(static_cast<std::uint8_t>(value));
    };
    if (code < 0x80)
        return {byte(code)};
    return {byte(0xc0 | code >> 6), byte(0x80 | (code & 0x3f))};
}

bool isIn(char32_t code, char32_t first, char32_t last)
{
    return code >= first && code <= last;
}

// The pairs of Latin Extended-A have the capital on the even code in most of the block, on the odd
// one from U+0139 to U+0148 and from U+0179 to U+017E.
bool isPaired(char32_t code)
{
    return isIn(code, 0x100, 0x137) || isIn(code, 0x139, 0x148) || isIn(code, 0x14a, 0x177)
           || isIn(code, 0x179, 0x17e);
}

bool hasOddCapital(char32_t code)
{
    return isIn(code, 0x139, 0x148) || isIn(code, 0x179, 0x17e);
}

char32_t upper(char32_t code)
{
    if (isIn(code, 'a', 'z') || (isIn(code, 0xe0, 0xfe) && code != 0xf7) || isIn(code, 0x3b1, 0x3c9)
        || isIn(code, 0x430, 0x44f))
        return code == 0x3c2 ? 0x3a3 : code - 32;
    if (isIn(code, 0x450, 0x45f))
        return code - 80;
    if (code == 0x131)
        return 'I';
    if (isPaired(code) && code != 0x130)
        return (code % 2 == 1) == hasOddCapital(code) ? code : code - 1;
    return code;
}

char32_t lower(char32_t code)
{
    if (isIn(code, 'A', 'Z') || (isIn(code, 0xc0, 0xde) && code != 0xd7)
        || (isIn(code, 0x391, 0x3a9) && code != 0x3a2) || isIn(code, 0x410, 0x42f))
        return code + 32;
    if (isIn(code, 0x400, 0x40f))
        return code + 80;
    if (code == 0x130)
        return 'i';
    if (isPaired(code) && code != 0x131)
        return (code % 2 == 1) == hasOddCapital(code) ? code + 1 : code;
    return code;
}

} // namespace

std::string_view firstCharacter(std::string_view text)
{
    return text.substr(0, lengthAt(text));
}

bool isLetterOrDigit(std::string_view character)
{
    const char32_t code = decode(character);
    return std::ranges::any_of(
        letters, [code](const Range &range) { return isIn(code, range.first, range.last); });
}

std::string toUpper(std::string_view character)
{
    const char32_t code = decode(character);
    const char32_t changed = upper(code);
    return changed == code ? std::string(character) : encode(changed);
}

std::string toLower(std::string_view character)
{
    const char32_t code = decode(character);
    const char32_t changed = lower(code);
    return changed == code ? std::string(character) : encode(changed);
}

} // namespace plumb::flux::unicode
