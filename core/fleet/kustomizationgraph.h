// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/fleet/filefacts.h"

#include <map>
#include <set>
#include <vector>

namespace plumb::fleet {

/// Which files and folders the kustomization files of a repository name. Kustomizations that cannot
/// be read name nothing.
class KustomizationGraph
{
public:
    explicit KustomizationGraph(const std::vector<FactsMemo::Facts> &facts);

    /// Every folder with a kustomization file, and what that names as resources and components.
    const std::map<files::TreePath, std::vector<files::TreePath>> &folders() const
    {
        return m_references;
    }
    /// Whether some kustomization names the folder.
    bool isIncluded(const files::TreePath &folder) const { return m_included.contains(folder); }
    /// Whether the folder's kustomization leads to one of these files.
    bool leadsTo(const files::TreePath &folder, const std::set<files::TreePath> &files) const;
    /// Whether Flux builds the file when it builds the folder, kustomization file or not.
    bool builds(const files::TreePath &folder, const files::TreePath &file) const;

private:
    bool leadsTo(const files::TreePath &path, const std::set<files::TreePath> &files,
                 std::set<files::TreePath> &seen) const;

    std::map<files::TreePath, std::vector<files::TreePath>> m_references;
    std::set<files::TreePath> m_included;
};

} // namespace plumb::fleet
