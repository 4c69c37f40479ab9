// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/executor.h"
#include "core/base/run.h"
#include "core/drift/mask.h"
#include "core/reconcile/comparison.h"
#include "core/reconcile/snapshot.h"

#include <optional>
#include <string>
#include <vector>

namespace plumb::build {
class BuildCache;
}

namespace plumb::remedy {

/// An edit of one file of the working tree that is not made yet, and what it would do.
struct Proposal
{
    std::string title;      ///< "Keep spec.replicas of Deployment/apps/web at 5"
    std::string repository; ///< The folder that was opened.
    files::TreePath file;
    std::string before;
    std::string after;
    std::string patch = {}; ///< As "git diff" prints it.
    /// The clusters whose objects change in what git builds.
    std::vector<reconcile::ClusterChanges> effect = {};

    /// How many objects change in all clusters.
    std::size_t changedObjects() const;
};

/// What a proposal is made from.
struct Grounds
{
    const reconcile::Snapshot &snapshot; ///< Of the working tree.
    reconcile::SnapshotRequest request;  ///< How the snapshot was read.
    build::BuildCache &cache;
    Executor &executor;
    const drift::Mask &mask;
};

/// What git would build with one file changed.
struct Trial
{
    Proposal proposal;
    std::shared_ptr<const reconcile::Snapshot> after;
};

/// Builds the fleet with the new text in place of the file's, which nothing is written to. An error
/// when something could be built before and cannot be built then.
Result<Trial> tryOut(const Grounds &grounds, const files::TreePath &file, std::string text,
                     const Run &run);

/// Writes the proposal's file, unless it has changed since: then it is a Conflict and nothing is
/// written. Either all of the file is written or none of it.
Result<> write(const Proposal &proposal);

/// The proposal that takes another one back, once that was written.
Proposal inverse(const Proposal &proposal);

} // namespace plumb::remedy
