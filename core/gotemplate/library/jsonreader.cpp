// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/gotemplate/library/jsonreader.h"

#include "core/gotemplate/strconv.h"
#include "core/yaml/utf8.h"

#include <charconv>
#include <cmath>

namespace plumb::gotemplate {

namespace {

constexpr int maximumDepth = 10000;

std::unexpected<Error> problem(std::string message)
{
    return std::unexpected(Error(ErrorCode::InvalidInput, std::move(message)));
}

/// A character as encoding/json shows it in messages.
std::string shown(char c)
{
    if (c == '\'')
        return "'\\''";
    if (c == '"')
        return "'\"'";
    const std::string quoted = quote(std::string(1, c));
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x80)
        return quoteRune(byte);
    return '\'' + quoted.substr(1, quoted.size() - 2) + '\'';
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

class JsonReader
{
public:
    explicit JsonReader(std::string_view text)
        : m_text(text)
    {
    }

    Result<JsonDocument> document()
    {
        Value value = PLUMB_TRY(this->value("looking for beginning of value"));
        skipSpace();
        if (m_at < m_text.size())
            return unexpectedHere("after top-level value");
        return JsonDocument{std::move(value), std::move(m_problem)};
    }

private:
    Result<Value> value(std::string_view expected)
    {
        skipSpace();
        if (m_at == m_text.size())
            return unexpectedHere(expected);
        switch (m_text[m_at]) {
        case '{': return nested(&JsonReader::map);
        case '[': return nested(&JsonReader::list);
        case '"': return Value::string(Text(PLUMB_TRY(string())));
        case 't': return literal("true", Value::boolean(true));
        case 'f': return literal("false", Value::boolean(false));
        case 'n': return literal("null", Value::nil());
        default: break;
        }
        if (m_text[m_at] == '-' || isDigit(m_text[m_at]))
            return number();
        return unexpectedHere(expected);
    }

    Result<Value> nested(Result<Value> (JsonReader::*read)())
    {
        if (m_depth == maximumDepth)
            return problem("exceeded max depth");
        ++m_depth;
        ++m_at;
        Result<Value> value = (this->*read)();
        --m_depth;
        return value;
    }

    Result<Value> map()
    {
        const Value result = Value::map();
        if (takes('}'))
            return result;
        while (true) {
            skipSpace();
            if (m_at == m_text.size() || m_text[m_at] != '"')
                return unexpectedHere("looking for beginning of object key string");
            const std::string key = PLUMB_TRY(string());
            if (!takes(':'))
                return unexpectedHere("after object key");
            result.set(Text(key), PLUMB_TRY(value("looking for beginning of value")));
            if (takes('}'))
                return result;
            if (!takes(','))
                return unexpectedHere("after object key:value pair");
        }
    }

    Result<Value> list()
    {
        std::vector<Value> items;
        if (takes(']'))
            return Value::list();
        while (true) {
            items.push_back(PLUMB_TRY(value("looking for beginning of value")));
            if (takes(']'))
                return Value::list(std::move(items));
            if (!takes(','))
                return unexpectedHere("after array element");
        }
    }

    Result<Value> literal(std::string_view word, Value meaning)
    {
        for (std::size_t i = 1; i < word.size(); ++i) {
            ++m_at;
            if (m_at == m_text.size() || m_text[m_at] != word[i]) {
                return unexpectedInside("in literal " + std::string(word) + " (expecting "
                                        + shown(word[i]) + ')');
            }
        }
        ++m_at;
        return meaning;
    }

    Result<Value> number()
    {
        const std::size_t start = m_at;
        if (m_text[m_at] == '-' && !isDigit(at(++m_at)))
            return unexpectedInside("in numeric literal");
        if (at(m_at) == '0')
            ++m_at;
        else
            skipDigits();
        if (at(m_at) == '.') {
            if (!isDigit(at(++m_at)))
                return unexpectedInside("after decimal point in numeric literal");
            skipDigits();
        }
        if (at(m_at) == 'e' || at(m_at) == 'E') {
            ++m_at;
            if (at(m_at) == '+' || at(m_at) == '-')
                ++m_at;
            if (!isDigit(at(m_at)))
                return unexpectedInside("in exponent of numeric literal");
            skipDigits();
        }
        const std::string_view text = m_text.substr(start, m_at - start);
        const Result<double> number = parseFloat(text);
        if (number && std::isfinite(*number))
            return Value::floating(*number);
        if (!m_problem) {
            m_problem =
                Error(ErrorCode::InvalidInput, "json: cannot unmarshal number " + std::string(text)
                                                   + " into Go value of type float64");
        }
        return Value::nil();
    }

