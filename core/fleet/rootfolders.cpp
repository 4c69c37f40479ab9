// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/fleet/rootfolders.h"

#include <algorithm>
#include <map>
#include <set>

namespace plumb::fleet {

namespace {

using files::TreePath;

// A folder is built when some Kustomization names it or a folder around it.
bool isBuilt(const TreePath &folder, const std::set<TreePath> &paths)
{
    for (TreePath path = folder; !path.isRoot(); path = path.parent()) {
        if (paths.contains(path))
            return true;
    }
    return false;
}

bool isBelowKustomization(const TreePath &folder, const KustomizationGraph &graph)
{
    for (TreePath path = folder;; path = path.parent()) {
        if (graph.folders().contains(path))
            return true;
        if (path.isRoot())
            return false;
    }
}

bool isInClusters(const RootFolder &folder)
{
    const std::string text = '/' + folder.path.text();
    return text.contains("/clusters/");
}

} // namespace

std::vector<RootFolder> findRootFolders(const WrittenObjects &written,
                                        const KustomizationGraph &graph)
{
    std::set<TreePath> holders; // files with Kustomizations
    std::set<TreePath> built;   // folders that Kustomizations name
    for (const WrittenObject &one : written.kustomizations) {
        // A document without a source is a patch for one.
        if (!one.object.fields().find({"spec", "sourceRef"}))
            continue;
        holders.insert(one.file);
        const std::string_view path = one.object.fields().textAt({"spec", "path"});
        if (!path.empty())
            built.insert(TreePath().resolveClamped(path));
    }

    std::map<TreePath, RootFolder> roots;
    for (const auto &[folder, references] : graph.folders()) {
        if (!graph.isIncluded(folder) && !isBuilt(folder, built) && graph.leadsTo(folder, holders))
            roots.emplace(folder, RootFolder{.path = folder, .isKustomization = true});
    }
    for (const TreePath &file : holders) {
        const TreePath folder = file.parent();
        if (!isBuilt(folder, built) && !isBelowKustomization(folder, graph))
            roots.emplace(folder, RootFolder{.path = folder, .isKustomization = false});
    }

    std::vector<RootFolder> found;
    for (const auto &[path, root] : roots) {
        const bool isInside = std::ranges::any_of(found, [&path](const RootFolder &outer) {
            return !outer.isKustomization && path.isWithin(outer.path);
        });
        if (!isInside)
            found.push_back(root);
    }
    if (std::ranges::any_of(found, isInClusters))
        std::erase_if(found, [](const RootFolder &folder) { return !isInClusters(folder); });
    return found;
}

} // namespace plumb::fleet
