// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/gotemplate/library/runes.h"

#include "core/gotemplate/strconv.h"
#include "core/yaml/utf8.h"

#include <algorithm>
#include <clocale>
#include <cwctype>

namespace plumb::gotemplate {

namespace {

/// The C library's tables of Unicode, whatever the user's locale is.
locale_t unicodeLocale()
{
    static const locale_t locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr);
    return locale;
}

bool isAscii(std::string_view text)
{
    return std::ranges::none_of(text, [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
}

char32_t mapped(char32_t rune, wint_t (*map)(wint_t, locale_t))
{
    const locale_t locale = unicodeLocale();
    return locale ? static_cast<char32_t>(map(static_cast<wint_t>(rune), locale)) : rune;
}

template<typename Map>
std::string mappedText(std::string_view text, Map map)
{
    std::string result;
    result.reserve(text.size());
    for (const char32_t rune : runesOf(text))
        yaml::appendUtf8(result, map(rune));
    return result;
}

/// The digraphs that have a form of their own for titles: DŽ, LJ, NJ, DZ.
bool isDigraph(char32_t rune)
{
    return (rune >= 0x1c4 && rune <= 0x1cc) || (rune >= 0x1f1 && rune <= 0x1f3);
}

char32_t titleOfDigraph(char32_t rune)
{
    if (rune >= 0x1f1)
        return 0x1f2;
    return 0x1c5 + (rune - 0x1c4) / 3 * 3;
}

} // namespace

std::u32string runesOf(std::string_view text)
{
    std::u32string runes;
    runes.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const yaml::CodePoint point = yaml::codePointAt(text, at);
        runes += point.value;
        at += point.size;
    }
    return runes;
}

std::string textOf(std::u32string_view runes)
{
    std::string text;
    text.reserve(runes.size());
    for (const char32_t rune : runes)
        yaml::appendUtf8(text, rune);
    return text;
}

bool isSpace(char32_t rune)
{
    if (rune <= 0xff)
        return (rune >= '\t' && rune <= '\r') || rune == ' ' || rune == 0x85 || rune == 0xa0;
    return rune == 0x1680 || (rune >= 0x2000 && rune <= 0x200a) || rune == 0x2028 || rune == 0x2029
           || rune == 0x202f || rune == 0x205f || rune == 0x3000;
}

bool isUpper(char32_t rune)
{
    if (rune < 0x80)
        return rune >= 'A' && rune <= 'Z';
    return toLower(rune) != rune && toUpper(rune) == rune && isLetter(rune);
}

bool isLower(char32_t rune)
{
    if (rune < 0x80)
        return rune >= 'a' && rune <= 'z';
    const bool isSmallAlone = rune == 0xdf || rune == 0x138 || rune == 0x149;
    return isSmallAlone || (toUpper(rune) != rune && toLower(rune) == rune && isLetter(rune));
}

bool isPunctuation(char32_t rune)
{
    constexpr std::u32string_view latin = U"!\"#%&'()*,-./:;?@[\\]_{}¡§«¶·»¿";
    if (rune <= 0xff)
        return latin.find(rune) != latin.npos;
    return (rune >= 0x2010 && rune <= 0x2027)
           || (rune >= 0x2030 && rune <= 0x205e && rune != 0x2044 && rune != 0x2052)
           || (rune >= 0x3001 && rune <= 0x3003) || (rune >= 0x3008 && rune <= 0x3011)
           || (rune >= 0xff01 && rune <= 0xff0f && rune != 0xff04 && rune != 0xff0b);
}

bool isNumber(char32_t rune)
{
    if (rune < 0x80)
        return rune >= '0' && rune <= '9';
    constexpr std::u32string_view latin = U"²³¹¼½¾";
    return latin.find(rune) != latin.npos || isDigit(rune) || (rune >= 0x2070 && rune <= 0x2089)
           || (rune >= 0x2150 && rune <= 0x2189) || (rune >= 0x2460 && rune <= 0x249b);
}

char32_t toUpper(char32_t rune)
{
    if (rune < 0x80)
        return rune >= 'a' && rune <= 'z' ? rune - 32 : rune;
    return mapped(rune, towupper_l);
}

char32_t toLower(char32_t rune)
{
    if (rune < 0x80)
        return rune >= 'A' && rune <= 'Z' ? rune + 32 : rune;
    return mapped(rune, towlower_l);
}

char32_t toTitle(char32_t rune)
{
    return isDigraph(rune) ? titleOfDigraph(rune) : toUpper(rune);
}

std::string toUpper(std::string_view text)
{
    if (!isAscii(text))
        return mappedText(text, [](char32_t rune) { return toUpper(rune); });
    std::string result(text);
    for (char &c : result)
        c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
    return result;
}

std::string toLower(std::string_view text)
{
    if (!isAscii(text))
        return mappedText(text, [](char32_t rune) { return toLower(rune); });
    std::string result(text);
    for (char &c : result)
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    return result;
}

std::string_view trimmedSpace(std::string_view text)
{
    std::size_t start = text.size();
    std::size_t end = 0;
    for (std::size_t at = 0; at < text.size();) {
        const yaml::CodePoint point = yaml::codePointAt(text, at);
        if (!isSpace(point.value)) {
            start = std::min(start, at);
            end = at + point.size;
        }
        at += point.size;
    }
    return start < end ? text.substr(start, end - start) : std::string_view();
}

} // namespace plumb::gotemplate
