// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/yaml/scalarstyle.h"

#include "core/yaml/scalar.h"
#include "core/yaml/timestamp.h"

#include <array>

namespace plumb::yaml {

namespace {

std::uint8_t byteAt(std::string_view text, std::size_t at)
{
    return at < text.size() ? static_cast<std::uint8_t>(text[at]) : std::uint8_t(0);
}

bool isBlankAt(std::string_view text, std::size_t at)
{
    return byteAt(text, at) == ' ' || byteAt(text, at) == '\t';
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

// Characters that mean nothing to YAML wherever they stand, except at the very front.
constexpr std::array<bool, 256> makeHarmless()
{
    std::array<bool, 256> harmless = {};
    for (int c = '0'; c <= '9'; ++c)
        harmless[static_cast<std::size_t>(c)] = true;
    for (int c = 'a'; c <= 'z'; ++c)
        harmless[static_cast<std::size_t>(c)] = harmless[static_cast<std::size_t>(c - 32)] = true;
    for (const char c : {'-', '_', '.', '/', '+', '=', '(', ')', '$', ';', '~', '^'})
        harmless[static_cast<std::size_t>(c)] = true;
    return harmless;
}

constexpr std::array<bool, 256> harmless = makeHarmless();

bool isHarmless(std::string_view text)
{
    if (text.empty() || text[0] == '-' || text[0] == '.')
        return false;
    for (const char c : text) {
        if (!harmless[static_cast<std::uint8_t>(c)])
            return false;
    }
    return true;
}

struct Indicators
{
    bool block = false;
    bool flow = false;
};

// Whether the character at @p at would be taken for punctuation there.
Indicators indicatorsAt(std::string_view text, std::size_t at, bool afterBlank, bool beforeBlank)
{
    constexpr std::string_view opening = "#,[]{}&*!|>'\"%@`";
    const char c = text[at];
    if (at == 0) {
        if (opening.find(c) != opening.npos)
            return {.block = true, .flow = true};
        if (c == '?' || c == ':')
            return {.block = beforeBlank, .flow = true};
        if (c == '-')
            return {.block = beforeBlank, .flow = beforeBlank};
        return {};
    }
    constexpr std::string_view flow = ",?[]{}";
    if (flow.find(c) != flow.npos)
        return {.flow = true};
    if (c == ':')
        return {.block = beforeBlank, .flow = true};
    if (c == '#')
        return {.block = afterBlank, .flow = afterBlank};
    return {};
}

// Where spaces and breaks are, which decides about every style but the double quoted one.
struct Whitespace
{
    bool leadingSpace = false;
    bool leadingBreak = false;
    bool trailingSpace = false;
    bool trailingBreak = false;
    bool breakSpace = false; ///< A space after a break.
    bool spaceBreak = false; ///< A break after a space.
    bool previousIsSpace = false;
    bool previousIsBreak = false;

    void see(bool isSpace, bool isBreak, bool isFirst, bool isLast)
    {
        if (isSpace) {
            leadingSpace |= isFirst;
            trailingSpace |= isLast;
            breakSpace |= previousIsBreak;
        } else if (isBreak) {
            leadingBreak |= isFirst;
            trailingBreak |= isLast;
            spaceBreak |= previousIsSpace;
        }
        previousIsSpace = isSpace;
        previousIsBreak = isBreak;
    }
};

// [-+]? [0-9] [0-9_]* ( : [0-5]? [0-9] )+ ( \. [0-9_]* )?
bool isBase60(std::string_view text)
{
    std::size_t i = text[0] == '-' || text[0] == '+' ? 1 : 0;
    if (i >= text.size() || !isDigit(text[i]))
        return false;
    while (i < text.size() && (isDigit(text[i]) || text[i] == '_'))
        ++i;
    bool hasMinutes = false;
    while (i < text.size() && text[i] == ':') {
        ++i;
        const bool hasTwoDigits =
            i + 1 < text.size() && text[i] >= '0' && text[i] <= '5' && isDigit(text[i + 1]);
        if (!hasTwoDigits && (i >= text.size() || !isDigit(text[i])))
            return false;
        i += hasTwoDigits ? 2 : 1;
        hasMinutes = true;
    }
    if (i < text.size() && text[i] == '.') {
        ++i;
        while (i < text.size() && (isDigit(text[i]) || text[i] == '_'))
            ++i;
    }
    return hasMinutes && i == text.size();
}

} // namespace

std::size_t characterSize(char first)
{
    const auto byte = static_cast<std::uint8_t>(first);
    return byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}

bool isBreakAt(std::string_view text, std::size_t at)
{
    const std::uint8_t first = byteAt(text, at);
    if (first < 0x80)
        return first == '\n' || first == '\r';
    if (first == 0xC2)
        return byteAt(text, at + 1) == 0x85;
    return first == 0xE2 && byteAt(text, at + 1) == 0x80
           && (byteAt(text, at + 2) == 0xA8 || byteAt(text, at + 2) == 0xA9);
}

bool isPrintableAt(std::string_view text, std::size_t at)
{
    const std::uint8_t first = byteAt(text, at);
    const std::uint8_t second = byteAt(text, at + 1);
    if (first < 0x80)
        return first == '\n' || (first >= 0x20 && first <= 0x7E);
    if (first == 0xC2)
        return second >= 0xA0;
    if (first == 0xED)
        return second < 0xA0;
    if (first == 0xEF) {
        const std::uint8_t third = byteAt(text, at + 2);
        const bool isByteOrderMark = second == 0xBB && third == 0xBF;
        const bool isNoncharacter = second == 0xBF && (third == 0xBE || third == 0xBF);
        return !isByteOrderMark && !isNoncharacter;
    }
    // go-yaml escapes everything beyond the basic plane.
    return first > 0xC2 && first <= 0xEE;
}

ScalarStyles stylesFor(std::string_view text)
{
    ScalarStyles styles;
    if (isHarmless(text))
        return styles;
    if (text.empty())
        return {.flowPlain = false, .block = false};

    const bool looksLikeMarker = text.starts_with("---") || text.starts_with("...");
    bool blockIndicators = looksLikeMarker;
    bool flowIndicators = looksLikeMarker;
    bool special = false;
    bool afterBlank = true;
    Whitespace whitespace;
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t size = characterSize(text[i]);
        const bool isLast = i + size >= text.size();
        const Indicators indicators =
            indicatorsAt(text, i, afterBlank, isLast || isBlankAt(text, i + size));
        blockIndicators |= indicators.block;
        flowIndicators |= indicators.flow;
        special |= !isPrintableAt(text, i);
        const bool isBreak = isBreakAt(text, i);
        styles.isMultiline |= isBreak;
        styles.hasNewline |= text[i] == '\n';
        whitespace.see(text[i] == ' ', isBreak, i == 0, isLast);
        afterBlank = isBlankAt(text, i) || isBreak;
        i += size;
    }
    const bool hasEdge = whitespace.leadingSpace || whitespace.leadingBreak
                         || whitespace.trailingSpace || whitespace.trailingBreak;
    const bool needsEscapes = whitespace.spaceBreak || special;
    const bool anyPlain =
        !hasEdge && !whitespace.breakSpace && !needsEscapes && !styles.isMultiline;
    styles.plain = anyPlain && !blockIndicators;
    styles.flowPlain = anyPlain && !flowIndicators;
    styles.singleQuoted = !whitespace.breakSpace && !needsEscapes;
    styles.block = !whitespace.trailingSpace && !needsEscapes;
    return styles;
}

bool readsAsString(std::string_view text)
{
    if (resolvePlain(text, Dialect::Kubernetes) != Kind::String)
        return false;
    const char first = text.empty() ? ' ' : text[0];
    if (!isDigit(first) && first != '+' && first != '-')
        return true;
    return !isTimestamp(text) && !isBase60(text);
}

} // namespace plumb::yaml
