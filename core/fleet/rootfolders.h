// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/build/buildcache.h"
#include "core/fleet/writtenobjects.h"

#include <vector>

namespace plumb::fleet {

/// A folder that leads to Kustomizations and that nothing in the repository builds.
struct RootFolder
{
    files::TreePath path;
    bool isKustomization = false; ///< It has a kustomization file.
};

/// Finds them all; those in a folder called "clusters" alone when there are such.
Result<std::vector<RootFolder>> findRootFolders(const source::Artifact &artifact,
                                                const WrittenObjects &written,
                                                build::BuildCache &cache, const Run &run);

} // namespace plumb::fleet
