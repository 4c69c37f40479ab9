// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/run.h"
#include "core/git/commit.h"
#include "core/promotion/difference.h"
#include "core/promotion/plan.h"
#include "core/reconcile/snapshot.h"

#include <string>

namespace plumb::history {

/// One app of one environment, and the commit at which it was as it is to be again.
struct RestoredApp
{
    std::string app;
    std::string environment;
    git::Oid commit;
};

/// The values that make the app what it was: those of files and lines that set something in its
/// objects, now or then. All else of the files stays.
Result<promotion::Differences> differencesToRestore(const reconcile::Snapshot &now,
                                                    const reconcile::Snapshot &then,
                                                    const RestoredApp &restored, const Run &run);

/// Names a plan that takes a commit back, as git would.
void nameRevert(promotion::PromotionPlan &plan, const git::Commit &commit);

/// Names a plan that restores an app, and checks that the app would be as it was and that nothing
/// else changes.
Result<> finishRestore(promotion::PromotionPlan &plan, const reconcile::Snapshot &then,
                       const RestoredApp &restored);

} // namespace plumb::history
