// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/gotemplate/library/conversion.h"
#include "core/gotemplate/library/topics.h"

#include <algorithm>
#include <cmath>

namespace plumb::gotemplate {

namespace {

// [][]interface {}
const GoType listOfLists{.name = "[][]interface {}", .kind = "slice", .element = &types::list};

/// The items of a list argument; @p doing is the part of the message before the wrong type.
Result<std::vector<Value>> itemsOf(const Value &list, std::string_view doing)
{
    if (list.isNil())
        return nilDereference();
    if (!isSlice(list))
        return failure(std::string(doing) + ' ' + std::string(list.type().kind));
    return sliceItems(list);
}

bool isAmong(std::span<const Value> items, const Value &wanted)
{
    return std::ranges::any_of(items, [&wanted](const Value &item) {
        if (item.isNil() || wanted.isNil())
            return item.isNil() && wanted.isNil();
        return item.deepEquals(wanted);
    });
}

Result<Value> list(Call &call)
{
    return Value::list({call.arguments.begin(), call.arguments.end()});
}

Result<Value> append(Call &call)
{
    std::vector<Value> items = PLUMB_TRY(itemsOf(call[0], "Cannot push on type"));
    items.push_back(call[1]);
    PLUMB_TRY(call.execution.reserve(items.size() * sizeof(Value)));
    return Value::list(std::move(items));
}

Result<Value> prepend(Call &call)
{
    std::vector<Value> items = PLUMB_TRY(itemsOf(call[0], "Cannot prepend on type"));
    items.insert(items.begin(), call[1]);
    PLUMB_TRY(call.execution.reserve(items.size() * sizeof(Value)));
    return Value::list(std::move(items));
}

Result<Value> concat(Call &call)
{
    std::vector<Value> result;
    for (const Value &argument : call.arguments) {
        if (argument.isNil())
            return nilDereference();
        if (!isSlice(argument)) {
            return failure("Cannot concat type " + std::string(argument.type().kind) + " as list");
        }
        for (Value &item : sliceItems(argument))
            result.push_back(std::move(item));
    }
    PLUMB_TRY(call.execution.reserve(result.size() * sizeof(Value)));
    return result.empty() ? Value::nilOf(types::list) : Value::list(std::move(result));
}

Result<Value> chunk(Call &call)
{
    std::vector<Value> items = PLUMB_TRY(itemsOf(call[1], "Cannot chunk type"));
    const std::int64_t size = call[0].asInt();
    const auto length = static_cast<double>(items.size());
    const double count = std::floor((length - 1) / static_cast<double>(size)) + 1;
    if (count < 0 || !std::isfinite(count))
        return failure("runtime error: makeslice: len out of range");

    std::vector<Value> chunks;
    for (std::size_t at = 0; at < items.size() && size > 0;) {
        const std::size_t end = at + std::min(items.size() - at, static_cast<std::size_t>(size));
        chunks.push_back(Value::list({items.begin() + static_cast<std::ptrdiff_t>(at),
                                      items.begin() + static_cast<std::ptrdiff_t>(end)}));
        at = end;
    }
    return Value::list(std::move(chunks), listOfLists);
}

Result<Value> first(Call &call)
{
    const std::vector<Value> items = PLUMB_TRY(itemsOf(call[0], "Cannot find first on type"));
    return items.empty() ? Value::nil() : items.front();
}

Result<Value> last(Call &call)
{
    const std::vector<Value> items = PLUMB_TRY(itemsOf(call[0], "Cannot find last on type"));
    return items.empty() ? Value::nil() : items.back();
}

Result<Value> rest(Call &call)
{
    std::vector<Value> items = PLUMB_TRY(itemsOf(call[0], "Cannot find rest on type"));
    if (items.empty())
        return Value::nilOf(types::list);
    items.erase(items.begin());
    return Value::list(std::move(items));
}

Result<Value> initial(Call &call)
{
    std::vector<Value> items = PLUMB_TRY(itemsOf(call[0], "Cannot find initial on type"));
    if (items.empty())
        return Value::nilOf(types::list);
    items.pop_back();
    return Value::list(std::move(items));
}

Result<Value> sortAlpha(Call &call)
{
    if (!isSlice(call[0]))
        return Value::strings({valueText(call[0]).toString()});
    std::vector<std::string> texts = sliceTexts(call[0]);
    std::ranges::sort(texts);
    return Value::strings(texts);
}

Result<Value> reverse(Call &call)
{
    std::vector<Value> items = PLUMB_TRY(itemsOf(call[0], "Cannot find reverse on type"));
    std::ranges::reverse(items);
    return Value::list(std::move(items));
}

Result<Value> compact(Call &call)
{
    std::vector<Value> items = PLUMB_TRY(itemsOf(call[0], "Cannot compact on type"));
    std::erase_if(items, isEmpty);
    return Value::list(std::move(items));
}

Result<Value> uniq(Call &call)
{
    std::vector<Value> result;
    for (Value &item : PLUMB_TRY(itemsOf(call[0], "Cannot find uniq on type"))) {
        PLUMB_TRY(call.execution.checkpoint());
        if (!isAmong(result, item))
            result.push_back(std::move(item));
    }
    return Value::list(std::move(result));
}

Result<Value> without(Call &call)
{
    std::vector<Value> items = PLUMB_TRY(itemsOf(call[0], "Cannot find without on type"));
    const std::span<const Value> unwanted = call.arguments.subspan(1);
    std::erase_if(items, [unwanted](const Value &item) { return isAmong(unwanted, item); });
    return Value::list(std::move(items));
}

Result<Value> has(Call &call)
{
    if (call[1].isNil())
        return Value::boolean(false);
    const std::vector<Value> items = PLUMB_TRY(itemsOf(call[1], "Cannot find has on type"));
    return Value::boolean(isAmong(items, call[0]));
}

Result<Value> slice(Call &call)
{
    const std::vector<Value> items =
        PLUMB_TRY(itemsOf(call[0], "list should be type of slice or array but"));
    if (items.empty())
        return Value::nil();
    const auto length = static_cast<std::int64_t>(items.size());
    const std::int64_t start = call.size() > 1 ? toInt64(call[1]) : 0;
    const std::int64_t end = call.size() > 2 ? toInt64(call[2]) : length;
    if (start < 0 || end < start || end > length)
        return failure("reflect.Value.Slice: slice index out of bounds");
    std::vector<Value> part(items.begin() + start, items.begin() + end);
    const GoType &type = call[0].type();
    return Value::list(std::move(part), call[0].isList() ? type : types::list);
}

} // namespace

std::span<const Function> listFunctions()
{
    static constexpr Signature one = {&types::any};
    static constexpr Signature two = {&types::any, &types::any};
    static constexpr Function functions[] = {
        {"append", append, two},
        {"chunk", chunk, {&types::integer, &types::any}},
        {"compact", compact, one},
        {"concat", concat, one.variadic()},
        {"first", first, one},
        {"has", has, two},
        {"initial", initial, one},
        {"last", last, one},
        {"list", list, one.variadic()},
        {"mustAppend", append, two},
        {"mustChunk", chunk, {&types::integer, &types::any}},
        {"mustCompact", compact, one},
        {"mustFirst", first, one},
        {"mustHas", has, two},
        {"mustInitial", initial, one},
        {"mustLast", last, one},
        {"mustPrepend", prepend, two},
        {"mustPush", append, two},
        {"mustRest", rest, one},
        {"mustReverse", reverse, one},
        {"mustSlice", slice, two.variadic()},
        {"mustUniq", uniq, one},
        {"mustWithout", without, two.variadic()},
        {"prepend", prepend, two},
        {"push", append, two},
        {"rest", rest, one},
        {"reverse", reverse, one},
        {"slice", slice, two.variadic()},
        {"sortAlpha", sortAlpha, one},
        {"tuple", list, one.variadic()},
        {"uniq", uniq, one},
        {"without", without, two.variadic()},
    };
    return functions;
}

} // namespace plumb::gotemplate
