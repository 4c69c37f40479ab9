// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/remedy/proposal.h"

#include "core/git/fileedit.h"

#include <utility>

namespace plumb::remedy {

std::size_t Proposal::changedObjects() const
{
    std::size_t count = 0;
    for (const reconcile::ClusterChanges &cluster : effect)
        count += cluster.changes.objects.size();
    return count;
}

Result<TriedProposal> tryText(const reconcile::TrialGround &ground, const files::TreePath &file,
                              std::string text, const Run &run)
{
    reconcile::FileEdit edit{.path = file,
                             .before = *PLUMB_TRY(ground.snapshot.tree->read(file)),
                             .after = std::move(text)};
    PLUMB_TRY(reconcile::addPatch(edit));
    reconcile::Trial trial =
        PLUMB_TRY(within("building with " + file.text() + " edited",
                         reconcile::tryOut(ground, {{edit.path, edit.after}}, run)));
    if (!trial.broken.empty()) {
        const build::Unit &broken = *trial.broken.front();
        return std::unexpected(Error(broken.objects.error())
                                   .within("the edit would break Kustomization/"
                                           + broken.id.namespaceName + '/' + broken.id.name));
    }
    return TriedProposal{.proposal = {.title = {},
                                      .repository = ground.snapshot.repository,
                                      .edit = std::move(edit),
                                      .effect = std::move(trial.effect)},
                         .after = std::move(trial.after)};
}

Result<> write(const Proposal &proposal)
{
    return git::replaceFile(proposal.repository, proposal.edit.path, *proposal.edit.before,
                            *proposal.edit.after);
}

Proposal inverse(const Proposal &proposal)
{
    Proposal back = proposal;
    std::swap(back.edit.before, back.edit.after);
    back.title = "Take back: " + proposal.title;
    back.edit.patch.clear();
    back.effect.clear();
    return back;
}

} // namespace plumb::remedy
