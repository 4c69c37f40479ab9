// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/cluster/health.h"

#include <optional>
#include <vector>

namespace plumb::cluster {

/// An entry of status.conditions.
struct StatusCondition
{
    std::string_view type;
    std::string_view status; ///< "True", "False" or "Unknown".
    std::string_view reason;
    std::string_view message;

    bool isTrue() const { return status == "True"; }
    bool isFalse() const { return status == "False"; }
};

/// What the rules of a kind read of an object.
struct ObservedObject
{
    const yaml::Value &fields;
    std::vector<StatusCondition> conditions;
    std::chrono::system_clock::time_point now;

    /// The integer at @p path, @p fallback when there is none.
    std::int64_t number(std::initializer_list<std::string_view> path, std::int64_t fallback) const;
    const StatusCondition *condition(std::string_view type) const;
};

/// One rule of flux-semantics §4.2.
using HealthRule = HealthStatus (*)(const ObservedObject &);

/// The rule of a kind; null where only the generic ones hold.
HealthRule healthRuleOf(const ResourceId &id);

/// Flux's own reading of a Job, for which not even the generic rules hold.
HealthStatus jobHealth(const ObservedObject &job);

} // namespace plumb::cluster
