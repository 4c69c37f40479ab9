// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/reconcile/fileedit.h"
#include "core/reconcile/trial.h"

#include <memory>
#include <string>
#include <vector>

namespace plumb::remedy {

/// An edit of one file of the working tree that is not made yet, and what it would do.
struct Proposal
{
    std::string title;      ///< "Keep spec.replicas of Deployment/apps/web at 5"
    std::string repository; ///< The folder that was opened.
    reconcile::FileEdit edit;
    /// The clusters whose objects change in what git builds.
    std::vector<reconcile::ClusterChanges> effect = {};

    /// How many objects change in all clusters.
    std::size_t changedObjects() const;
};

/// A proposal, and what git would build with it.
struct TriedProposal
{
    Proposal proposal;
    std::shared_ptr<const reconcile::Snapshot> after;
};

/// Tries out a new text for a file. An error when something could be built before and cannot be
/// built then.
Result<TriedProposal> tryText(const reconcile::TrialGround &ground, const files::TreePath &file,
                              std::string text, const Run &run);

/// Writes the proposal's file, unless it has changed since: then it is a Conflict and nothing is
/// written. Either all of the file is written or none of it.
Result<> write(const Proposal &proposal);

/// The proposal that takes another one back, once that was written.
Proposal inverse(const Proposal &proposal);

} // namespace plumb::remedy
