// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/yaml/scalar.h"

#include "core/yaml/number.h"

#include <cmath>

namespace plumb::yaml {

namespace {

bool isOneOf(std::string_view text, std::initializer_list<std::string_view> words)
{
    for (const std::string_view word : words) {
        if (text == word)
            return true;
    }
    return false;
}

// The words that stand for something are those of go-yaml's resolve tables, in three spellings
// each: "null" is one, "nULL" is not.
std::optional<Kind> resolveWord(std::string_view text, Dialect dialect)
{
    if (text.size() > 5)
        return {};
    if (isOneOf(text, {"", "~", "null", "Null", "NULL"}))
        return Kind::Null;
    if (isOneOf(text, {"true", "True", "TRUE", "false", "False", "FALSE"}))
        return Kind::Bool;
    if (isOneOf(text, {".nan", ".NaN", ".NAN", ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF",
                       "-.inf", "-.Inf", "-.INF"})) {
        return Kind::Float;
    }
    if (dialect == Dialect::Kubernetes
        && isOneOf(text, {"y", "Y", "yes", "Yes", "YES", "on", "On", "ON", "n", "N", "no", "No",
                          "NO", "off", "Off", "OFF"})) {
        return Kind::Bool;
    }
    return {};
}

Kind resolveJson(std::string_view text)
{
    if (text == "null")
        return Kind::Null;
    if (text == "true" || text == "false")
        return Kind::Bool;
    if (!text.empty() && (text[0] == '-' || (text[0] >= '0' && text[0] <= '9')))
        return readNumber(text).isInteger() ? Kind::Integer : Kind::Float;
    return Kind::String;
}

} // namespace

Kind resolvePlain(std::string_view text, Dialect dialect)
{
    if (dialect == Dialect::Json)
        return resolveJson(text);
    const char first = text.empty() ? '~' : text[0];
    switch (first) {
    case '0':
    case '1':
    case '2':
    case '3':
    case '4':
    case '5':
    case '6':
    case '7':
    case '8':
    case '9':
    case '+':
    case '-':
    case '.': {
        if (const auto word = resolveWord(text, dialect))
            return *word;
        const Number number = readNumber(text);
        if (number.isInteger())
            return Kind::Integer;
        return number.isFloat() ? Kind::Float : Kind::String;
    }
    case '~':
    case 'n':
    case 'N':
    case 't':
    case 'T':
    case 'f':
    case 'F':
    case 'y':
    case 'Y':
    case 'o':
    case 'O': return resolveWord(text, dialect).value_or(Kind::String);
    default: return Kind::String;
    }
}

bool isTrue(std::string_view text)
{
    return isOneOf(text, {"true", "True", "TRUE", "y", "Y", "yes", "Yes", "YES", "on", "On", "ON"});
}

std::optional<std::int64_t> parseInteger(std::string_view text)
{
    return readNumber(text).asInteger();
}

std::optional<double> parseFloat(std::string_view text)
{
    return readNumber(text).asDouble();
}

bool sameScalar(Kind kind, std::string_view a, std::string_view b)
{
    if (kind == Kind::Null || a == b)
        return true;
    if (kind == Kind::Bool)
        return isTrue(a) == isTrue(b);
    if (kind == Kind::Integer) {
        const Number left = readNumber(a);
        const Number right = readNumber(b);
        return left.isInteger() && right.isInteger() && left.magnitude == right.magnitude
               && (left.negative == right.negative || left.magnitude == 0);
    }
    if (kind == Kind::Float) {
        const auto left = parseFloat(a);
        const auto right = parseFloat(b);
        return left && right && (*left == *right || (std::isnan(*left) && std::isnan(*right)));
    }
    return false;
}

} // namespace plumb::yaml
