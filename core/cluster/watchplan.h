// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/cluster/livestate.h"
#include "core/cluster/reflector.h"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace plumb::cluster {

/// What of a cluster is followed.
struct WatchPlan
{
    /// What matters most comes first.
    std::vector<ReflectorTarget> targets = {};
    /// In which version an object is read, where a kind is followed in several.
    std::map<ResourceId, std::string> versions = {};
    /// What is wanted, as the server has it.
    std::vector<ResourceId> wanted = {};
    bool hasUnserved = false; ///< The server does not have a kind of what is wanted.
};

/// Flux's own kinds, the kinds of what is wanted, and those of what these make. Kinds in
/// @p forbidden may not be listed as a whole: they are followed in each namespace where one of them
/// is wanted.
WatchPlan planWatches(const ApiResources &resources, const std::vector<WantedObject> &wanted,
                      const std::set<GroupVersionKind> &forbidden);

} // namespace plumb::cluster
