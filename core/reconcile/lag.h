// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/run.h"
#include "core/cluster/livestate.h"
#include "core/drift/drift.h"
#include "core/git/commit.h"
#include "core/reconcile/snapshot.h"

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace plumb::reconcile {

/// How far a Kustomization of a cluster is from the commit that is shown.
struct Lag
{
    std::string owner;    ///< "namespace/name"
    std::string revision; ///< That it applied last, as Flux writes it; empty when it never did.
    std::string head;     ///< The commit that is shown.
    /// Whether both are commits of this repository, so that the commits between can be counted.
    bool isKnown = false;
    std::size_t count = 0; ///< Commits that it has not applied.
    std::size_t ahead = 0; ///< Commits that it has applied and that are not in what is shown.
    std::vector<git::Commit> commits = {}; ///< The newest of those not applied.

    bool operator==(const Lag &) const = default;
};

/// What a snapshot shows, for drift::detectDrift(): its commit, and whether files differ from it.
Result<drift::ShownRevision> shownRevision(const Snapshot &snapshot, const Run &run);

/// The lag of every Kustomization of a cluster that is built from this repository and that the
/// cluster has, in the order they are built.
Result<std::vector<Lag>> lagOf(const Snapshot &snapshot, std::string_view cluster,
                               const cluster::LiveState &live, const Run &run);

/// Opens the snapshot of one commit.
using CommitOpener = std::function<Result<std::shared_ptr<const Snapshot>>(const std::string &)>;

/// What git built at the commits that a cluster has applied, where that is not what is shown; for
/// drift::detectDrift(). Commits that are not in the repository are left out, and so are all but
/// the few that most Kustomizations have applied.
Result<drift::AppliedStates> appliedStates(const Snapshot &snapshot, std::string_view cluster,
                                           const cluster::LiveState &live, const CommitOpener &open,
                                           const Run &run);

/// "Kustomization/flux-system/apps is 3 commits behind 4d5e6f7, it applied main@sha1:1a2b3c4";
/// empty when there is nothing to say.
std::string toText(const Lag &lag);
/// For programs: all of it, with a list of the commits.
yaml::Value toValue(const Lag &lag);

} // namespace plumb::reconcile
