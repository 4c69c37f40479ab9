// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/build/desiredstate.h"
#include "core/fleet/discovery.h"
#include "core/fleet/fleet.h"
#include "core/fleet/workspace.h"
#include "core/yaml/sourcetable.h"

#include <vector>

namespace plumb::fleet {

/// Puts together what a repository holds from where its clusters start and what they build.
Fleet describeFleet(const std::vector<Discovered> &discovered, const build::DesiredState &state,
                    const Workspace &workspace, const yaml::SourceTable &sources);

} // namespace plumb::fleet
