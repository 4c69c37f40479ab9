// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/fleet/rootfolders.h"

#include "core/flux/generatedkustomization.h"
#include "core/flux/kustomization.h"
#include "core/yaml/parser.h"

#include <algorithm>
#include <map>
#include <set>

namespace plumb::fleet {

namespace {

using files::TreePath;

/// What the kustomization files of a repository name.
class KustomizationGraph
{
public:
    static Result<KustomizationGraph> read(const source::Artifact &artifact, const Run &run)
    {
        KustomizationGraph graph;
        for (const TreePath &file : artifact.files()) {
            if (std::ranges::find(flux::kustomizationFileNames, file.name())
                == std::end(flux::kustomizationFileNames))
                continue;
            PLUMB_TRY(run.checkpoint({.stage = Stage::Building, .subject = file.text()}));
            graph.add(artifact, file);
        }
        return graph;
    }

    const std::map<TreePath, std::vector<TreePath>> &folders() const { return m_references; }
    bool isIncluded(const TreePath &folder) const { return m_included.contains(folder); }

    /// Whether the folder's kustomization leads to one of these files.
    bool leadsTo(const TreePath &folder, const std::set<TreePath> &files) const
    {
        std::set<TreePath> seen;
        return leadsTo(folder, files, seen);
    }

private:
    void add(const source::Artifact &artifact, const TreePath &file)
    {
        const TreePath folder = file.parent();
        std::vector<TreePath> &references = m_references[folder];
        const auto bytes = artifact.read(file);
        if (!bytes)
            return;
        const auto documents = yaml::parseAll(**bytes, file.text());
        if (!documents || documents->empty())
            return;
        for (const std::string_view field : {"resources", "bases", "components"}) {
            const yaml::Value *list = documents->front().find(field);
            if (!list)
                continue;
            for (const yaml::Value &item : list->items()) {
                const auto target = folder.resolve(item.text());
                if (!target)
                    continue;
                references.push_back(*target);
                m_included.insert(*target);
            }
        }
    }

    bool leadsTo(const TreePath &path, const std::set<TreePath> &files,
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

    std::map<TreePath, std::vector<TreePath>> m_references;
    std::set<TreePath> m_included;
};

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

Result<std::vector<RootFolder>> findRootFolders(const source::Artifact &artifact,
                                                const WrittenObjects &written, const Run &run)
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
    const KustomizationGraph graph = PLUMB_TRY(KustomizationGraph::read(artifact, run));

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
