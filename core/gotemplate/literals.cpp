// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

// Numbers and quoted text inside actions.

#include "core/gotemplate/lexer.h"
#include "core/gotemplate/strconv.h"

#include <algorithm>

namespace plumb::gotemplate {

Token Lexer::readNumber()
{
    if (!scanNumber())
        return failure("bad number syntax: " + quote(m_source.substr(m_start, m_at - m_start)));
    const std::uint32_t sign = peek();
    if (sign != '+' && sign != '-')
        return token(TokenType::Number);
    if (!scanNumber() || m_source[m_at - 1] != 'i')
        return failure("bad number syntax: " + quote(m_source.substr(m_start, m_at - m_start)));
    return token(TokenType::Complex);
}

bool Lexer::scanNumber()
{
    accept("+-");
    std::string_view digits = "0123456789_";
    bool isHex = false;
    if (accept("0")) {
        if (accept("xX")) {
            digits = "0123456789abcdefABCDEF_";
            isHex = true;
        } else if (accept("oO")) {
            digits = "01234567_";
        } else if (accept("bB")) {
            digits = "01_";
        }
    }
    acceptRun(digits);
    if (accept("."))
        acceptRun(digits);
    if ((digits.size() == 11 && accept("eE")) || (isHex && accept("pP"))) {
        accept("+-");
        acceptRun("0123456789_");
    }
    accept("i");
    if (!isAlphaNumeric(peek()))
        return true;
    take();
    return false;
}

Token Lexer::readQuoted(char mark, TokenType type, std::string_view complaint)
{
    while (m_at < m_source.size()) {
        char c = m_source[m_at++];
        if (c == mark)
            return token(type);
        if (c == '\\') {
            c = m_at < m_source.size() ? m_source[m_at] : '\n';
            ++m_at;
        }
        if (c == '\n')
            break;
    }
    return failure(std::string(complaint));
}

Token Lexer::readRawQuoted()
{
    const std::size_t end = m_source.find('`', m_at);
    if (end == m_source.npos)
        return failure("unterminated raw quoted string");
    m_line += static_cast<int>(std::ranges::count(m_source.substr(m_at, end - m_at), '\n'));
    m_at = end + 1;
    return token(TokenType::RawString);
}

} // namespace plumb::gotemplate
