// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/gotemplate/format.h"
#include "core/gotemplate/lexer.h"
#include "core/gotemplate/strconv.h"

#include <array>
#include <utility>

namespace plumb::gotemplate {

std::string Token::toString() const
{
    if (type == TokenType::EndOfFile)
        return "EOF";
    if (type == TokenType::Error)
        return std::string(text);
    if (type >= TokenType::Block)
        return '<' + std::string(text) + '>';
    if (text.size() <= 10)
        return quote(text);
    const Value value = Value::string(text);
    return sprintf("%.10q...", std::span(&value, 1));
}

bool isAlphaNumeric(std::uint32_t rune)
{
    return rune == '_' || (rune != endOfFile && (isLetter(rune) || isDigit(rune)));
}

TokenType keywordOf(std::string_view word)
{
    constexpr std::array<std::pair<std::string_view, TokenType>, 11> keywords{{
        {"block", TokenType::Block},
        {"break", TokenType::Break},
        {"continue", TokenType::Continue},
        {"define", TokenType::Define},
        {"else", TokenType::Else},
        {"end", TokenType::End},
        {"if", TokenType::If},
        {"nil", TokenType::Nil},
        {"range", TokenType::Range},
        {"template", TokenType::Template},
        {"with", TokenType::With},
    }};
    if (word.size() < 2 || word.size() > 8)
        return TokenType::Identifier;
    for (const auto &[keyword, type] : keywords) {
        if (keyword == word)
            return type;
    }
    return word == "true" || word == "false" ? TokenType::Bool : TokenType::Identifier;
}

std::string describeRune(std::uint32_t rune)
{
    if (rune == endOfFile)
        return "U+FFFFFFFFFFFFFFFF";
    const Value value = Value::integer(rune, types::int32);
    return sprintf("%#U", std::span(&value, 1));
}

} // namespace plumb::gotemplate
