// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/executor.h"
#include "core/base/run.h"
#include "core/drift/mask.h"
#include "core/files/overlaytree.h"
#include "core/promotion/checks.h"
#include "core/promotion/difference.h"
#include "core/reconcile/comparison.h"
#include "core/reconcile/fileedit.h"
#include "core/reconcile/snapshot.h"

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace plumb::build {
class BuildCache;
}

namespace plumb::promotion {

/// Exactly what a promotion would do. Nothing has been written.
struct PromotionPlan
{
    std::string from; ///< Differences::from: an environment, or the commit that is taken back.
    std::string to;   ///< Empty when a commit is taken back.
    std::string repository;
    files::TreePath folder; ///< Of the repository, below which the paths of the files are.
    std::string commit;     ///< The full id of the commit that the plan was made on.
    std::vector<Difference> differences = {};
    std::vector<reconcile::FileEdit> files = {}; ///< By path.
    /// What changes in every cluster that changes at all; more than the target's are listed when
    /// others read the same files.
    std::vector<reconcile::ClusterChanges> effect = {};
    std::vector<Diagnostic> diagnostics = {}; ///< What the edits break: new build errors.
    std::vector<Check> checks = {};
    std::shared_ptr<const reconcile::Snapshot> after = {}; ///< The fleet as it would be.
    std::string message = {};               ///< A commit message that says what is carried over.
    std::vector<std::string> trailers = {}; ///< Lines at its end: "Promoted-from: staging@1a2b3c4"

    files::Edits edits() const;
    bool hasFailedCheck() const;
};

/// What a plan is made with; the same things that the snapshot was made with.
struct PlanContext
{
    const reconcile::Snapshot &snapshot;
    build::BuildCache &cache;
    Executor &executor;
    const drift::Mask &mask;
    /// Whether the plan also writes into the workspace file where the selection is not what was
    /// suggested.
    bool remembersChoices = false;
};

/// Works out the new text of each target file, touching only what must change, and what that does
/// to the objects that are built. InvalidInput when nothing is selected; fails as a whole when one
/// of the differences cannot be carried over, naming it.
Result<PromotionPlan> plan(const PlanContext &context, const Differences &differences,
                           std::span<const Difference> selected, const Run &run);

} // namespace plumb::promotion
