// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/gotemplate/library/conversion.h"

#include "core/gotemplate/format.h"
#include "core/gotemplate/strconv.h"

#include <limits>

namespace plumb::gotemplate {

namespace {

/// "12.00" without its zeros, which spf13/cast forgives.
std::string_view withoutZeroDecimals(std::string_view text)
{
    bool hasZero = false;
    for (std::size_t i = text.size(); i > 0; --i) {
        if (text[i - 1] == '0')
            hasZero = true;
        else if (text[i - 1] != '.')
            return text;
        else if (hasZero)
            return text.substr(0, i - 1);
    }
    return text;
}

/// As amd64 converts: what does not fit is the least number.
std::int64_t truncated(double value)
{
    constexpr double bound = 9223372036854775808.0;
    if (value >= -bound && value < bound)
        return static_cast<std::int64_t>(value);
    return std::numeric_limits<std::int64_t>::min();
}

/// Of the types that are named after a number, cast knows these two.
bool isCounted(const GoType &type)
{
    return !type.underlying || type.name == "time.Month" || type.name == "time.Weekday";
}

constexpr std::size_t writtenLimit = 128U << 20U;

enum class Walk : std::uint8_t { Done, TooLarge, TooDeep };

/// Adds up what is written of a value, about, until it is too much.
Walk addWritten(const Value &value, std::size_t &sum, int depth)
{
    constexpr int maximumDepth = 1000;
    constexpr std::size_t nodeSize = 64;
    if (depth > maximumDepth)
        return Walk::TooDeep;
    sum += nodeSize + value.text().size() + value.byteView().size();
    if (sum > writtenLimit)
        return Walk::TooLarge;
    for (const Value &item : value.items()) {
        if (const Walk walk = addWritten(item, sum, depth + 1); walk != Walk::Done)
            return walk;
    }
    for (const MapEntry &entry : value.entries()) {
        sum += entry.key.size();
        if (const Walk walk = addWritten(entry.value, sum, depth + 1); walk != Walk::Done)
            return walk;
    }
    return Walk::Done;
}

} // namespace

std::int64_t toInt64(const Value &value)
{
    switch (value.kind()) {
    case Kind::Bool: return value.asBool() ? 1 : 0;
    case Kind::Int: return isCounted(value.type()) ? value.asInt() : 0;
    case Kind::Uint: return static_cast<std::int64_t>(value.asUint());
    case Kind::Float: return truncated(value.asFloat());
    case Kind::String: return parseInt(withoutZeroDecimals(value.text()), 0).value_or(0);
    default: return 0;
    }
}

double toFloat64(const Value &value)
{
    switch (value.kind()) {
    case Kind::Bool: return value.asBool() ? 1 : 0;
    case Kind::Int: return isCounted(value.type()) ? static_cast<double>(value.asInt()) : 0;
    case Kind::Uint: return static_cast<double>(value.asUint());
    case Kind::Float: return value.asFloat();
    case Kind::String: return parseFloat(value.text()).value_or(0);
    default: return 0;
    }
}

std::int64_t integerOf(std::string_view text)
{
    const Result<std::int64_t> number = parseInt(text, 10);
    if (number)
        return *number;
    if (!number.error().message().ends_with("value out of range"))
        return 0;
    return text.starts_with('-') ? std::numeric_limits<std::int64_t>::min()
                                 : std::numeric_limits<std::int64_t>::max();
}

Text valueText(const Value &value)
{
    if (value.isString())
        return value.sharedText();
    if (value.kind() == Kind::Bytes)
        return Text(value.byteView());
    std::string text;
    print(text, value);
    return text;
}

bool isEmpty(const Value &value)
{
    return value.kind() != Kind::Object && !value.isTrue();
}

bool isSlice(const Value &value)
{
    return value.isList() || value.kind() == Kind::Bytes;
}

std::vector<Value> sliceItems(const Value &value)
{
    const std::span<const Value> items = value.items();
    std::vector<Value> result(items.begin(), items.end());
    for (const char byte : value.byteView()) {
        result.push_back(Value::unsignedInteger(static_cast<unsigned char>(byte), types::uint8));
    }
    return result;
}

std::vector<std::string> sliceTexts(const Value &value)
{
    std::vector<std::string> texts;
    if (isSlice(value)) {
        for (const Value &item : sliceItems(value)) {
            if (!item.isNil())
                texts.push_back(valueText(item).toString());
        }
    } else if (!value.isNil()) {
        texts.push_back(valueText(value).toString());
    }
    return texts;
}

Result<> requireWritable(const Value &value)
{
    std::size_t sum = 0;
    if (addWritten(value, sum, 0) == Walk::TooLarge)
        return std::unexpected(Error(ErrorCode::LimitExceeded, "the value is too large"));
    return {};
}

std::string_view kindName(const Value &value)
{
    return value.isNil() ? "invalid" : value.type().kind;
}

std::unexpected<Error> nilDereference()
{
    return failure("runtime error: invalid memory address or nil pointer dereference");
}

} // namespace plumb::gotemplate
