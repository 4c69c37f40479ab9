// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flux/sourceobjects.h"
#include "core/source/artifact.h"

#include <memory>
#include <vector>

namespace plumb::source {

/// The files of one ExternalArtifact that an ArtifactGenerator makes.
struct GeneratedArtifact
{
    std::shared_ptr<const Artifact> files;
    /// The artifact's root is this folder of files: copies that keep the layout below one folder
    /// leave every file at its own path, so that messages and provenance name the file that a
    /// person would open. Empty also when files had to be rearranged.
    files::TreePath root = {};
    bool isRearranged = false; ///< Files have other paths than in the repository.
};

/// Applies copy rules, all of one source, as source-watcher does: "dir/**" copies what is in dir,
/// a folder is copied into the destination, a later rule overwrites an earlier one.
/// InvalidInput when a rule copies nothing, Unsupported for one that merges or unpacks.
Result<GeneratedArtifact> generateArtifact(const std::shared_ptr<const Artifact> &source,
                                           const files::TreePath &sourceRoot,
                                           const std::vector<flux::ArtifactCopy> &copies);

} // namespace plumb::source
