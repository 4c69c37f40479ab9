// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/reconcile/trial.h"

#include "core/build/buildcache.h"

#include <utility>

namespace plumb::reconcile {

Result<Trial> tryOut(const TrialGround &ground, files::Edits edits, const Run &run)
{
    SnapshotRequest request = ground.snapshot.request;
    request.edits = std::move(edits);
    Trial trial{.after = PLUMB_TRY(openSnapshot(request, ground.cache, ground.executor, run))};
    trial.effect = PLUMB_TRY(compareRevisions(ground.snapshot, *trial.after, ground.mask, run));
    std::erase_if(trial.effect,
                  [](const ClusterChanges &cluster) { return !cluster.changes.hasDifferences(); });
    for (const build::ClusterState &cluster : trial.after->desired->clusters) {
        for (const auto &unit : cluster.units) {
            const build::Unit *const was = ground.snapshot.desired->find(unit->id);
            if (!unit->objects && (!was || was->objects))
                trial.broken.push_back(unit);
        }
    }
    return trial;
}

} // namespace plumb::reconcile
