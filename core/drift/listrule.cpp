// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/drift/listrule.h"

#include <algorithm>
#include <set>

namespace plumb::drift {

using yaml::Value;

namespace {

bool allScalars(const Value &list)
{
    return std::ranges::all_of(list.items(), &Value::isScalar);
}

bool allMappings(const Value &list)
{
    return std::ranges::all_of(list.items(), &Value::isMapping);
}

/// Whether the keys tell all items of the list apart.
bool areUnique(const Value &list, std::span<const std::string_view> keys)
{
    std::set<FieldStep> seen;
    for (const Value &item : list.items()) {
        const bool hasKey = std::ranges::any_of(keys, [&item](std::string_view key) {
            const Value *value = item.find(key);
            return value && value->isScalar() && !value->isNull();
        });
        if (!hasKey || !seen.insert(keyedStep(item, keys)).second)
            return false;
    }
    return true;
}

} // namespace

ListRule listRule(const SchemaNode &node, const Value &desired, const Value &live)
{
    using Kind = ListRule::Kind;
    if (allScalars(desired) && allScalars(live)) {
        if (node && node.mergesItems())
            return {.kind = Kind::Set, .isMerged = true};
        return {.kind = Kind::Scalars};
    }
    if (!allMappings(desired) || !allMappings(live))
        return {.kind = Kind::Positions};

    std::vector<std::string_view> keys = node ? node.mergeKeys() : std::vector<std::string_view>();
    if (keys.size() == 1 && (keys[0] == "port" || keys[0] == "containerPort"))
        keys.push_back("protocol"); // the same port may be served over TCP and UDP
    if (!keys.empty() && areUnique(desired, keys) && areUnique(live, keys))
        return {.kind = Kind::Keyed, .keys = std::move(keys), .isMerged = true};
    keys = {"name"};
    if (areUnique(desired, keys) && areUnique(live, keys))
        return {.kind = Kind::Keyed, .keys = std::move(keys)};
    return {.kind = Kind::Positions};
}

FieldStep keyedStep(const Value &item, std::span<const std::string_view> keys)
{
    std::vector<std::pair<std::string, std::string>> match;
    match.reserve(keys.size());
    for (const std::string_view key : keys) {
        std::string_view text = item.textAt({key});
        // The one default that the API gives to a key.
        if (text.empty() && key == "protocol")
            text = "TCP";
        match.emplace_back(key, text);
    }
    return FieldStep::item(std::move(match));
}

std::string keyText(const FieldStep &step)
{
    std::string text;
    for (const auto &[key, value] : step.match)
        text += (text.empty() ? "" : "/") + value;
    return text;
}

} // namespace plumb::drift
