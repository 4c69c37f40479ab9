// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/executor.h"
#include "core/base/run.h"
#include "core/drift/mask.h"
#include "core/files/overlaytree.h"
#include "core/reconcile/comparison.h"
#include "core/reconcile/snapshot.h"

#include <memory>
#include <vector>

namespace plumb::reconcile {

/// What edits of files are tried out on.
struct TrialGround
{
    const Snapshot &snapshot;
    build::BuildCache &cache;
    Executor &executor;
    const drift::Mask &mask;
};

/// What git would build with files edited that are not written anywhere yet.
struct Trial
{
    std::shared_ptr<const Snapshot> after;
    std::vector<ClusterChanges> effect = {}; ///< Of the clusters that change at all.
    /// What could be built before, or is new, and cannot be built any more.
    std::vector<std::shared_ptr<const build::Unit>> broken = {};
};

Result<Trial> tryOut(const TrialGround &ground, files::Edits edits, const Run &run);

} // namespace plumb::reconcile
