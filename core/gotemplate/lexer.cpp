// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/gotemplate/lexer.h"

#include "core/gotemplate/strconv.h"
#include "core/yaml/utf8.h"

#include <algorithm>
#include <array>
#include <utility>

namespace plumb::gotemplate {
namespace {

constexpr std::string_view spaces = " \t\r\n";

bool isSpace(std::uint32_t rune)
{
    return rune == ' ' || rune == '\t' || rune == '\r' || rune == '\n';
}

constexpr std::array<bool, 256> makeWordBytes()
{
    std::array<bool, 256> result{};
    for (const std::string_view range : {"09", "AZ", "az", "__"}) {
        for (int c = range[0]; c <= range[1]; ++c)
            result[static_cast<std::size_t>(c)] = true;
    }
    return result;
}

constexpr std::array<bool, 256> isWordByte = makeWordBytes();

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

bool Lexer::isAtTerminator() const
{
    if (m_at >= m_source.size())
        return true;
    switch (m_source[m_at]) {
    case ' ':
    case '\t':
    case '\r':
    case '\n':
    case '.':
    case ',':
    case '|':
    case ':':
    case ')':
    case '(': return true;
    default: return rest().starts_with("}}");
    }
}

// Whether the word ended where words may end; complains about the character that is in the way.
bool Lexer::skipWord(Token &complaint)
{
    std::uint32_t rune = 0;
    do {
        while (m_at < m_source.size() && isWordByte[static_cast<unsigned char>(m_source[m_at])])
            ++m_at;
        rune = take();
    } while (rune >= 0x80 && isAlphaNumeric(rune));
    stepBack();
    if (isAtTerminator())
        return true;
    complaint = failure("bad character " + describeRune(rune));
    return false;
}

Token Lexer::readIdentifier()
{
    Token complaint;
    if (!skipWord(complaint))
        return complaint;
    return token(keywordOf(m_source.substr(m_start, m_at - m_start)));
}

Token Lexer::readFieldOrVariable(TokenType type)
{
    if (isAtTerminator())
        return token(type == TokenType::Variable ? type : TokenType::Dot);
    Token complaint;
    return skipWord(complaint) ? token(type) : complaint;
}

} // namespace plumb::gotemplate