    Result<std::string> string()
    {
        std::string text;
        ++m_at;
        while (m_at < m_text.size() && m_text[m_at] != '"') {
            const yaml::CodePoint point = yaml::codePointAt(m_text, m_at);
            if (point.value < 0x20)
                return unexpectedHere("in string literal");
            if (point.value == '\\') {
                PLUMB_TRY(escape(text));
                continue;
            }
            yaml::appendUtf8(text, point.value);
            m_at += point.size;
        }
        if (m_at == m_text.size())
            return unexpectedHere({});
        ++m_at;
        return text;
    }

    Result<> escape(std::string &text)
    {
        constexpr std::string_view letters = "bfnrt\"\\/";
        constexpr std::string_view meanings = "\b\f\n\r\t\"\\/";
        ++m_at;
        if (at(m_at) == 'u') {
            char32_t rune = PLUMB_TRY(hexadecimal());
            const bool isLead = rune >= 0xd800 && rune < 0xdc00;
            if (isLead && m_text.substr(m_at).starts_with("\\u")) {
                const std::size_t second = m_at++;
                const char32_t trail = PLUMB_TRY(hexadecimal());
                if (trail >= 0xdc00 && trail < 0xe000)
                    rune = 0x10000 + ((rune - 0xd800) << 10U) + (trail - 0xdc00);
                else
                    m_at = second;
            }
            const bool isLone = rune >= 0xd800 && rune < 0xe000;
            yaml::appendUtf8(text, isLone ? 0xfffd : rune);
            return {};
        }
        const std::size_t meaning =
            m_at < m_text.size() ? letters.find(m_text[m_at]) : letters.npos;
        if (meaning == letters.npos)
            return unexpectedInside("in string escape code");
        text += meanings[meaning];
        ++m_at;
        return {};
    }

    /// The four digits behind a 'u'.
    Result<char32_t> hexadecimal()
    {
        char32_t rune = 0;
        for (int i = 0; i < 4; ++i) {
            const char digit = at(++m_at);
            constexpr std::string_view digits = "0123456789abcdefABCDEF";
            std::size_t value = m_at < m_text.size() ? digits.find(digit) : digits.npos;
            if (value == digits.npos)
                return unexpectedInside("in \\u hexadecimal character escape");
            value -= value > 15 ? 6 : 0;
            rune = rune * 16 + static_cast<char32_t>(value);
        }
        ++m_at;
        return rune;
    }

    std::unexpected<Error> unexpectedHere(std::string_view where) const
    {
        if (m_at >= m_text.size())
            return problem("unexpected end of JSON input");
        return problem("invalid character " + shown(m_text[m_at]) + ' ' + std::string(where));
    }

    /// Where a token is cut short, encoding/json speaks of a space.
    std::unexpected<Error> unexpectedInside(std::string_view where) const
    {
        if (m_at >= m_text.size())
            return problem("invalid character ' ' " + std::string(where));
        return unexpectedHere(where);
    }

    char at(std::size_t position) const
    {
        return position < m_text.size() ? m_text[position] : '\0';
    }

    void skipSpace()
    {
        while (m_at < m_text.size() && std::string_view(" \t\r\n").contains(m_text[m_at]))
            ++m_at;
    }

    void skipDigits()
    {
        while (isDigit(at(m_at)))
            ++m_at;
    }

    bool takes(char c)
    {
        skipSpace();
        if (m_at == m_text.size() || m_text[m_at] != c)
            return false;
        ++m_at;
        return true;
    }

    std::string_view m_text;
    std::size_t m_at = 0;
    int m_depth = 0;
    std::optional<Error> m_problem;
};

} // namespace

Result<JsonDocument> readJson(std::string_view text)
{
    return JsonReader(text).document();
}

Result<Value> fromJson(std::string_view text)
{
    JsonDocument document = PLUMB_TRY(readJson(text));
    if (document.problem)
        return std::unexpected(*std::move(document.problem));
    return document.value;
}

Error wrongJsonType(const Value &value, const GoType &wanted)
{
    std::string kind = "object";
    switch (value.kind()) {
    case Kind::Bool: kind = "bool"; break;
    case Kind::Int:
    case Kind::Uint:
    case Kind::Float: kind = "number"; break;
    case Kind::String: kind = "string"; break;
    case Kind::List: kind = "array"; break;
    default: break;
    }
    return {ErrorCode::InvalidInput, "json: cannot unmarshal " + kind + " into Go value of type "
                                         + std::string(wanted.name)};
}

} // namespace plumb::gotemplate
