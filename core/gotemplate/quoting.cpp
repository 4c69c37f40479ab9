// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/gotemplate/strconv.h"
#include "core/yaml/utf8.h"

#include <optional>

namespace plumb::gotemplate {
namespace {

constexpr std::string_view lowerHex = "0123456789abcdef";

void appendHex(std::string &out, std::uint32_t value, int digits)
{
    for (int shift = (digits - 1) * 4; shift >= 0; shift -= 4)
        out += lowerHex[(value >> static_cast<unsigned>(shift)) & 15U];
}

// The letter that stands for a control character after a backslash; 0 when there is none.
char escapeLetter(std::uint32_t rune)
{
    switch (rune) {
    case '\a': return 'a';
    case '\b': return 'b';
    case '\f': return 'f';
    case '\n': return 'n';
    case '\r': return 'r';
    case '\t': return 't';
    case '\v': return 'v';
    default: return 0;
    }
}

void appendEscaped(std::string &out, std::uint32_t rune, char mark, bool asciiOnly)
{
    if (rune == static_cast<unsigned char>(mark) || rune == '\\') {
        out += '\\';
        out += static_cast<char>(rune);
    } else if (asciiOnly ? rune < 0x80 && isPrint(rune) : isPrint(rune)) {
        yaml::appendUtf8(out, rune);
    } else if (const char letter = escapeLetter(rune)) {
        out += '\\';
        out += letter;
    } else if (rune < ' ' || rune == 0x7f) {
        out += "\\x";
        appendHex(out, rune, 2);
    } else if (rune < 0x10000) {
        out += "\\u";
        appendHex(out, rune, 4);
    } else {
        out += "\\U";
        appendHex(out, rune, 8);
    }
}

std::string quoteWith(std::string_view text, bool asciiOnly)
{
    std::string out = "\"";
    out.reserve(text.size() + 2);
    for (std::size_t at = 0; at < text.size();) {
        const yaml::CodePoint point = yaml::codePointAt(text, at);
        if (point.value == 0xFFFD && point.size == 1) {
            out += "\\x";
            appendHex(out, static_cast<unsigned char>(text[at]), 2);
        } else {
            appendEscaped(out, point.value, '"', asciiOnly);
        }
        at += point.size;
    }
    return out + '"';
}

std::unexpected<Error> invalidSyntax()
{
    return std::unexpected(Error(ErrorCode::InvalidInput, "invalid syntax"));
}

// What strconv.UnquoteChar reads: one character or escape.
struct Unquoted
{
    std::uint32_t rune = 0;
    bool isByte = false;
};

std::optional<std::uint32_t> readDigits(std::string_view &text, std::size_t count, int base)
{
    if (text.size() < count)
        return {};
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < count; ++i) {
        const int digit = digitValue(text[i]);
        if (digit >= base)
            return {};
        value = value * static_cast<unsigned>(base) + static_cast<unsigned>(digit);
    }
    text.remove_prefix(count);
    return value;
}

std::optional<Unquoted> readNumericEscape(std::string_view &text, char letter)
{
    if (letter == 'x') {
        const auto value = readDigits(text, 2, 16);
        return value ? std::optional(Unquoted{*value, true}) : std::nullopt;
    }
    const auto value = readDigits(text, letter == 'u' ? 4 : 8, 16);
    if (!value || *value > 0x10FFFF || (*value >= 0xD800 && *value < 0xE000))
        return {};
    return Unquoted{*value, false};
}

std::optional<Unquoted> readEscape(std::string_view &text, char mark)
{
    const char letter = text.front();
    if (letter >= '0' && letter <= '7') {
        const auto value = readDigits(text, 3, 8);
        return value && *value < 256 ? std::optional(Unquoted{*value, true}) : std::nullopt;
    }
    text.remove_prefix(1);
    switch (letter) {
    case 'a': return Unquoted{'\a'};
    case 'b': return Unquoted{'\b'};
    case 'f': return Unquoted{'\f'};
    case 'n': return Unquoted{'\n'};
    case 'r': return Unquoted{'\r'};
    case 't': return Unquoted{'\t'};
    case 'v': return Unquoted{'\v'};
    case '\\': return Unquoted{'\\'};
    case 'x':
    case 'u':
    case 'U': return readNumericEscape(text, letter);
    case '\'':
    case '"':
        if (letter == mark)
            return Unquoted{static_cast<unsigned char>(letter)};
        break;
    default: break;
    }
    return {};
}

std::optional<Unquoted> readCharacter(std::string_view &text, char mark)
{
    if (text.empty() || text.front() == mark || text.front() == '\n')
        return {};
    if (text.front() == '\\') {
        text.remove_prefix(1);
        return text.empty() ? std::nullopt : readEscape(text, mark);
    }
    const yaml::CodePoint point = yaml::codePointAt(text, 0);
    // A byte that is no part of valid UTF-8 is U+FFFD from here on.
    const Unquoted result{point.value};
    text.remove_prefix(point.size);
    return result;
}

} // namespace

std::string quote(std::string_view text)
{
    return quoteWith(text, false);
}

std::string quoteToAscii(std::string_view text)
{
    return quoteWith(text, true);
}

std::string quoteRune(std::uint32_t rune, bool asciiOnly)
{
    const bool isValid = rune <= 0x10FFFF && (rune < 0xD800 || rune >= 0xE000);
    std::string out = "'";
    appendEscaped(out, isValid ? rune : 0xFFFD, '\'', asciiOnly);
    return out + '\'';
}

bool canBackquote(std::string_view text)
{
    for (std::size_t at = 0; at < text.size();) {
        const yaml::CodePoint point = yaml::codePointAt(text, at);
        if (point.value == 0xFEFF || (point.value == 0xFFFD && point.size == 1))
            return false;
        if ((point.value < ' ' && point.value != '\t') || point.value == '`' || point.value == 0x7f)
            return false;
        at += point.size;
    }
    return true;
}

Result<std::string> unquote(std::string_view quoted)
{
    if (quoted.size() < 2 || quoted.front() != quoted.back())
        return invalidSyntax();
    const char mark = quoted.front();
    std::string_view text = quoted.substr(1, quoted.size() - 2);
    std::string out;
    out.reserve(text.size());
    if (mark == '`') {
        for (const char c : text) {
            if (c == '`')
                return invalidSyntax();
            if (c != '\r')
                out += c;
        }
        return out;
    }
    if (mark != '"' && mark != '\'')
        return invalidSyntax();
    while (!text.empty()) {
        const auto character = readCharacter(text, mark);
        if (!character || (mark == '\'' && !text.empty()))
            return invalidSyntax();
        if (character->isByte)
            out += static_cast<char>(character->rune);
        else
            yaml::appendUtf8(out, character->rune);
    }
    return out;
}

Result<std::uint32_t> unquoteRune(std::string_view quoted)
{
    std::string_view text = quoted.substr(quoted.empty() ? 0 : 1);
    const auto character = readCharacter(text, '\'');
    if (!character)
        return invalidSyntax();
    if (text != "'") {
        return std::unexpected(
            Error(ErrorCode::InvalidInput, "malformed character constant: " + std::string(quoted)));
    }
    return character->rune;
}

} // namespace plumb::gotemplate
