// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/build/desiredstate.h"
#include "core/cluster/health.h"
#include "core/cluster/ownertree.h"
#include "core/object/resourceid.h"

#include <map>
#include <memory>
#include <set>
#include <string>

namespace plumb::ui {

/// What was made of what in each cluster, by Cluster::path.
using OwnersByCluster = std::map<std::string, std::shared_ptr<const cluster::OwnerTree>>;

/// What is known about the running clusters, as far as marks in a list need it.
struct LiveMarks
{
    /// The clusters that were compared with git.
    std::set<std::string> compared = {};
    /// The objects that differ from git, are missing or are extra, by the Kustomization they belong
    /// to.
    std::map<build::UnitId, std::set<ResourceId>> drifted = {};
    /// The objects that are not as they should be, by the Kustomization they belong to.
    std::map<build::UnitId, std::map<ResourceId, cluster::HealthStatus>> unhealthy = {};

    bool operator==(const LiveMarks &) const = default;

    /// What of @p object, or of all that a Kustomization applied, is not as it should be, the worst
    /// first; null for nothing.
    const cluster::HealthStatus *worst(const build::UnitId &unit, const ResourceId &object) const;
    /// How many of them have drifted.
    std::size_t driftedCount(const build::UnitId &unit, const ResourceId &object) const;
};

} // namespace plumb::ui
