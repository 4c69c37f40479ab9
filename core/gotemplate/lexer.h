// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace plumb::gotemplate {

enum class TokenType : std::uint8_t {
    Error, ///< The text says what is wrong.
    Bool,
    Char, ///< Any other printable ASCII character, such as a comma.
    CharConstant,
    Complex,
    Assign,
    Declare,
    EndOfFile,
    Field,
    Identifier,
    LeftDelimiter,
    LeftParenthesis,
    Number,
    Pipe,
    RawString,
    RightDelimiter,
    RightParenthesis,
    Space,
    String,
    Text,
    Variable,
    // Keywords from here on.
    Block,
    Break,
    Continue,
    Dot,
    Define,
    Else,
    End,
    If,
    Nil,
    Range,
    Template,
    With,
};

struct Token
{
    TokenType type = TokenType::EndOfFile;
    std::size_t position = 0;
    std::string_view text = {};
    int line = 1;

    /// As Go writes it in error messages.
    std::string toString() const;
};

/// What the lexer takes where there is nothing more.
constexpr std::uint32_t endOfFile = 0xFFFFFFFF;

/// Whether a rune may stand in a word: a letter, digit or underscore.
bool isAlphaNumeric(std::uint32_t rune);

/// The keyword that a word is, or an identifier.
TokenType keywordOf(std::string_view word);

/// A rune as %#U prints it.
std::string describeRune(std::uint32_t rune);

/// Splits a template into tokens as text/template/parse does: text is trimmed here, comments
/// are left out, and after an error there is nothing more.
class Lexer
{
public:
    explicit Lexer(std::string_view source)
        : m_source(source)
    {
    }

    Token next();

private:
    std::uint32_t take();
    std::uint32_t peek();
    void stepBack();
    bool accept(std::string_view characters);
    void acceptRun(std::string_view characters);
    std::string_view rest() const { return m_source.substr(m_at); }
    Token token(TokenType type);
    Token failure(std::string message);
    void ignore();

    bool isAtRightDelimiter(bool &trims) const;
    bool isAtTerminator() const;
    bool readText(Token &result);
    bool readLeftDelimiter(Token &result);
    bool skipComment(Token &result);
    Token readRightDelimiter();
    Token readInsideAction();
    Token readSymbol(std::uint32_t rune);
    Token readSpace();
    bool skipWord(Token &complaint);
    Token readIdentifier();
    Token readFieldOrVariable(TokenType type);
    Token readNumber();
    Token readQuoted(char mark, TokenType type, std::string_view complaint);
    Token readRawQuoted();
    bool scanNumber();

    std::string_view m_source;
    std::string m_message;
    std::size_t m_at = 0;
    std::size_t m_start = 0;
    std::size_t m_lastSize = 0;
    int m_line = 1;
    int m_startLine = 1;
    int m_parentheses = 0;
    bool m_isInAction = false;
};

} // namespace plumb::gotemplate
