// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/gotemplate/library/conversion.h"
#include "core/gotemplate/library/topics.h"
#include "core/yaml/utf8.h"

namespace plumb::gotemplate {

namespace {

/// strings.SplitN: at most @p count parts, all of them when it is negative, none when it is 0. An
/// empty separator splits into characters.
std::vector<std::string_view> split(std::string_view text, std::string_view separator,
                                    std::int64_t count)
{
    std::vector<std::string_view> parts;
    if (count == 0)
        return parts;
    const auto isLast = [&] {
        return count > 0 && parts.size() + 1 == static_cast<std::size_t>(count);
    };
    while (!isLast()) {
        if (separator.empty() && text.empty())
            return parts;
        const std::size_t size =
            separator.empty() ? yaml::codePointAt(text, 0).size : text.find(separator);
        if (size == text.npos)
            break;
        parts.push_back(text.substr(0, size));
        text.remove_prefix(size + separator.size());
    }
    if (!separator.empty() || !text.empty())
        parts.push_back(text);
    return parts;
}

Result<Value> numbered(Call &call, const std::vector<std::string_view> &parts)
{
    PLUMB_TRY(call.execution.reserve(parts.size() * sizeof(MapEntry)));
    const Value result = Value::map(types::stringMap);
    for (std::size_t i = 0; i < parts.size(); ++i)
        result.set(Text('_' + std::to_string(i)), Value::string(Text(parts[i])));
    return result;
}

Result<Value> splitToMap(Call &call)
{
    return numbered(call, split(call.text(1), call.text(0), -1));
}

Result<Value> splitSome(Call &call)
{
    return numbered(call, split(call.text(2), call.text(0), call[1].asInt()));
}

Result<Value> splitList(Call &call)
{
    const std::vector<std::string_view> parts = split(call.text(1), call.text(0), -1);
    PLUMB_TRY(call.execution.reserve(parts.size() * sizeof(Value)));
    std::vector<Value> items;
    items.reserve(parts.size());
    for (const std::string_view part : parts)
        items.push_back(Value::string(Text(part)));
    return Value::list(std::move(items), types::stringList);
}

Result<Value> join(Call &call)
{
    std::string result;
    bool isFirst = true;
    for (const std::string &part : sliceTexts(call[1])) {
        if (!isFirst)
            result += call.text(0);
        isFirst = false;
        result += part;
    }
    PLUMB_TRY(call.execution.reserve(result.size()));
    return Value::string(Text(result));
}

Result<Value> toStrings(Call &call)
{
    return Value::strings(sliceTexts(call[0]));
}

} // namespace

std::span<const Function> splitFunctions()
{
    static constexpr Function functions[] = {
        {"join", join, {&types::string, &types::any}},
        {"split", splitToMap, {&types::string, &types::string}},
        {"splitList", splitList, {&types::string, &types::string}},
        {"splitn", splitSome, {&types::string, &types::integer, &types::string}},
        {"toStrings", toStrings, {&types::any}},
    };
    return functions;
}

} // namespace plumb::gotemplate
