// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/gotemplate/library/conversion.h"
#include "core/gotemplate/library/topics.h"

#include <algorithm>

namespace plumb::gotemplate {

namespace {

Result<Value> defaultValue(Call &call)
{
    return call.size() < 2 || isEmpty(call[1]) ? call[0] : call[1];
}

Result<Value> empty(Call &call)
{
    return Value::boolean(isEmpty(call[0]));
}

Result<Value> coalesce(Call &call)
{
    const auto found = std::ranges::find_if_not(call.arguments, isEmpty);
    return found == call.arguments.end() ? Value::nil() : *found;
}

Result<Value> all(Call &call)
{
    return Value::boolean(std::ranges::none_of(call.arguments, isEmpty));
}

Result<Value> any(Call &call)
{
    return Value::boolean(!std::ranges::all_of(call.arguments, isEmpty));
}

Result<Value> ternary(Call &call)
{
    return call[2].asBool() ? call[0] : call[1];
}

} // namespace

std::span<const Function> defaultFunctions()
{
    static constexpr Function functions[] = {
        {"all", all, Signature{&types::any}.variadic()},
        {"any", any, Signature{&types::any}.variadic()},
        {"coalesce", coalesce, Signature{&types::any}.variadic()},
        {"default", defaultValue, Signature{&types::any, &types::any}.variadic()},
        {"empty", empty, {&types::any}},
        {"ternary", ternary, {&types::any, &types::any, &types::boolean}},
    };
    return functions;
}

} // namespace plumb::gotemplate
