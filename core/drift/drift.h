// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/run.h"
#include "core/build/desiredstate.h"
#include "core/cluster/livestate.h"
#include "core/drift/causefinder.h"
#include "core/drift/changeset.h"
#include "core/drift/mask.h"
#include "core/object/schema.h"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace plumb::drift {

/// What git built at commits that Flux has applied, by their full ids.
using AppliedStates =
    std::map<std::string, std::shared_ptr<const build::DesiredState>, std::less<>>;

struct DriftOptions
{
    const Mask *mask = nullptr; ///< Without one, secret values are shown by their length alone.
    const Schema *schema = &Schema::current();
    ShownRevision shown = {}; ///< What is compared, to tell what Flux has not applied yet.
    /// To tell which fields the commits change that Flux has not applied yet; where its commit is
    /// not among them, that is guessed from who owns a field.
    AppliedStates applied = {};
};

/// What to read from a cluster to compare it with @p desired.
std::vector<cluster::WantedObject> wantedObjects(const build::ClusterState &desired);

/// Flux's object for a unit in the cluster; null when there is none.
const Object *kustomizationIn(const cluster::LiveState &live, const build::UnitId &unit);

/// Compares what git builds for a cluster with what the cluster runs, Kustomization by
/// Kustomization, as kustomize-controller would treat each object.
///
/// Missing are objects that git builds and the cluster lacks, extra those that a Kustomization has
/// applied and git no longer builds. Of SOPS documents only the existence is compared. Units that
/// do not build or belong elsewhere are named in the diagnostics. Every difference has a Cause.
/// What the charts of HelmReleases render is compared where @p desired has it.
Result<ChangeSet> detectDrift(const build::ClusterState &desired, const cluster::LiveState &live,
                              const DriftOptions &options, const Run &run);

} // namespace plumb::drift
