// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/cluster/health.h"

#include "core/cluster/healthrules.h"

#include <algorithm>

namespace plumb::cluster {

namespace {

using yaml::Value;

std::optional<std::vector<StatusCondition>> conditionsOf(const Value &fields)
{
    std::vector<StatusCondition> conditions;
    const Value *list = fields.find({"status", "conditions"});
    if (!list || list->isNull())
        return conditions;
    if (!list->isSequence())
        return std::nullopt;
    conditions.reserve(list->size());
    for (const Value &item : list->items()) {
        if (!item.isMapping())
            return std::nullopt;
        conditions.push_back({.type = item.textAt({"type"}),
                              .status = item.textAt({"status"}),
                              .reason = item.textAt({"reason"}),
                              .message = item.textAt({"message"})});
    }
    return conditions;
}

/// Whether the controller has seen the newest generation; nothing when it does not say.
std::optional<HealthStatus> generationHealth(const Object &object)
{
    const Value *generation = object.fields().find({"metadata", "generation"});
    const Value *observed = object.fields().find({"status", "observedGeneration"});
    if (!generation || !observed)
        return std::nullopt;
    const auto wanted = generation->asInteger();
    const auto seen = observed->asInteger();
    if (!wanted || !seen)
        return HealthStatus{Health::Unknown, "the generation or observedGeneration is no integer"};
    if (*wanted == *seen)
        return std::nullopt;
    return HealthStatus{Health::InProgress,
                        std::string(object.kind()) + " generation is " + std::to_string(*wanted)
                            + ", but latest observed generation is " + std::to_string(*seen)};
}

std::optional<HealthStatus> standardConditionHealth(const ObservedObject &observed)
{
    for (const StatusCondition &condition : observed.conditions) {
        if (condition.type == "Reconciling" && condition.isTrue())
            return HealthStatus{Health::InProgress, std::string(condition.message)};
        if (condition.type == "Stalled" && condition.isTrue())
            return HealthStatus{Health::Failed, std::string(condition.message)};
    }
    return std::nullopt;
}

HealthStatus readyConditionHealth(const ObservedObject &observed)
{
    const StatusCondition *ready = observed.condition("Ready");
    if (!ready)
        return {Health::Current, "Resource is current"};
    if (ready->isTrue())
        return {Health::Current, "Resource is Ready"};
    return {Health::InProgress, std::string(ready->message)};
}

} // namespace

std::string_view nameOf(Health health)
{
    switch (health) {
    case Health::InProgress: return "InProgress";
    case Health::Failed: return "Failed";
    case Health::Current: return "Current";
    case Health::Terminating: return "Terminating";
    case Health::NotFound: return "NotFound";
    case Health::Unknown: break;
    }
    return "Unknown";
}

HealthStatus healthOf(const Object &object, std::chrono::system_clock::time_point now)
{
    const auto conditions = conditionsOf(object.fields());
    if (!conditions)
        return {Health::Unknown, "status.conditions is no list of conditions"};
    const ObservedObject observed{object.fields(), *conditions, now};
    if (object.id().group == "batch" && object.kind() == "Job")
        return jobHealth(observed);

    if (!object.fields().textAt({"metadata", "deletionTimestamp"}).empty())
        return {Health::Terminating, "Resource scheduled for deletion"};
    if (auto status = generationHealth(object))
        return *std::move(status);
    if (auto status = standardConditionHealth(observed))
        return *std::move(status);
    if (const HealthRule rule = healthRuleOf(object.id()))
        return rule(observed);
    return readyConditionHealth(observed);
}

Health aggregate(std::span<const Health> all)
{
    if (std::ranges::contains(all, Health::Failed))
        return Health::Failed;
    if (std::ranges::contains(all, Health::Unknown))
        return Health::Unknown;
    const bool allCurrent =
        std::ranges::all_of(all, [](Health one) { return one == Health::Current; });
    return allCurrent ? Health::Current : Health::InProgress;
}

} // namespace plumb::cluster
