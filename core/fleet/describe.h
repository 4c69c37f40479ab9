// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/build/desiredstate.h"
#include "core/fleet/discovery.h"
#include "core/fleet/fleet.h"
#include "core/fleet/workspace.h"
#include "core/yaml/sourcetable.h"

#include <memory>
#include <mutex>
#include <vector>

namespace plumb::fleet {

/// Puts together what a repository holds from where its clusters start and what they build.
Fleet describeFleet(const std::vector<Discovered> &discovered, const build::DesiredState &state,
                    const Workspace &workspace, const yaml::SourceTable &sources);

/// The last descriptions, each of which serves as long as what it describes is the same.
class FleetMemo
{
public:
    std::shared_ptr<const Fleet> describe(const std::vector<Discovered> &discovered,
                                          const std::shared_ptr<const build::DesiredState> &state,
                                          const Workspace &workspace,
                                          const yaml::SourceTable &sources);

private:
    struct Kept
    {
        std::vector<Discovered> discovered;
        std::shared_ptr<const build::DesiredState> state;
        Workspace workspace;
        std::shared_ptr<const Fleet> fleet;
    };

    std::mutex m_lock;
    std::vector<Kept> m_kept; // newest first
};

} // namespace plumb::fleet
