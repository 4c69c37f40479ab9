// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/yaml/utf8.h"

namespace plumb::yaml {

namespace {

std::uint8_t byteAt(std::string_view text, std::size_t at)
{
    return static_cast<std::uint8_t>(text[at]);
}

bool isIn(char32_t c, char32_t first, char32_t last)
{
    return c >= first && c <= last;
}

} // namespace

CodePoint codePointAt(std::string_view text, std::size_t at)
{
    constexpr CodePoint invalid{.value = 0xFFFD, .size = 1};
    const std::uint8_t first = byteAt(text, at);
    if (first < 0x80)
        return {.value = first, .size = 1};
    const std::size_t size = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    if (first < 0xC2 || first > 0xF4 || at + size > text.size())
        return invalid;
    char32_t value = first & (0x7Fu >> size);
    for (std::size_t i = 1; i < size; ++i) {
        const std::uint8_t next = byteAt(text, at + i);
        if ((next & 0xC0) != 0x80)
            return invalid;
        value = (value << 6) | (next & 0x3Fu);
    }
    const bool isOverlong = (size == 3 && value < 0x800) || (size == 4 && value < 0x10000);
    if (isOverlong || isIn(value, 0xD800, 0xDFFF) || value > 0x10FFFF)
        return invalid;
    return {.value = value, .size = size};
}

std::size_t findInvalidUtf8(std::string_view text)
{
    for (std::size_t i = 0; i < text.size();) {
        if (byteAt(text, i) < 0x80) {
            ++i;
            continue;
        }
        const CodePoint point = codePointAt(text, i);
        if (point.size == 1)
            return i;
        i += point.size;
    }
    return std::string_view::npos;
}

std::string validUtf8(std::string_view text)
{
    std::string valid;
    while (!text.empty()) {
        const std::size_t invalid = findInvalidUtf8(text);
        valid += text.substr(0, invalid);
        if (invalid == text.npos)
            break;
        valid += "\xEF\xBF\xBD";
        text.remove_prefix(invalid + 1);
    }
    return valid;
}

void appendUtf8(std::string &text, char32_t codePoint)
{
    const auto put = [&text](char32_t byte) { text += static_cast<char>(byte); };
    if (codePoint < 0x80) {
        put(codePoint);
    } else if (codePoint < 0x800) {
        put(0xC0 | (codePoint >> 6));
        put(0x80 | (codePoint & 0x3F));
    } else if (codePoint < 0x10000) {
        put(0xE0 | (codePoint >> 12));
        put(0x80 | ((codePoint >> 6) & 0x3F));
        put(0x80 | (codePoint & 0x3F));
    } else {
        put(0xF0 | (codePoint >> 18));
        put(0x80 | ((codePoint >> 12) & 0x3F));
        put(0x80 | ((codePoint >> 6) & 0x3F));
        put(0x80 | (codePoint & 0x3F));
    }
}

bool isLetter(char32_t c)
{
    if (c < 0x80)
        return isIn(c | 0x20, 'a', 'z');
    if (c < 0xC0)
        return c == 0xAA || c == 0xB5 || c == 0xBA;
    if (c == 0xD7 || c == 0xF7)
        return false;
    return !isIn(c, 0x300, 0x36F)        // combining marks
           && !isIn(c, 0x2000, 0x209F)   // punctuation, sub- and superscripts
           && !isIn(c, 0x20A0, 0x20FF)   // currency
           && !isIn(c, 0x2150, 0x2BFF)   // number forms, arrows, mathematics, symbols
           && !isIn(c, 0x3000, 0x3004)   // CJK punctuation
           && !isIn(c, 0x3007, 0x3030)   //
           && !isIn(c, 0xE000, 0xF8FF)   // private use
           && !isIn(c, 0xFE00, 0xFE6F)   // selectors, small forms
           && !isIn(c, 0xFF00, 0xFF20)   // full-width punctuation and digits
           && !isIn(c, 0xFFF0, 0xFFFF)   //
           && !isIn(c, 0x1F000, 0x1FAFF) // emoji
           && c < 0xE0000;
}

} // namespace plumb::yaml
