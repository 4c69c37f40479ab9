// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/executor.h"
#include "core/base/run.h"
#include "core/build/buildcache.h"
#include "core/build/desiredstate.h"
#include "core/build/entrypoint.h"
#include "core/kustomize/loader.h"
#include "core/source/artifact.h"
#include "core/source/artifactsource.h"
#include "core/source/chartsource.h"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace plumb::build {

/// Everything that decides what a fleet builds.
struct FleetRequest
{
    std::shared_ptr<const source::Artifact> artifact;
    std::vector<EntryPoint> entries = {};
    /// What stands in for sources that are not this tree: "OCIRepository/ns/name", or "ns/name" or
    /// "name" for one of any kind, to its files.
    std::map<std::string, std::shared_ptr<const source::Artifact>> standIns = {};
    /// The same for folders of this tree.
    std::map<std::string, files::TreePath> placedSources = {};
    /// ConfigMaps and Secrets that only the cluster has; one that the fleet builds comes first.
    std::vector<Object> clusterObjects = {};
    /// Fetches remote bases; null when nothing is to be fetched.
    kustomize::RemoteResolver *remotes = nullptr;
    /// Whether HelmReleases are rendered.
    bool rendersReleases = false;
    /// Fetches charts; null when only those that are here are rendered.
    source::ChartSource *charts = nullptr;
    /// Fetches the artifacts of OCIRepositories; null when nothing is to be fetched.
    const source::RunArtifacts *artifacts = nullptr;
    std::string commit = {}; ///< That is looked at; empty when it is none.
};

/// Builds every cluster from its entry point downwards: a parent before the Kustomizations in what
/// it builds, since parents patch their children; whatever is ready at the same time in parallel.
/// Fails only when stopped: what cannot be built says so in its unit.
Result<DesiredState> buildFleet(const FleetRequest &request, BuildCache &cache, Executor &executor,
                                const Run &run);

} // namespace plumb::build
