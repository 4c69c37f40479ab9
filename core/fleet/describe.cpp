// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/fleet/describe.h"

#include "core/fleet/apps.h"
#include "core/fleet/dependencies.h"
#include "core/fleet/environments.h"
#include "core/fleet/fluxgraph.h"

#include <algorithm>

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
    for (Diagnostic &problem : checkDependencies(fleet.fluxObjects, state, sources))
        fleet.diagnostics.push_back(std::move(problem));
    if (discovered.empty())
        fleet.diagnostics.push_back(
            {.severity = Severity::Note,
             .code = "no-cluster",
             .message =
                 "no cluster starts in this repository: it has neither a gotk-sync.yaml, nor "
                 "a FluxInstance, nor a folder that leads to Kustomizations"});
    return fleet;
}

namespace {

// Units are never changed: the same ones come of the same discovery.
bool isSameState(const build::DesiredState &a, const build::DesiredState &b)
{
    return std::ranges::equal(a.clusters, b.clusters, [](const auto &one, const auto &other) {
        return one.cluster == other.cluster && one.units == other.units;
    });
}

bool isSameDiscovery(const std::vector<Discovered> &a, const std::vector<Discovered> &b)
{
    return std::ranges::equal(a, b, [](const Discovered &one, const Discovered &other) {
        return one.kind == other.kind && one.entry.cluster == other.entry.cluster
               && one.declaredIn == other.declaredIn;
    });
}

} // namespace

std::shared_ptr<const Fleet>
FleetMemo::describe(const std::vector<Discovered> &discovered,
                    const std::shared_ptr<const build::DesiredState> &state,
                    const Workspace &workspace, const yaml::SourceTable &sources)
{
    constexpr std::size_t maximumKept = 3;
    const std::lock_guard guard(m_lock);
    for (const Kept &kept : m_kept) {
        if (kept.workspace == workspace && isSameDiscovery(kept.discovered, discovered)
            && isSameState(*kept.state, *state))
            return kept.fleet;
    }
    auto fleet =
        std::make_shared<const Fleet>(describeFleet(discovered, *state, workspace, sources));
    m_kept.insert(
        m_kept.begin(),
        Kept{.discovered = discovered, .state = state, .workspace = workspace, .fleet = fleet});
    if (m_kept.size() > maximumKept)
        m_kept.pop_back();
    return fleet;
}

} // namespace plumb::fleet
