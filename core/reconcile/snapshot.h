// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/diagnostic.h"
#include "core/base/executor.h"
#include "core/base/run.h"
#include "core/build/desiredstate.h"
#include "core/files/filetree.h"
#include "core/files/overlaytree.h"
#include "core/fleet/fleet.h"
#include "core/yaml/sourcetable.h"

#include <memory>
#include <string>
#include <vector>

namespace plumb::build {
class BuildCache;
}
namespace plumb::source {
class ArtifactSource;
class ChartSource;
class RemoteStore;
} // namespace plumb::source

namespace plumb::reconcile {

/// What to look at.
struct SnapshotRequest
{
    std::string repository;
    /// Any revision git understands; empty for the working tree.
    std::string revision = {};
    /// Folders that stand in for sources that are not this repository: "OCIRepository/ns/name",
    /// "HelmRepository/ns/name", or "name" for one of any kind, to a folder on disk.
    std::vector<std::pair<std::string, std::string>> standIns = {};
    /// YAML files with ConfigMaps and Secrets that only the cluster has (substituteFrom).
    std::vector<std::string> variableFiles = {};
    /// Changes that are not written anywhere yet, to see what they would do.
    files::Edits edits = {};
    /// Fetches remote bases; null when nothing is to be fetched.
    std::shared_ptr<source::RemoteStore> remotes = {};
    /// Whether HelmReleases are rendered.
    bool rendersReleases = false;
    /// Fetches charts; null when only those that are here are rendered.
    std::shared_ptr<source::ChartSource> charts = {};
    /// Fetches artifacts of OCIRepositories; null when nothing is to be fetched.
    std::shared_ptr<source::ArtifactSource> artifacts = {};
};

/// One finished look at a fleet, never changed after it was made.
struct Snapshot
{
    SnapshotRequest request;    ///< What was asked for; asking again gives another one like it.
    std::string repository;     ///< The folder that was opened.
    files::TreePath folder;     ///< Where the tree is in the repository's commit.
    bool isInGit = false;       ///< Whether the folder is in a git repository, if an empty one.
    std::string revision;       ///< "main@sha1:<oid>", or empty outside git and before a commit.
    std::string commit;         ///< The full commit id that was read, or that HEAD is at.
    bool isWorkingTree = false; ///< Whether the files on disk were read, changes included.
    std::shared_ptr<const files::FileTree> tree;
    std::shared_ptr<const fleet::Fleet> fleet;
    std::shared_ptr<const build::DesiredState> desired;
    /// What the origins in every object refer to.
    std::shared_ptr<const yaml::SourceTable> sources;
    std::vector<Diagnostic> diagnostics; ///< Everything worth saying, errors first.
};

/// Opens a repository (or a plain folder), finds its clusters, builds everything they build.
/// Fails only when nothing can be shown; a broken unit is in its Result.
///
/// @p cache makes the next snapshot of the same fleet cheap; hand in the same one every time.
Result<std::shared_ptr<const Snapshot>> openSnapshot(const SnapshotRequest &request,
                                                     build::BuildCache &cache, Executor &executor,
                                                     const Run &run);

} // namespace plumb::reconcile
