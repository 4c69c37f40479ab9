// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/gotemplate/lexer.h"

#include "core/gotemplate/strconv.h"
#include "core/yaml/utf8.h"

#include <algorithm>
#include <utility>

namespace plumb::gotemplate {
namespace {

constexpr std::string_view spaces = " \t\r\n";

bool isSpace(std::uint32_t rune)
{
    return rune == ' ' || rune == '\t' || rune == '\r' || rune == '\n';
}

bool isAlphaNumeric(std::uint32_t rune)
{
    return rune == '_' || (rune != endOfFile && (isLetter(rune) || isDigit(rune)));
}

bool hasLeftTrimMarker(std::string_view text)
{
    return text.size() >= 2 && text[0] == '-' && isSpace(static_cast<unsigned char>(text[1]));
}

bool hasRightTrimMarker(std::string_view text)
{
    return text.size() >= 2 && isSpace(static_cast<unsigned char>(text[0])) && text[1] == '-';
}

std::size_t leftTrimLength(std::string_view text)
{
    return std::min(text.find_first_not_of(spaces), text.size());
}

std::size_t rightTrimLength(std::string_view text)
{
    return text.size() - (text.find_last_not_of(spaces) + 1);
}

} // namespace

Token Lexer::next()
{
    if (m_isInAction)
        return readInsideAction();
    Token result{TokenType::EndOfFile, m_at, "EOF", m_startLine};
    // Comments are left out, and text that was trimmed to nothing.
    while (!readText(result) && !readLeftDelimiter(result)) {}
    return result;
}

std::uint32_t Lexer::take()
{
    if (m_at >= m_source.size()) {
        m_lastSize = 0;
        return endOfFile;
    }
    const auto byte = static_cast<unsigned char>(m_source[m_at]);
    if (byte < 0x80) {
        m_lastSize = 1;
        ++m_at;
        m_line += byte == '\n';
        return byte;
    }
    const yaml::CodePoint point = yaml::codePointAt(m_source, m_at);
    m_lastSize = point.size;
    m_at += point.size;
    return point.value;
}

std::uint32_t Lexer::peek()
{
    const std::uint32_t rune = take();
    stepBack();
    return rune;
}

void Lexer::stepBack()
{
    m_at -= m_lastSize;
    if (m_lastSize > 0 && m_source[m_at] == '\n')
        --m_line;
    m_lastSize = 0;
}

bool Lexer::accept(std::string_view characters)
{
    if (m_at >= m_source.size() || characters.find(m_source[m_at]) == characters.npos)
        return false;
    ++m_at;
    return true;
}

void Lexer::acceptRun(std::string_view characters)
{
    while (accept(characters)) {}
}

Token Lexer::token(TokenType type)
{
    const Token result{type, m_start, m_source.substr(m_start, m_at - m_start), m_startLine};
    m_start = m_at;
    m_startLine = m_line;
    return result;
}

Token Lexer::failure(std::string message)
{
    m_message = std::move(message);
    const Token result{TokenType::Error, m_start, m_message, m_startLine};
    m_source = {};
    m_start = 0;
    m_at = 0;
    m_isInAction = false;
    return result;
}

void Lexer::ignore()
{
    m_line += static_cast<int>(std::ranges::count(m_source.substr(m_start, m_at - m_start), '\n'));
    m_start = m_at;
    m_startLine = m_line;
}

bool Lexer::isAtRightDelimiter(bool &trims) const
{
    trims = hasRightTrimMarker(rest()) && rest().substr(2).starts_with("}}");
    return trims || rest().starts_with("}}");
}

// Whether there is text to be returned before the next action.
bool Lexer::readText(Token &result)
{
    const std::size_t found = m_source.find("{{", m_at);
    if (found == m_source.npos) {
        m_at = m_source.size();
        m_line += static_cast<int>(std::ranges::count(m_source.substr(m_start), '\n'));
        result = token(m_at > m_start ? TokenType::Text : TokenType::EndOfFile);
        if (result.type == TokenType::EndOfFile)
            result.text = "EOF";
        return true;
    }
    if (found == m_at)
        return false;
    m_at = found;
    std::size_t trimmed = 0;
    if (hasLeftTrimMarker(m_source.substr(found + 2)))
        trimmed = rightTrimLength(m_source.substr(m_start, m_at - m_start));
    m_at -= trimmed;
    m_line += static_cast<int>(std::ranges::count(m_source.substr(m_start, m_at - m_start), '\n'));
    result = token(TokenType::Text);
    m_at += trimmed;
    ignore();
    return !result.text.empty();
}

bool Lexer::readLeftDelimiter(Token &result)
{
    m_at += 2;
    const std::size_t marker = hasLeftTrimMarker(rest()) ? 2 : 0;
    if (rest().substr(marker).starts_with("/*")) {
        m_at += marker;
        ignore();
        return skipComment(result);
    }
    result = token(TokenType::LeftDelimiter);
    m_isInAction = true;
    m_at += marker;
    ignore();
    m_parentheses = 0;
    return true;
}

// Whether the comment was wrong, and there is an error to be returned.
bool Lexer::skipComment(Token &result)
{
    const std::size_t end = m_source.find("*/", m_at + 2);
    if (end == m_source.npos) {
        result = failure("unclosed comment");
        return true;
    }
    m_at = end + 2;
    bool trims = false;
    if (!isAtRightDelimiter(trims)) {
        result = failure("comment ends before closing delimiter");
        return true;
    }
    m_at += trims ? 4 : 2;
    if (trims)
        m_at += leftTrimLength(rest());
    ignore();
    return false;
}

Token Lexer::readRightDelimiter()
{
    bool trims = false;
    isAtRightDelimiter(trims);
    if (trims) {
        m_at += 2;
        ignore();
    }
    m_at += 2;
    const Token result = token(TokenType::RightDelimiter);
    if (trims) {
        m_at += leftTrimLength(rest());
        ignore();
    }
    m_isInAction = false;
    return result;
}

Token Lexer::readInsideAction()
{
    bool trims = false;
    if (isAtRightDelimiter(trims)) {
        if (m_parentheses == 0)
            return readRightDelimiter();
        return failure("unclosed left paren");
    }
    const std::uint32_t rune = take();
    if (rune == endOfFile)
        return failure("unclosed action");
    if (isSpace(rune)) {
        stepBack();
        return readSpace();
    }
    if (isAlphaNumeric(rune) && !(rune >= '0' && rune <= '9')) {
        stepBack();
        return readIdentifier();
    }
    return readSymbol(rune);
}

Token Lexer::readSymbol(std::uint32_t rune)
{
    switch (rune) {
    case '=': return token(TokenType::Assign);
    case ':':
        if (take() != '=')
            return failure("expected :=");
        return token(TokenType::Declare);
    case '|': return token(TokenType::Pipe);
    case '"': return readQuoted('"', TokenType::String, "unterminated quoted string");
    case '`': return readRawQuoted();
    case '$':
        if (isAtTerminator())
            return token(TokenType::Variable);
        return readFieldOrVariable(TokenType::Variable);
    case '\'': return readQuoted('\'', TokenType::CharConstant, "unterminated character constant");
    case '.':
        if (m_at < m_source.size() && (m_source[m_at] < '0' || m_source[m_at] > '9'))
            return readFieldOrVariable(TokenType::Field);
        break;
    case '(': ++m_parentheses; return token(TokenType::LeftParenthesis);
    case ')':
        if (--m_parentheses < 0)
            return failure("unexpected right paren");
        return token(TokenType::RightParenthesis);
    default: break;
    }
    if (rune == '.' || rune == '+' || rune == '-' || (rune >= '0' && rune <= '9')) {
        stepBack();
        return readNumber();
    }
    if (rune < 0x80 && isPrint(rune))
        return token(TokenType::Char);
    return failure("unrecognized character in action: " + describeRune(rune));
}

Token Lexer::readSpace()
{
    std::size_t count = 0;
    while (isSpace(peek())) {
        take();
        ++count;
    }
    // A trim marker begins with the last of the spaces.
    const std::string_view fromLast = m_source.substr(m_at - 1);
    if (hasRightTrimMarker(fromLast) && fromLast.substr(2).starts_with("}}")) {
        m_lastSize = 1;
        stepBack();
        if (count == 1)
            return readRightDelimiter();
    }
    return token(TokenType::Space);
}

bool Lexer::isAtTerminator()
{
    const std::uint32_t rune = peek();
    if (isSpace(rune))
        return true;
    switch (rune) {
    case endOfFile:
    case '.':
    case ',':
    case '|':
    case ':':
    case ')':
    case '(': return true;
    default: return rest().starts_with("}}");
    }
}

Token Lexer::readIdentifier()
{
    std::uint32_t rune = take();
    while (isAlphaNumeric(rune))
        rune = take();
    stepBack();
    if (!isAtTerminator())
        return failure("bad character " + describeRune(rune));
    return token(keywordOf(m_source.substr(m_start, m_at - m_start)));
}

Token Lexer::readFieldOrVariable(TokenType type)
{
    if (isAtTerminator())
        return token(type == TokenType::Variable ? type : TokenType::Dot);
    std::uint32_t rune = take();
    while (isAlphaNumeric(rune))
        rune = take();
    stepBack();
    if (!isAtTerminator())
        return failure("bad character " + describeRune(rune));
    return token(type);
}

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
    for (;;) {
        std::uint32_t rune = take();
        if (rune == '\\') {
            rune = take();
            if (rune != endOfFile && rune != '\n')
                continue;
        }
        if (rune == endOfFile || rune == '\n')
            return failure(std::string(complaint));
        if (rune == static_cast<unsigned char>(mark))
            return token(type);
    }
}

Token Lexer::readRawQuoted()
{
    for (;;) {
        const std::uint32_t rune = take();
        if (rune == endOfFile)
            return failure("unterminated raw quoted string");
        if (rune == '`')
            return token(TokenType::RawString);
    }
}

} // namespace plumb::gotemplate
