// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/fleet/describe.h"

#include "core/fleet/apps.h"
#include "core/fleet/environments.h"
#include "core/fleet/fluxgraph.h"

namespace plumb::fleet {

Fleet describeFleet(const std::vector<Discovered> &discovered, const build::DesiredState &state,
                    const Workspace &workspace, const yaml::SourceTable &sources)
{
    EnvironmentMap environments = mapEnvironments(discovered, state, workspace);
    Fleet fleet{.apps = matchApps(state, environments, sources),
                .fluxObjects = tieFluxObjects(state),
                .diagnostics = workspace.diagnostics};
    fleet.clusters = std::move(environments.clusters);
    fleet.environments = std::move(environments.environments);
    if (discovered.empty())
        fleet.diagnostics.push_back(
            {.severity = Severity::Note,
             .code = "no-cluster",
             .message =
                 "no cluster starts in this repository: it has neither a gotk-sync.yaml, nor "
                 "a FluxInstance, nor a folder that leads to Kustomizations"});
    return fleet;
}

} // namespace plumb::fleet
