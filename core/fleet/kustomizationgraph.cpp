// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/fleet/kustomizationgraph.h"

#include "core/flux/generatedkustomization.h"

#include <algorithm>

namespace plumb::fleet {

using files::TreePath;

Result<KustomizationGraph> KustomizationGraph::read(const source::Artifact &artifact,
                                                    build::BuildCache &cache, const Run &run)
{
    KustomizationGraph graph;
    for (const TreePath &file : artifact.files()) {
        if (std::ranges::find(flux::kustomizationFileNames, file.name())
            == std::end(flux::kustomizationFileNames))
            continue;
        PLUMB_TRY(run.checkpoint({.stage = Stage::Building, .subject = file.text()}));
        graph.add(artifact, file, cache);
    }
    return graph;
}

void KustomizationGraph::add(const source::Artifact &artifact, const TreePath &file,
                             build::BuildCache &cache)
{
    const TreePath folder = file.parent();
    std::vector<TreePath> &references = m_references[folder];
    const auto bytes = artifact.read(file);
    if (!bytes)
        return;
    const auto documents = cache.parsed().parseAll(**bytes, file.text(),
                                                   {.source = cache.sources()->add(file.text())});
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
