// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/gotemplate/library/conversion.h"
#include "core/gotemplate/library/mapmerge.h"
#include "core/gotemplate/library/topics.h"

#include <algorithm>

namespace plumb::gotemplate {

namespace {

Result<Value> dict(Call &call)
{
    const Value result = Value::map();
    for (std::size_t i = 0; i < call.size(); i += 2) {
        result.set(valueText(call[i]), i + 1 < call.size() ? call[i + 1] : Value::string(Text()));
    }
    return result;
}

Result<Value> get(Call &call)
{
    const Value *found = call[0].find(call.text(1));
    return found ? *found : Value::string(Text());
}

Result<Value> set(Call &call)
{
    if (call[0].isNilCollection())
        return failure("assignment to entry in nil map");
    call[0].set(call[1].sharedText(), call[2]);
    return call[0];
}

Result<Value> unset(Call &call)
{
    call[0].remove(call.text(1));
    return call[0];
}

Result<Value> hasKey(Call &call)
{
    return Value::boolean(call[0].find(call.text(1)) != nullptr);
}

Result<Value> pluck(Call &call)
{
    std::vector<Value> found;
    for (const Value &map : call.arguments.subspan(1)) {
        if (const Value *value = map.find(call.text(0)))
            found.push_back(*value);
    }
    return Value::list(std::move(found));
}

/// Go's order is random here; ours is that of the keys.
Result<Value> keys(Call &call)
{
    std::vector<Value> names;
    for (const Value &map : call.arguments) {
        for (const MapEntry &entry : map.entries())
            names.push_back(Value::string(entry.key));
    }
    return Value::list(std::move(names), types::stringList);
}

Result<Value> values(Call &call)
{
    std::vector<Value> result;
    for (const MapEntry &entry : call[0].entries())
        result.push_back(entry.value);
    return Value::list(std::move(result));
}

Result<Value> pick(Call &call)
{
    const Value result = Value::map();
    for (const Value &key : call.arguments.subspan(1)) {
        if (const Value *value = call[0].find(key.text()))
            result.set(key.sharedText(), *value);
    }
    return result;
}

Result<Value> omit(Call &call)
{
    const Value result = Value::map();
    const std::span<const Value> unwanted = call.arguments.subspan(1);
    for (const MapEntry &entry : call[0].entries()) {
        const bool isUnwanted = std::ranges::any_of(
            unwanted, [&entry](const Value &key) { return key.text() == entry.key.view(); });
        if (!isUnwanted)
            result.set(entry.key, entry.value);
    }
    return result;
}

/// Of a failed merge, merge and mergeOverwrite show nothing.
template<Overwrite overwrite, bool isStrict>
Result<Value> merge(Call &call)
{
    const Value target = call[0].isNilCollection() ? Value::map() : call[0];
    for (const Value &source : call.arguments.subspan(1)) {
        PLUMB_TRY(call.execution.checkpoint());
        PLUMB_TRY(requireWritable(source));
        const Result<> merged = mergeMaps(target, source, overwrite);
        if (!merged && merged.error().code() == ErrorCode::LimitExceeded)
            return std::unexpected(merged.error());
        if (!merged && isStrict)
            return failure(merged.error().message());
        if (!merged)
            return Value::string(Text());
    }
    return target;
}

Result<Value> deepCopy(Call &call)
{
    if (call[0].isNil())
        return failure("reflect: call of reflect.Value.Type on zero Value");
    PLUMB_TRY(requireWritable(call[0]));
    return call[0].deepCopy();
}

std::string_view typeName(const Value &value)
{
    return value.isNil() ? "nil" : value.type().name;
}

std::unexpected<Error> wrongType(const Value &value, std::string_view wanted)
{
    return failure("interface conversion: interface {} is " + std::string(typeName(value))
                   + ", not " + std::string(wanted));
}

Result<Value> dig(Call &call)
{
    if (call.size() < 3)
        return failure("dig needs at least three arguments");
    Value at = call[call.size() - 1];
    if (&at.type() != &types::map)
        return wrongType(at, types::map.name);
    const std::span<const Value> path = call.arguments.first(call.size() - 2);
    for (const Value &key : path) {
        if (!key.isString())
            return wrongType(key, "string");
    }
    for (const Value &key : path) {
        if (&at.type() != &types::map)
            return wrongType(at, types::map.name);
        const Value *next = at.find(key.text());
        if (!next)
            return call[call.size() - 2];
        at = Value(*next);
    }
    return at;
}

} // namespace

std::span<const Function> dictFunctions()
{
    static constexpr Signature maps = Signature{&types::map, &types::map}.variadic();
    static constexpr Signature keyed = {&types::map, &types::string};
    static constexpr Function functions[] = {
        {"deepCopy", deepCopy, {&types::any}},
        {"dict", dict, Signature{&types::any}.variadic()},
        {"dig", dig, Signature{&types::any}.variadic()},
        {"get", get, keyed},
        {"hasKey", hasKey, keyed},
        {"keys", keys, Signature{&types::map}.variadic()},
        {"merge", merge<Overwrite::No, false>, maps},
        {"mergeOverwrite", merge<Overwrite::Yes, false>, maps},
        {"mustDeepCopy", deepCopy, {&types::any}},
        {"mustMerge", merge<Overwrite::No, true>, maps},
        {"mustMergeOverwrite", merge<Overwrite::Yes, true>, maps},
        {"omit", omit, keyed.variadic()},
        {"pick", pick, keyed.variadic()},
        {"pluck", pluck, Signature{&types::string, &types::map}.variadic()},
        {"set", set, {&types::map, &types::string, &types::any}},
        {"unset", unset, keyed},
        {"values", values, {&types::map}},
    };
    return functions;
}

} // namespace plumb::gotemplate
