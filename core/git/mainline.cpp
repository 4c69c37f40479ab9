// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/git/mainline.h"

#include "core/git/objectstore.h"

#include <algorithm>
#include <map>

namespace plumb::git {

namespace {

constexpr int maximumDepth = 100;

using Items = std::map<std::string, TreeItem, std::less<>>;

/// Walks two trees side by side, down to where they differ.
class TreeComparison
{
public:
    explicit TreeComparison(const ObjectStore &objects)
        : m_objects(objects)
    {
    }

    Result<> compare(const Oid &before, const Oid &after, const files::TreePath &folder, int depth)
    {
        if (before == after)
            return {};
        if (depth > maximumDepth) {
            return std::unexpected(Error(ErrorCode::LimitExceeded,
                                         "folders are nested too deeply at " + folder.text()));
        }
        const Items older = PLUMB_TRY(itemsOf(before));
        const Items newer = PLUMB_TRY(itemsOf(after));
        static const TreeItem nothing;
        for (const auto &[name, item] : older) {
            const auto other = newer.find(name);
            PLUMB_TRY(compareItems(item, other == newer.end() ? nothing : other->second,
                                   folder.child(name), depth));
        }
        for (const auto &[name, item] : newer) {
            if (!older.contains(name))
                PLUMB_TRY(compareItems(nothing, item, folder.child(name), depth));
        }
        return {};
    }

    std::vector<ChangedFile> take()
    {
        std::ranges::sort(m_files, {}, &ChangedFile::path);
        return std::move(m_files);
    }

private:
    Result<> compareItems(const TreeItem &before, const TreeItem &after,
                          const files::TreePath &path, int depth)
    {
        if (before.id == after.id && before.mode == after.mode)
            return {};
        const auto fileOf = [](const TreeItem &item) {
            return item.isDirectory() || item.isSubmodule() ? Oid() : item.id;
        };
        const auto folderOf = [](const TreeItem &item) {
            return item.isDirectory() ? item.id : Oid();
        };
        if (!fileOf(before).isNull() || !fileOf(after).isNull())
            m_files.push_back({.path = path, .before = fileOf(before), .after = fileOf(after)});
        return compare(folderOf(before), folderOf(after), path, depth + 1);
    }

    Result<Items> itemsOf(const Oid &tree) const
    {
        Items items;
        if (tree.isNull())
            return items;
        const StoredObject object = PLUMB_TRY(m_objects.read(tree, GIT_OBJECT_TREE));
        for (std::string_view bytes = object.bytes(); const auto item = takeTreeItem(bytes);) {
            // No path; git itself would never check it out.
            if (item->name.empty() || item->name == "." || item->name == ".."
                || item->name.contains('/'))
                continue;
            // The names die with the object.
            items.emplace(std::string(item->name),
                          TreeItem{.name = {}, .mode = item->mode, .id = item->id});
        }
        return items;
    }

    const ObjectStore &m_objects;
    std::vector<ChangedFile> m_files;
};

Result<std::vector<ChangedFile>> changedSince(const ObjectStore &objects, const CommitLinks &links)
{
    Oid before;
    if (!links.parents.empty()) {
        const auto parent = objects.commitLinks(links.parents.front());
        // At the border of a shallow clone nothing is known about what was before.
        if (!parent && parent.error().code() == ErrorCode::NotFound && objects.isShallow())
            return std::vector<ChangedFile>();
        before = PLUMB_TRY(parent).tree;
    }
    TreeComparison comparison(objects);
    PLUMB_TRY(comparison.compare(before, links.tree, {}, 0));
    return comparison.take();
}

} // namespace

Result<std::vector<ChangedFile>> changedFiles(const Repository &repository, const Oid &commit)
{
    const ObjectStore &objects = *repository.objects();
    return changedSince(objects, PLUMB_TRY(objects.commitLinks(commit)));
}

Result<std::string> blobText(const Repository &repository, const Oid &blob)
{
    const ObjectStore &objects = *repository.objects();
    if (PLUMB_TRY(objects.sizeOf(blob)) > files::FileTree::maximumFileSize) {
        return std::unexpected(
            Error(ErrorCode::LimitExceeded, "blob " + blob.text() + " is too large to be read"));
    }
    return std::string(PLUMB_TRY(objects.read(blob, GIT_OBJECT_BLOB)).bytes());
}

Result<std::optional<Mainline::Step>> Mainline::next(const Run &run)
{
    if (m_next.isNull())
        return std::nullopt;
    PLUMB_TRY(run.checkpoint({.stage = Stage::Fetching, .subject = m_next.text()}));
    const ObjectStore &objects = *m_repository.objects();
    auto links = objects.commitLinks(m_next);
    if (!links && links.error().code() == ErrorCode::NotFound && objects.isShallow())
        return std::nullopt;
    const CommitLinks known = PLUMB_TRY(std::move(links));
    Step step{
        .commit = m_next, .time = known.time, .files = PLUMB_TRY(changedSince(objects, known))};
    m_next = known.parents.empty() ? Oid() : known.parents.front();
    return step;
}

} // namespace plumb::git
