// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/yaml/scalarwriter.h"

#include "core/yaml/scalarstyle.h"
#include "core/yaml/utf8.h"

#include <algorithm>

namespace plumb::yaml {

namespace {

bool isSpaceAt(std::string_view text, std::size_t at)
{
    return at < text.size() && text[at] == ' ';
}

// The letter of a one-letter escape; 0 when there is none.
char escapeLetter(char32_t codePoint)
{
    switch (codePoint) {
    case 0x00: return '0';
    case 0x07: return 'a';
    case 0x08: return 'b';
    case 0x09: return 't';
    case 0x0A: return 'n';
    case 0x0B: return 'v';
    case 0x0C: return 'f';
    case 0x0D: return 'r';
    case 0x1B: return 'e';
    case 0x22: return '"';
    case 0x5C: return '\\';
    case 0x85: return 'N';
    case 0xA0: return '_';
    case 0x2028: return 'L';
    case 0x2029: return 'P';
    default: return '\0';
    }
}

// Where the last character of the text begins; the text is not empty.
std::size_t lastCharacter(std::string_view text)
{
    std::size_t at = text.size() - 1;
    while (at > 0 && (text[at] & 0xC0) == 0x80)
        --at;
    return at;
}

std::size_t characterCount(std::string_view text)
{
    return static_cast<std::size_t>(
        std::ranges::count_if(text, [](char c) { return (c & 0xC0) != 0x80; }));
}

} // namespace

void ScalarWriter::put(char c)
{
    m_out += c;
    ++m_column;
}

void ScalarWriter::putBreak()
{
    m_out += '\n';
    m_column = 0;
}

void ScalarWriter::writeCharacter(std::string_view text, std::size_t &at)
{
    const std::size_t size = characterSize(text[at]);
    m_out += text.substr(at, size);
    at += size;
    ++m_column;
}

void ScalarWriter::writeBreak(std::string_view text, std::size_t &at)
{
    if (text[at] == '\n') {
        putBreak();
        ++at;
        return;
    }
    writeCharacter(text, at);
    m_column = 0;
}

void ScalarWriter::indent(std::size_t column)
{
    if (!m_isIndention || m_column > column || (m_column == column && !m_isWhitespace))
        putBreak();
    if (m_column < column) {
        m_out.append(column - m_column, ' ');
        m_column = column;
    }
    m_isWhitespace = true;
    m_isIndention = true;
}

void ScalarWriter::append(std::string_view token)
{
    m_out += token;
    m_column += token.size();
    m_isWhitespace = false;
    m_isIndention = false;
}

void ScalarWriter::indicator(std::string_view token)
{
    if (!m_isWhitespace)
        put(' ');
    append(token);
}

void ScalarWriter::blockIndicator(std::string_view token)
{
    const bool wasIndention = m_isIndention;
    indicator(token);
    m_isIndention = wasIndention;
}

void ScalarWriter::scalar(std::string_view text, Style style, std::size_t indent, bool mayFold)
{
    switch (style) {
    case Style::SingleQuoted: singleQuoted(text, indent, mayFold); return;
    case Style::DoubleQuoted: doubleQuoted(text, indent, mayFold); return;
    case Style::Literal: literal(text, indent); return;
    default: plain(text, indent, mayFold);
    }
}

// A plain scalar that needs this many lines has no breaks of its own: stylesFor() rules them out.
void ScalarWriter::plain(std::string_view text, std::size_t indent, bool mayFold)
{
    if (!m_isWhitespace)
        put(' ');
    if (!mayFold || m_column + text.size() <= m_width) {
        m_out += text;
        m_column += characterCount(text);
    } else {
        bool afterSpace = false;
        for (std::size_t i = 0; i < text.size();) {
            const bool isSpace = text[i] == ' ';
            if (isSpace && !afterSpace && isBeyondWidth() && !isSpaceAt(text, i + 1)) {
                m_isIndention = false;
                this->indent(indent);
                ++i;
            } else {
                writeCharacter(text, i);
            }
            afterSpace = isSpace;
        }
    }
    m_isWhitespace = false;
    m_isIndention = false;
}

void ScalarWriter::singleQuoted(std::string_view text, std::size_t indent, bool mayFold)
{
    indicator("'");
    bool afterSpace = false;
    bool afterBreak = false;
    for (std::size_t i = 0; i < text.size();) {
        if (text[i] == ' ') {
            const bool isInside = i > 0 && i + 1 < text.size();
            if (mayFold && !afterSpace && isBeyondWidth() && isInside && !isSpaceAt(text, i + 1)) {
                this->indent(indent);
                ++i;
            } else {
                writeCharacter(text, i);
            }
            afterSpace = true;
        } else if (isBreakAt(text, i)) {
            if (!afterBreak && text[i] == '\n')
                putBreak();
            writeBreak(text, i);
            m_isIndention = true;
            afterBreak = true;
        } else {
            if (afterBreak)
                this->indent(indent);
            if (text[i] == '\'')
                put('\'');
            writeCharacter(text, i);
            m_isIndention = false;
            afterSpace = false;
            afterBreak = false;
        }
    }
    append("'");
}

void ScalarWriter::doubleQuoted(std::string_view text, std::size_t indent, bool mayFold)
{
    indicator("\"");
    // go-yaml asks at every character whether the text begins with a byte order mark.
    const bool escapesAll = text.starts_with("\xEF\xBB\xBF");
    bool afterSpace = false;
    for (std::size_t i = 0; i < text.size();) {
        const bool isEscaped = escapesAll || !isPrintableAt(text, i) || isBreakAt(text, i)
                               || text[i] == '"' || text[i] == '\\';
        if (isEscaped) {
            const CodePoint point = codePointAt(text, i);
            escape(point.value);
            i += point.size;
            afterSpace = false;
        } else if (text[i] == ' ') {
            const bool isInside = i > 0 && i + 1 < text.size();
            if (mayFold && !afterSpace && isBeyondWidth() && isInside) {
                this->indent(indent);
                if (isSpaceAt(text, i + 1))
                    put('\\');
                ++i;
            } else {
                writeCharacter(text, i);
            }
            afterSpace = true;
        } else {
            writeCharacter(text, i);
            afterSpace = false;
        }
    }
    append("\"");
}

void ScalarWriter::escape(char32_t codePoint)
{
    put('\\');
    if (const char letter = escapeLetter(codePoint)) {
        put(letter);
        return;
    }
    constexpr std::string_view digits = "0123456789ABCDEF";
    const unsigned width = codePoint <= 0xFF ? 2 : codePoint <= 0xFFFF ? 4 : 8;
    put(width == 2 ? 'x' : width == 4 ? 'u' : 'U');
    for (unsigned left = width; left > 0; --left)
        put(digits[(codePoint >> ((left - 1) * 4)) & 0xF]);
}

void ScalarWriter::blockHints(std::string_view text)
{
    if (text[0] == ' ' || isBreakAt(text, 0))
        append("2");
    const std::size_t last = lastCharacter(text);
    if (!isBreakAt(text, last)) {
        append("-");
        return;
    }
    if (last == 0 || isBreakAt(text, lastCharacter(text.substr(0, last))))
        append("+");
}

void ScalarWriter::literal(std::string_view text, std::size_t indent)
{
    indicator("|");
    blockHints(text);
    putBreak();
    m_isIndention = true;
    m_isWhitespace = true;
    bool afterBreak = true;
    for (std::size_t i = 0; i < text.size();) {
        if (isBreakAt(text, i)) {
            writeBreak(text, i);
            m_isIndention = true;
            afterBreak = true;
            continue;
        }
        if (afterBreak)
            this->indent(indent);
        // No other bytes than these begin a break.
        const std::size_t end = std::min(text.find_first_of("\n\r\xC2\xE2", i + 1), text.size());
        m_out += text.substr(i, end - i);
        m_column += end - i;
        i = end;
        m_isIndention = false;
        afterBreak = false;
    }
}

} // namespace plumb::yaml
