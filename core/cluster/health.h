// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/object/object.h"

#include <chrono>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace plumb::cluster {

/// What kstatus calls the status of an object.
enum class Health : std::uint8_t { Unknown, InProgress, Failed, Current, Terminating, NotFound };

struct HealthStatus
{
    Health health = Health::Unknown;
    std::string message = {}; ///< Why, for a person: "Ready: 1/3".

    bool operator==(const HealthStatus &) const = default;
};

/// "InProgress": the word that Flux uses in conditions and events.
std::string_view nameOf(Health health);

/// How a live object is, as Flux sees it: kstatus with Flux's own rule for Jobs
/// (flux-semantics §4.1, §4.2). @p now decides when a Pod has waited too long for a node.
HealthStatus healthOf(const Object &object, std::chrono::system_clock::time_point now);

/// How a set of objects is (flux-semantics §4.3): one failed object fails it, one that cannot be
/// read makes it unknown, and it is current when all are.
Health aggregate(std::span<const Health> all);

} // namespace plumb::cluster
