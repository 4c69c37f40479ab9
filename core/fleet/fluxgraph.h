// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/build/desiredstate.h"
#include "core/fleet/fleet.h"

#include <vector>

namespace plumb::fleet {

/// The Flux objects of all clusters and what ties them: who builds whom, who reads which source,
/// who waits for whom.
std::vector<FluxNode> tieFluxObjects(const build::DesiredState &state);

} // namespace plumb::fleet
