// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flux/status.h"

#include <algorithm>

namespace plumb::flux {

namespace {

std::string textOf(const yaml::Value &value, std::string_view field)
{
    return std::string(value.textAt({field}));
}

std::optional<std::int64_t> integerOf(const yaml::Value *value)
{
    return value ? value->asInteger() : std::nullopt;
}

Condition readCondition(const yaml::Value &item)
{
    return {.type = textOf(item, "type"),
            .status = textOf(item, "status"),
            .reason = textOf(item, "reason"),
            .message = textOf(item, "message"),
            .lastTransitionTime = textOf(item, "lastTransitionTime"),
            .observedGeneration = integerOf(item.find("observedGeneration"))};
}

HistoryEntry readReconciliations(const yaml::Value &item)
{
    return {.digest = textOf(item, "digest"),
            .first = textOf(item, "firstReconciled"),
            .last = textOf(item, "lastReconciled"),
            .status = textOf(item, "lastReconciledStatus"),
            .count = integerOf(item.find("totalReconciliations")).value_or(0)};
}

HistoryEntry readRelease(const yaml::Value &item)
{
    return {.digest = textOf(item, "digest"),
            .first = textOf(item, "firstDeployed"),
            .last = textOf(item, "lastDeployed"),
            .status = textOf(item, "status"),
            .count = integerOf(item.find("version")).value_or(0),
            .chart = textOf(item, "chartName") + '@' + textOf(item, "chartVersion")};
}

} // namespace

std::vector<Condition> conditionsOf(const Object &object)
{
    std::vector<Condition> conditions;
    if (const yaml::Value *list = object.fields().find({"status", "conditions"})) {
        for (const yaml::Value &item : list->items())
            conditions.push_back(readCondition(item));
    }
    return conditions;
}

std::optional<Condition> conditionOf(const Object &object, std::string_view type)
{
    const std::vector<Condition> conditions = conditionsOf(object);
    const auto found = std::ranges::find(conditions, type, &Condition::type);
    return found == conditions.end() ? std::nullopt : std::optional(*found);
}

bool isReady(const Object &object)
{
    const auto isTrue = [&object](std::string_view type) {
        const std::optional<Condition> condition = conditionOf(object, type);
        return condition && condition->isTrue();
    };
    // ExternalArtifacts observe no generation.
    const auto observed = integerOf(object.fields().find({"status", "observedGeneration"}));
    const auto generation = integerOf(object.fields().find({"metadata", "generation"}));
    return isTrue("Ready") && !isTrue("Stalled") && !isTrue("Reconciling")
           && (!observed || !generation || observed == generation);
}

std::vector<HistoryEntry> historyOf(const Object &object)
{
    std::vector<HistoryEntry> history;
    if (const yaml::Value *list = object.fields().find({"status", "history"})) {
        for (const yaml::Value &item : list->items())
            history.push_back(item.find("chartVersion") ? readRelease(item)
                                                        : readReconciliations(item));
    }
    return history;
}

} // namespace plumb::flux
