// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/fleet/kustomizationgraph.h"

#include <algorithm>

namespace plumb::fleet {

using files::TreePath;

KustomizationGraph::KustomizationGraph(const std::vector<FactsMemo::Facts> &facts)
{
    for (const FactsMemo::Facts &one : facts) {
        if (!one->isKustomization)
            continue;
        std::vector<TreePath> &references = m_references[one->file.parent()];
        references.insert(references.end(), one->named.begin(), one->named.end());
        m_included.insert(one->named.begin(), one->named.end());
    }
}

bool KustomizationGraph::leadsTo(const TreePath &folder, const std::set<TreePath> &files) const
{
    std::set<TreePath> seen;
    return leadsTo(folder, files, seen);
}

bool KustomizationGraph::leadsTo(const TreePath &path, const std::set<TreePath> &files,
                                 std::set<TreePath> &seen) const
{
    if (files.contains(path))
        return true;
    const auto found = m_references.find(path);
    if (found == m_references.end() || !seen.insert(path).second)
        return false;
    return std::ranges::any_of(
        found->second, [&](const TreePath &target) { return leadsTo(target, files, seen); });
}

bool KustomizationGraph::builds(const TreePath &folder, const TreePath &file) const
{
    if (!file.isWithin(folder))
        return false;
    // Without a kustomization file a folder is looked through down to the first ones that have one.
    std::vector<TreePath> way;
    for (TreePath path = file.parent(); path.isWithin(folder); path = path.parent()) {
        way.push_back(path);
        if (path.isRoot())
            break;
    }
    const auto first = std::find_if(way.rbegin(), way.rend(), [this](const TreePath &path) {
        return m_references.contains(path);
    });
    return first == way.rend() || leadsTo(*first, {file});
}

} // namespace plumb::fleet
