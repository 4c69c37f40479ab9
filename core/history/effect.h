// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/executor.h"
#include "core/base/run.h"
#include "core/drift/mask.h"
#include "core/git/commit.h"
#include "core/reconcile/comparison.h"
#include "core/reconcile/snapshot.h"

#include <memory>
#include <string_view>
#include <vector>

namespace plumb::build {
class BuildCache;
}

namespace plumb::history {

/// What older states of a fleet are built with.
struct HistoryContext
{
    reconcile::SnapshotRequest request; ///< Of which the revision does not matter.
    build::BuildCache &cache;
    Executor &executor;
    const drift::Mask &mask;
};

/// What one commit did to what the clusters are told to run.
struct CommitEffect
{
    git::Commit commit;
    std::shared_ptr<const reconcile::Snapshot> after;
    std::vector<reconcile::ClusterChanges> clusters; ///< Those that it changes anything in.
};

/// Builds both sides of a commit, of a merge against its first parent. What both sides share is
/// built once.
Result<CommitEffect> effectOf(const HistoryContext &context, const git::Oid &commit,
                              const Run &run);

/// Keeps what the effect does to one environment. NotFound when the fleet had none of that name.
Result<> keepEnvironment(CommitEffect &effect, std::string_view environment);

/// A snapshot of an older commit.
Result<std::shared_ptr<const reconcile::Snapshot>>
snapshotAt(const HistoryContext &context, const git::Oid &commit, const Run &run);

} // namespace plumb::history
