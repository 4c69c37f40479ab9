// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/gotemplate/builtins.h"

#include "core/gotemplate/format.h"
#include "core/gotemplate/template.h"

#include <array>

namespace plumb::gotemplate {
namespace {

std::string nameOf(const Value &value)
{
    return std::string(value.type().name);
}

// An index of a list or string of @p most items, or why it is none.
Result<std::size_t> indexArgument(const Value &index, std::size_t most)
{
    if (index.isNil())
        return failure("cannot index slice/array with nil");
    if (index.kind() != Kind::Int && index.kind() != Kind::Uint)
        return failure("cannot index slice/array with type " + nameOf(index));
    const std::int64_t number = index.asInt();
    if (number < 0 || static_cast<std::uint64_t>(number) > most)
        return failure("index out of range: " + std::to_string(number));
    return static_cast<std::size_t>(number);
}

Result<Value> elementAt(const Value &item, const Value &index)
{
    const std::size_t at = PLUMB_TRY(indexArgument(index, item.size()));
    if (at == item.size())
        return failure(item.isString() ? "reflect: string index out of range"
                                       : "reflect: slice index out of range");
    if (item.isList())
        return item.items()[at];
    const std::string_view bytes = item.isString() ? item.text() : item.byteView();
    return Value::unsignedInteger(static_cast<unsigned char>(bytes[at]), types::uint8);
}

Result<Value> valueAt(const Value &map, const Value &key)
{
    if (key.isNil())
        return failure("value is nil; should be of type string");
    if (!key.isString())
        return failure("value has type " + nameOf(key) + "; should be string");
    const Value *found = map.find(key.text());
    return found ? *found : Value::zeroOf(*map.type().element);
}

Result<Value> index(Call &call)
{
    Value item = call[0];
    if (item.isNil())
        return failure("index of untyped nil");
    for (std::size_t i = 1; i < call.size(); ++i) {
        switch (item.kind()) {
        case Kind::Invalid:
        case Kind::Nil: return failure("index of nil pointer");
        case Kind::String:
        case Kind::Bytes:
        case Kind::List: item = PLUMB_TRY(elementAt(item, call[i])); break;
        case Kind::Map: item = PLUMB_TRY(valueAt(item, call[i])); break;
        default: return failure("can't index item of type " + nameOf(item));
        }
    }
    return item;
}

Result<Value> slice(Call &call)
{
    const Value &item = call[0];
    if (item.isNil())
        return failure("slice of untyped nil");
    const std::size_t count = call.size() - 1;
    if (count > 3)
        return failure("too many slice indexes: " + std::to_string(count));
    const Kind kind = item.kind();
    if (kind == Kind::String && count == 3)
        return failure("cannot 3-index slice a string");
    if (kind != Kind::String && kind != Kind::List && kind != Kind::Bytes)
        return failure("can't slice item of type " + nameOf(item));
    std::array<std::size_t, 3> at{0, item.size(), 0};
    for (std::size_t i = 0; i < count; ++i)
        at[i] = PLUMB_TRY(indexArgument(call[i + 1], item.size()));
    for (std::size_t i = 0; i + 1 < (count < 3 ? 2U : 3U); ++i) {
        if (at[i] > at[i + 1])
            return failure("invalid slice index: " + std::to_string(at[i]) + " > "
                           + std::to_string(at[i + 1]));
    }
    const std::size_t length = at[1] - at[0];
    if (kind == Kind::String)
        return Value::string(item.text().substr(at[0], length));
    if (kind == Kind::Bytes)
        return Value::bytes(std::string(item.byteView().substr(at[0], length)));
    const auto items = item.items().subspan(at[0], length);
    return Value::list(std::vector<Value>(items.begin(), items.end()), item.type());
}

Result<Value> length(Call &call)
{
    const Value &item = call[0];
    switch (item.kind()) {
    case Kind::Invalid: return failure("reflect: call of reflect.Value.Type on zero Value");
    case Kind::Nil: return failure("len of nil pointer");
    case Kind::String:
    case Kind::Bytes:
    case Kind::List:
    case Kind::Map: return Value::integer(static_cast<std::int64_t>(item.size()));
    default: return failure("len of type " + nameOf(item));
    }
}

Result<Value> negate(Call &call)
{
    return Value::boolean(!call[0].isTrue());
}

Result<Value> printed(Call &call, std::string text)
{
    if (auto reserved = call.execution.reserve(text.size()); !reserved)
        return std::unexpected(std::move(reserved).error());
    return Value::string(text);
}

Result<Value> print(Call &call)
{
    return printed(call, sprint(call.arguments));
}

Result<Value> println(Call &call)
{
    return printed(call, sprintln(call.arguments));
}

Result<Value> printf(Call &call)
{
    return printed(call, sprintf(call.text(0), call.arguments.subspan(1)));
}

constexpr Signature anyNumber = Signature{&types::any}.variadic();
constexpr Signature oneOrMore = Signature{&types::reflected, &types::reflected}.variadic();
constexpr Signature two{&types::reflected, &types::reflected};
constexpr Signature one{&types::reflected};

constexpr std::array<Function, 19> table{{
    {"and", logicFunction, oneOrMore},
    {"call", callFunction, oneOrMore},
    {"eq", equalFunction, oneOrMore},
    {"ge", greaterOrEqualFunction, two},
    {"gt", greaterFunction, two},
    {"html", htmlFunction, anyNumber},
    {"index", index, oneOrMore},
    {"js", jsFunction, anyNumber},
    {"le", lessOrEqualFunction, two},
    {"len", length, one},
    {"lt", lessFunction, two},
    {"ne", notEqualFunction, two},
    {"not", negate, one},
    {"or", logicFunction, oneOrMore},
    {"print", print, anyNumber},
    {"printf", printf, Signature{&types::string, &types::any}.variadic()},
    {"println", println, anyNumber},
    {"slice", slice, oneOrMore},
    {"urlquery", urlQueryFunction, anyNumber},
}};

} // namespace

std::span<const Function> builtinFunctions()
{
    return table;
}

Result<Value> logicFunction(Call &call)
{
    return call[0];
}

Result<Value> callFunction(Call &)
{
    return failure("call of nil");
}

} // namespace plumb::gotemplate
