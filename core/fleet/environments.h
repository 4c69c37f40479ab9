// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/build/desiredstate.h"
#include "core/fleet/discovery.h"
#include "core/fleet/fleet.h"
#include "core/fleet/workspace.h"

#include <map>
#include <string>
#include <vector>

namespace plumb::fleet {

/// Which environment everything belongs to.
struct EnvironmentMap
{
    std::vector<Cluster> clusters;
    std::vector<Environment> environments; ///< In the order of promotion.
    /// Units that belong to another environment than their cluster: several environments may be
    /// folders that one cluster builds.
    std::map<build::UnitId, std::string> units;

    const std::string &environmentOf(const build::UnitId &unit) const;
    std::size_t positionOf(std::string_view environment) const;
};

/// Infers environments from where clusters start, or, where one cluster holds several, from the
/// folders and names of what it builds; the workspace has the last word.
EnvironmentMap mapEnvironments(const std::vector<Discovered> &discovered,
                               const build::DesiredState &state, const Workspace &workspace);

} // namespace plumb::fleet
