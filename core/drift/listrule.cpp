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
bool areUnique(const Value &list, const ListRule &rule)
{
    std::set<FieldStep> seen;
    for (const Value &item : list.items()) {
        const bool hasKey = std::ranges::any_of(rule.keys, [&item](std::string_view key) {
            const Value *value = item.find(key);
            return value && value->isScalar() && !value->isNull();
        });
        if (!hasKey || !seen.insert(keyedStep(item, rule)).second)
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
    ListRule rule = {.kind = Kind::Keyed, .keys = std::move(keys), .isMerged = true};
    for (const std::string_view key : rule.keys) {
        const Value *filledIn = node ? node.items().field(key).defaultValue() : nullptr;
        // The one default that keys of built-in kinds have.
        rule.defaults.push_back(filledIn ? filledIn->text() : key == "protocol" ? "TCP" : "");
    }
    if (!rule.keys.empty() && areUnique(desired, rule) && areUnique(live, rule))
        return rule;
    rule = {.kind = Kind::Keyed, .keys = {"name"}, .defaults = {""}};
    if (areUnique(desired, rule) && areUnique(live, rule))
        return rule;
    return {.kind = Kind::Positions};
}

FieldStep keyedStep(const Value &item, const ListRule &rule)
{
    std::vector<std::pair<std::string, std::string>> match;
    match.reserve(rule.keys.size());
    for (std::size_t i = 0; i < rule.keys.size(); ++i) {
        std::string_view text = item.textAt({rule.keys[i]});
        if (text.empty())
            text = rule.defaults[i];
        match.emplace_back(rule.keys[i], text);
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
