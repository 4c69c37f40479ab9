// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/build/keptcluster.h"
#include "core/build/releasejob.h"
#include "core/build/sourceresolver.h"

#include <map>
#include <string>
#include <vector>

namespace plumb::build {

/// Finds the HelmReleases that a cluster's units build, and of each where its chart and its values
/// are.
class ReleasePlan
{
public:
    ReleasePlan(const FleetRequest &request, const EntryPoint &entry, const KeptCluster &cluster);

    /// What has to be rendered, in the order of the units.
    std::vector<ReleaseJob> jobs() const;

private:
    void learn(const Object &object, const UnitId &unit);
    ReleaseJob jobFor(const flux::HelmRelease &release, const UnitId &unit) const;
    ChartQuery chartOf(const flux::HelmRelease &release) const;
    ChartQuery chartIn(const flux::HelmChart &chart) const;
    ChartQuery wholeSource(const flux::ObjectReference &reference) const;
    ChartQuery fromPlace(const SourceResolver::Place &place,
                         const flux::ObjectReference &reference) const;
    void ask(ChartQuery &query, const flux::ObjectReference &reference) const;
    std::vector<Object> credentialsOf(const flux::Source &source) const;
    const Object *config(std::string_view kind, std::string_view namespaceName,
                         std::string_view name) const;

    const FleetRequest &m_request;
    RecordingTree m_looked;
    SourceResolver m_resolver;
    std::map<std::string, flux::HelmChart> m_charts; // "namespace/name"
    std::map<std::string, Object> m_configs;         // "ConfigMap/namespace/name"
    std::vector<std::pair<flux::HelmRelease, UnitId>> m_releases;
};

} // namespace plumb::build
