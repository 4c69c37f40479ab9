// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/remedy/proposal.h"

#include "core/build/buildcache.h"
#include "core/git/difference.h"
#include "core/git/fileedit.h"

#include <utility>

namespace plumb::remedy {

namespace {

Result<> requireWhatWasBuilt(const reconcile::Snapshot &before, const reconcile::Snapshot &after)
{
    for (const build::ClusterState &cluster : after.desired->clusters) {
        for (const auto &unit : cluster.units) {
            const build::Unit *const was = before.desired->find(unit->id);
            if (!unit->objects && (!was || was->objects)) {
                return std::unexpected(Error(unit->objects.error())
                                           .within("the edit would break Kustomization/"
                                                   + unit->id.namespaceName + '/' + unit->id.name));
            }
        }
    }
    return {};
}

Result<std::string> patchOf(const files::TreePath &file, const std::string &before,
                            const std::string &after)
{
    return git::toPatch(PLUMB_TRY(git::textDifference(file, before, after)));
}

} // namespace

std::size_t Proposal::changedObjects() const
{
    std::size_t count = 0;
    for (const reconcile::ClusterChanges &cluster : effect)
        count += cluster.changes.objects.size();
    return count;
}

Result<Trial> tryOut(const Grounds &grounds, const files::TreePath &file, std::string text,
                     const Run &run)
{
    const files::Bytes before = PLUMB_TRY(grounds.snapshot.tree->read(file));
    Trial trial{.proposal = {.title = {},
                             .repository = grounds.snapshot.repository,
                             .file = file,
                             .before = *before,
                             .after = std::move(text)},
                .after = {}};
    Proposal &proposal = trial.proposal;
    proposal.patch = PLUMB_TRY(patchOf(file, proposal.before, proposal.after));
    reconcile::SnapshotRequest request = grounds.request;
    request.edits[file] = proposal.after;
    trial.after =
        PLUMB_TRY(within("building with " + file.text() + " edited",
                         reconcile::openSnapshot(request, grounds.cache, grounds.executor, run)));
    PLUMB_TRY(requireWhatWasBuilt(grounds.snapshot, *trial.after));
    proposal.effect =
        PLUMB_TRY(reconcile::compareRevisions(grounds.snapshot, *trial.after, grounds.mask, run));
    std::erase_if(proposal.effect, [](const reconcile::ClusterChanges &cluster) {
        return !cluster.changes.hasDifferences();
    });
    return trial;
}

Result<> write(const Proposal &proposal)
{
    return git::replaceFile(proposal.repository, proposal.file, proposal.before, proposal.after);
}

Proposal inverse(const Proposal &proposal)
{
    Proposal back = proposal;
    std::swap(back.before, back.after);
    back.title = "Take back: " + proposal.title;
    back.patch.clear();
    back.effect.clear();
    return back;
}

} // namespace plumb::remedy
