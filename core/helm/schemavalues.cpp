// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/helm/schemavalues.h"

#include "core/helm/gotext.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <re2/re2.h>

namespace plumb::helm {

using yaml::Kind;
using yaml::Value;

namespace {

// Numbers are printed with a comma between thousands.
std::string grouped(std::string text)
{
    const std::size_t start = text.starts_with('-') ? 1 : 0;
    std::size_t end = text.find_first_not_of("0123456789", start);
    if (end == std::string::npos)
        end = text.size();
    for (std::size_t at = end; at > start + 3; at -= 3)
        text.insert(at - 3, ",");
    return text;
}

// A decimal number as a whole number and the power of ten that it was multiplied with.
struct Decimal
{
    long double digits = 0;
    int places = 0;
};

Decimal decimalOf(const Value &value)
{
    const std::string text = shortestFloat(value.asDouble().value_or(0));
    const std::size_t dot = text.find('.');
    Decimal result{.digits = static_cast<long double>(value.asDouble().value_or(0))};
    if (dot == std::string::npos || text.find('e') != std::string::npos)
        return result;
    result.places = static_cast<int>(text.size() - dot - 1);
    std::string whole = text;
    whole.erase(dot, 1);
    result.digits = std::strtold(whole.c_str(), nullptr);
    return result;
}

} // namespace

bool matches(const re2::RE2 &regex, std::string_view text)
{
    return re2::RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), regex);
}

bool isNumber(const Value &value)
{
    return value.kind() == Kind::Integer || value.kind() == Kind::Float;
}

bool isWhole(const Value &value)
{
    const auto number = value.asDouble();
    return number && std::isfinite(*number) && *number == std::trunc(*number);
}

std::string_view typeOf(const Value &value)
{
    switch (value.kind()) {
    case Kind::Null: return "null";
    case Kind::Bool: return "boolean";
    case Kind::Integer:
    case Kind::Float: return "number";
    case Kind::String: return "string";
    case Kind::Sequence: return "array";
    case Kind::Mapping: return "object";
    }
    return {};
}

bool sameJson(const Value &a, const Value &b)
{
    if (isNumber(a) && isNumber(b))
        return a.asDouble() == b.asDouble();
    if (a.kind() != b.kind() || a.size() != b.size())
        return false;
    if (a.isSequence())
        return std::ranges::equal(a.items(), b.items(), sameJson);
    if (a.isMapping()) {
        return std::ranges::all_of(a.entries(), [&](const yaml::Entry &entry) {
            const Value *const other = b.find(entry.key);
            return other && sameJson(entry.value, *other);
        });
    }
    return a.kind() == Kind::Bool ? a.asBool() == b.asBool() : a.text() == b.text();
}

std::string shown(double number)
{
    if (number == std::trunc(number) && std::abs(number) < 1e15)
        return grouped(std::to_string(static_cast<std::int64_t>(number)));
    return grouped(shortestFloat(number));
}

std::string inQuotes(std::string_view text)
{
    std::string quotedText = quoted(text);
    std::string result = "'";
    for (std::size_t i = 1; i + 1 < quotedText.size(); ++i) {
        if (quotedText[i] == '\\' && quotedText[i + 1] == '"')
            continue;
        if (quotedText[i] == '\'')
            result += '\\';
        result += quotedText[i];
    }
    return result + '\'';
}

std::string listed(const std::vector<std::string> &names)
{
    std::string text;
    for (const std::string &name : names)
        text += (text.empty() ? "" : ", ") + inQuotes(name);
    return text;
}

std::string displayed(const Value &value)
{
    if (value.isString())
        return inQuotes(value.text());
    if (value.isScalar())
        return value.isNull() ? "null" : std::string(value.text());
    return "value";
}

std::size_t countOf(const Value &limit)
{
    return static_cast<std::size_t>(limit.asDouble().value_or(0));
}

std::size_t lengthOf(std::string_view text)
{
    return static_cast<std::size_t>(std::ranges::count_if(
        text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

bool isMultiple(const Value &value, const Value &factor)
{
    Decimal a = decimalOf(value);
    Decimal b = decimalOf(factor);
    if (b.digits == 0)
        return true;
    for (; a.places < b.places; ++a.places)
        a.digits *= 10;
    for (; b.places < a.places; ++b.places)
        b.digits *= 10;
    return std::fmod(a.digits, b.digits) == 0;
}

} // namespace plumb::helm
