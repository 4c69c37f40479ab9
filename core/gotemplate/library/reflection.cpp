// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/gotemplate/library/conversion.h"
#include "core/gotemplate/library/topics.h"

namespace plumb::gotemplate {

namespace {

std::string_view typeName(const Value &value)
{
    return value.isNil() ? "<nil>" : value.type().name;
}

Result<Value> typeOf(Call &call)
{
    return Value::string(typeName(call[0]));
}

Result<Value> typeIs(Call &call)
{
    return Value::boolean(call.text(0) == typeName(call[1]));
}

/// A pointer is like what it points to.
Result<Value> typeIsLike(Call &call)
{
    std::string_view name = typeName(call[1]);
    if (call.text(0) == name)
        return Value::boolean(true);
    const bool isPointer = name.starts_with('*');
    return Value::boolean(isPointer && call.text(0) == name.substr(1));
}

Result<Value> kindOf(Call &call)
{
    return Value::string(kindName(call[0]));
}

Result<Value> kindIs(Call &call)
{
    return Value::boolean(call.text(0) == kindName(call[1]));
}

Result<Value> deepEqual(Call &call)
{
    if (call[0].isNil() || call[1].isNil())
        return Value::boolean(call[0].isNil() && call[1].isNil());
    return Value::boolean(call[0].deepEquals(call[1]));
}

} // namespace

std::span<const Function> reflectionFunctions()
{
    static constexpr Function functions[] = {
        {"deepEqual", deepEqual, {&types::any, &types::any}},
        {"kindIs", kindIs, {&types::string, &types::any}},
        {"kindOf", kindOf, {&types::any}},
        {"typeIs", typeIs, {&types::string, &types::any}},
        {"typeIsLike", typeIsLike, {&types::string, &types::any}},
        {"typeOf", typeOf, {&types::any}},
    };
    return functions;
}

} // namespace plumb::gotemplate
