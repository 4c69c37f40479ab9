// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/gotemplate/builtins.h"
#include "core/gotemplate/format.h"

namespace plumb::gotemplate {
namespace {

bool isBasic(const Value &value)
{
    return value.kind() >= Kind::Bool && value.kind() <= Kind::String;
}

bool isNilValue(const Value &value)
{
    return value.isNil() || value.isNilCollection();
}

std::string typeName(const Value &value)
{
    return std::string(value.type().name);
}

std::string shown(const Value &value)
{
    return sprintf("%s", std::span(&value, 1));
}

std::unexpected<Error> incompatible(const Value &a, const Value &b)
{
    return failure("incompatible types for comparison: " + typeName(a) + " and " + typeName(b));
}

// Integers compare whatever the signs of their types.
bool equalIntegers(const Value &a, const Value &b)
{
    if (a.kind() == b.kind())
        return a.asUint() == b.asUint();
    const Value &signedOne = a.kind() == Kind::Int ? a : b;
    return signedOne.asInt() >= 0 && a.asUint() == b.asUint();
}

bool isInteger(const Value &value)
{
    return value.kind() == Kind::Int || value.kind() == Kind::Uint;
}

Result<bool> equalOthers(const Value &a, const Value &b)
{
    const std::string_view kindA = a.isNil() ? "" : a.type().kind;
    const std::string_view kindB = b.isNil() ? "" : b.type().kind;
    if (kindA != kindB && !a.isNil() && !b.isNil()) {
        return failure("non-comparable types " + shown(a) + ": " + typeName(a) + ", " + typeName(b)
                       + ": " + shown(b));
    }
    if (isNilValue(a) || isNilValue(b))
        return isNilValue(a) == isNilValue(b);
    const Object *objectA = a.asObject();
    const Object *objectB = b.asObject();
    if (!objectA || !objectB)
        return failure("non-comparable type " + shown(b) + ": " + typeName(b));
    return objectA == objectB || (&a.type() == &b.type() && objectA->equals(*objectB));
}

Result<bool> equal(const Value &a, const Value &b)
{
    if (isInteger(a) && isInteger(b))
        return equalIntegers(a, b);
    const bool isBasicA = isBasic(a);
    const bool isBasicB = isBasic(b);
    if (!isBasicA && !isBasicB)
        return equalOthers(a, b);
    if (a.kind() != b.kind()) {
        if (!a.isNil() && !b.isNil())
            return incompatible(a, b);
        return false;
    }
    switch (a.kind()) {
    case Kind::Bool: return a.asBool() == b.asBool();
    case Kind::Float: return a.asFloat() == b.asFloat();
    case Kind::Complex: return a.real() == b.real() && a.imaginary() == b.imaginary();
    default: return a.text() == b.text();
    }
}

Result<bool> equalToAny(const Call &call)
{
    if (call.size() < 2)
        return failure("missing argument for comparison");
    for (std::size_t i = 1; i < call.size(); ++i) {
        if (PLUMB_TRY(equal(call[0], call[i])))
            return true;
    }
    return false;
}

Result<bool> less(const Value &a, const Value &b)
{
    if (!isBasic(a) || !isBasic(b))
        return failure("invalid type for comparison");
    if (a.kind() != b.kind()) {
        if (!isInteger(a) || !isInteger(b))
            return incompatible(a, b);
        if (a.kind() == Kind::Int)
            return a.asInt() < 0 || a.asUint() < b.asUint();
        return b.asInt() >= 0 && a.asUint() < b.asUint();
    }
    switch (a.kind()) {
    case Kind::Int: return a.asInt() < b.asInt();
    case Kind::Uint: return a.asUint() < b.asUint();
    case Kind::Float: return a.asFloat() < b.asFloat();
    case Kind::String: return a.text() < b.text();
    default: return failure("invalid type for comparison");
    }
}

Result<bool> lessOrEqual(const Value &a, const Value &b)
{
    if (PLUMB_TRY(less(a, b)))
        return true;
    return equal(a, b);
}

} // namespace

Result<Value> equalFunction(Call &call)
{
    return Value::boolean(PLUMB_TRY(equalToAny(call)));
}

Result<Value> notEqualFunction(Call &call)
{
    return Value::boolean(!PLUMB_TRY(equal(call[0], call[1])));
}

Result<Value> lessFunction(Call &call)
{
    return Value::boolean(PLUMB_TRY(less(call[0], call[1])));
}

Result<Value> lessOrEqualFunction(Call &call)
{
    return Value::boolean(PLUMB_TRY(lessOrEqual(call[0], call[1])));
}

Result<Value> greaterFunction(Call &call)
{
    return Value::boolean(!PLUMB_TRY(lessOrEqual(call[0], call[1])));
}

Result<Value> greaterOrEqualFunction(Call &call)
{
    return Value::boolean(!PLUMB_TRY(less(call[0], call[1])));
}

} // namespace plumb::gotemplate
