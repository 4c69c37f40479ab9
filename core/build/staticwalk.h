// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/run.h"
#include "core/build/buildcache.h"
#include "core/files/filetree.h"
#include "core/object/object.h"

#include <vector>

namespace plumb::source {
class Artifact;
}

namespace plumb::build {

/// The objects in the files that a folder's kustomizations name, as they are written: for a folder
/// that cannot be built, so that what is below it is not lost. Files that cannot be read, remote
/// bases and what patches and generators would do are left out.
Result<std::vector<Object>> walkStatically(const files::FileTree &tree,
                                           const files::TreePath &directory,
                                           const std::vector<std::string> &components,
                                           BuildCache &cache, const Run &run);

/// The objects of one file, with lists taken apart; none when it cannot be read.
std::vector<Object> objectsIn(const files::FileTree &tree, const files::TreePath &file,
                              BuildCache &cache);

/// Whether a file below the folder holds one of these texts.
bool holdsText(const source::Artifact &artifact, const files::TreePath &directory,
               const std::vector<std::string> &texts);

} // namespace plumb::build
