// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/build/desiredstate.h"
#include "core/fleet/fleet.h"
#include "core/yaml/sourcetable.h"

#include <vector>

namespace plumb::fleet {

/// Says which objects wait for each other in a circle, so that Flux never applies them, and which
/// wait for one that nothing in the repository builds.
std::vector<Diagnostic> checkDependencies(const std::vector<FluxNode> &nodes,
                                          const build::DesiredState &state,
                                          const yaml::SourceTable &sources);

} // namespace plumb::fleet
