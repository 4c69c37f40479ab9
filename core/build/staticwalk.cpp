// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/build/staticwalk.h"

#include "core/flux/generatedkustomization.h"
#include "core/source/artifact.h"
#include "core/yaml/parser.h"

#include <algorithm>
#include <set>

namespace plumb::build {

namespace {

using files::EntryKind;
using files::TreePath;

class StaticWalk
{
public:
    StaticWalk(const files::FileTree &tree, BuildCache &cache, const Run &run)
        : m_tree(tree)
        , m_cache(cache)
        , m_run(run)
    {
    }

    Result<> visit(const TreePath &path, int depth = 0)
    {
        PLUMB_TRY(m_run.checkpoint({.stage = Stage::Building, .subject = path.text()}));
        if (depth > maximumDepth || !m_seen.insert(path).second)
            return {};
        const auto kind = PLUMB_TRY(m_tree.kindOf(path));
        if (kind == EntryKind::File) {
            for (Object &object : objectsIn(m_tree, path, m_cache))
                objects.push_back(std::move(object));
            return {};
        }
        if (kind != EntryKind::Directory)
            return {};
        const auto file = PLUMB_TRY(flux::kustomizationFileOf(m_tree, path));
        return file ? visitKustomization(path, *file, depth) : visitManifests(path, depth);
    }

    std::vector<Object> objects;

private:
    static constexpr int maximumDepth = 100;

    Result<> visitKustomization(const TreePath &directory, const TreePath &file, int depth)
    {
        const Result<files::Bytes> bytes = m_tree.read(file);
        if (!bytes)
            return {};
        const auto documents = m_cache.parsed().parseAll(
            **bytes, file.text(), {.source = m_cache.sources()->add(file.text())});
        if (!documents || documents->empty())
            return {};
        for (const std::string_view field : {"resources", "bases", "components"}) {
            const yaml::Value *list = documents->front().find(field);
            if (!list)
                continue;
            for (const yaml::Value &item : list->items()) {
                if (const auto target = directory.resolve(item.text()))
                    PLUMB_TRY(visit(*target, depth + 1));
            }
        }
        return {};
    }

    Result<> visitManifests(const TreePath &directory, int depth)
    {
        for (const files::TreeEntry &entry : PLUMB_TRY(m_tree.list(directory))) {
            const bool isManifest = entry.name.ends_with(".yaml") || entry.name.ends_with(".yml");
            if (entry.kind == EntryKind::Directory || isManifest)
                PLUMB_TRY(visit(directory.child(entry.name), depth + 1));
        }
        return {};
    }

    const files::FileTree &m_tree;
    BuildCache &m_cache;
    const Run &m_run;
    std::set<TreePath> m_seen;
};

} // namespace

Result<std::vector<Object>> walkStatically(const files::FileTree &tree, const TreePath &directory,
                                           const std::vector<std::string> &components,
                                           BuildCache &cache, const Run &run)
{
    StaticWalk walk(tree, cache, run);
    PLUMB_TRY(walk.visit(directory));
    for (const std::string &component : components) {
        if (const auto target = directory.resolve(component))
            PLUMB_TRY(walk.visit(*target));
    }
    return std::move(walk.objects);
}

std::vector<Object> objectsIn(const files::FileTree &tree, const TreePath &file, BuildCache &cache)
{
    std::vector<Object> objects;
    const Result<files::Bytes> bytes = tree.read(file);
    if (!bytes)
        return objects;
    const auto documents = cache.parsed().parseAll(**bytes, file.text(),
                                                   {.source = cache.sources()->add(file.text())});
    if (!documents)
        return objects;
    for (const yaml::Value &document : *documents) {
        const yaml::Value *items = document.find("items");
        const bool isList =
            items && items->isSequence() && document.textAt({"kind"}).ends_with("List");
        const std::span<const yaml::Value> values =
            isList ? items->items() : std::span<const yaml::Value>(&document, 1);
        for (const yaml::Value &value : values) {
            if (Result<Object> object = Object::from(value))
                objects.push_back(*std::move(object));
        }
    }
    return objects;
}

bool holdsText(const source::Artifact &artifact, const TreePath &directory,
               const std::vector<std::string> &texts)
{
    return std::ranges::any_of(artifact.files(), [&](const TreePath &file) {
        if (!file.isWithin(directory))
            return false;
        const auto bytes = artifact.read(file);
        return bytes && std::ranges::any_of(texts, [&bytes](const std::string &text) {
                   return (*bytes)->contains(text);
               });
    });
}

} // namespace plumb::build
