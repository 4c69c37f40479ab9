// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/run.h"
#include "core/drift/changeset.h"
#include "core/drift/mask.h"
#include "core/reconcile/snapshot.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace plumb::reconcile {

/// What differs in one cluster between two states that git describes.
struct ClusterChanges
{
    std::string cluster; ///< Cluster::path on the newer side, or on the older when it is gone.
    std::string against; ///< The other side's Cluster::path; differs between environments only.
    drift::ChangeSet changes;
};

/// Everything that one cluster is told to run, each object once, with the Kustomization that
/// builds it, or the HelmRelease where releases are rendered. An object that two of them build
/// belongs to the first, as in the tree.
struct ClusterObjects
{
    ObjectSet objects;
    std::map<ResourceId, build::UnitId> owners;
};
ClusterObjects objectsOf(const build::DesiredState &desired, std::string_view cluster);

/// What becomes of every cluster when @p before is replaced by @p after: two revisions, or HEAD
/// and the working tree. Clusters without a difference are listed too, in the order of the fleet.
///
/// A Kustomization or HelmRelease that cannot be built on one side is no difference: its objects
/// are left out on both, and a Diagnostic says so.
Result<std::vector<ClusterChanges>> compareRevisions(const Snapshot &before, const Snapshot &after,
                                                     const drift::Mask &mask, const Run &run);

/// Leaves those clusters in which something differs.
void dropUnchanged(std::vector<ClusterChanges> &clusters);

/// What the environment @p to would be changed by to become like @p from: clusters are paired in
/// the order of the fleet, and the last of the shorter list stands for the rest.
Result<std::vector<ClusterChanges>> compareEnvironments(const Snapshot &snapshot,
                                                        std::string_view from, std::string_view to,
                                                        const drift::Mask &mask, const Run &run);

} // namespace plumb::reconcile
