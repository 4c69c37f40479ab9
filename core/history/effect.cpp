// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/history/effect.h"

#include "core/build/buildcache.h"
#include "core/git/repository.h"
#include "core/history/places.h"

#include <algorithm>
#include <set>

namespace plumb::history {

namespace {

// Before the first commit there is nothing.
std::shared_ptr<const reconcile::Snapshot> nothing()
{
    auto snapshot = std::make_shared<reconcile::Snapshot>();
    snapshot->fleet = std::make_shared<const fleet::Fleet>();
    snapshot->desired = std::make_shared<const build::DesiredState>();
    return snapshot;
}

} // namespace

Result<std::shared_ptr<const reconcile::Snapshot>>
snapshotAt(const HistoryContext &context, const git::Oid &commit, const Run &run)
{
    reconcile::SnapshotRequest request = context.request;
    request.revision = commit.text();
    return within("building commit " + commit.shortText(),
                  reconcile::openSnapshot(request, context.cache, context.executor, run));
}

Result<CommitEffect> effectOf(const HistoryContext &context, const git::Oid &commit, const Run &run)
{
    const auto repository = PLUMB_TRY(git::Repository::open(context.request.repository));
    CommitEffect effect{.commit = PLUMB_TRY(repository.commit(commit)),
                        .after = PLUMB_TRY(snapshotAt(context, commit, run)),
                        .clusters = {}};
    const auto &parents = effect.commit.parents;
    const auto before =
        parents.empty() ? nothing() : PLUMB_TRY(snapshotAt(context, parents.front(), run));
    effect.clusters =
        PLUMB_TRY(reconcile::compareRevisions(*before, *effect.after, context.mask, run));
    reconcile::dropUnchanged(effect.clusters);
    return effect;
}

Result<> keepEnvironment(CommitEffect &effect, std::string_view environment)
{
    std::set<std::pair<std::string, std::string>> owners;
    std::set<std::string> clusters;
    for (const build::Unit *const unit : PLUMB_TRY(unitsOf(*effect.after, environment))) {
        owners.emplace(unit->id.cluster, unit->id.namespaceName + '/' + unit->id.name);
        clusters.insert(unit->id.cluster);
    }
    for (reconcile::ClusterChanges &cluster : effect.clusters) {
        std::erase_if(cluster.changes.objects, [&](const drift::ObjectDiff &object) {
            // What a Kustomization that is gone left behind belongs to the cluster it was in.
            const bool isGone = object.action == drift::Action::Deleted;
            return isGone ? !clusters.contains(cluster.cluster)
                          : !owners.contains({cluster.cluster, object.owner});
        });
    }
    reconcile::dropUnchanged(effect.clusters);
    return {};
}

} // namespace plumb::history
