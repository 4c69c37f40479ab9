// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/fleet/kustomizationgraph.h"
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
std::vector<RootFolder> findRootFolders(const WrittenObjects &written,
                                        const KustomizationGraph &graph);

} // namespace plumb::fleet
