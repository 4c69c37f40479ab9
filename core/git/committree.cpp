// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/git/committree.h"

#include "core/files/links.h"
#include "core/files/treeerror.h"

#include <algorithm>

namespace plumb::git {

using files::EntryKind;
using files::TreePath;

namespace {

constexpr std::uint64_t maximumTreeSize = 64u << 20;
constexpr std::uint64_t maximumTargetSize = 4096;

/// Git refuses to make trees with such names, but a hostile server can send them.
bool isPlainName(std::string_view name)
{
    return !name.empty() && name != "." && name != ".." && name.find('/') == name.npos;
}

EntryKind kindOfItem(const TreeItem &item)
{
    if (item.isDirectory() || item.isSubmodule())
        return EntryKind::Directory;
    return item.isLink() ? EntryKind::Symlink : EntryKind::File;
}

} // namespace

CommitTree::CommitTree(std::shared_ptr<const ObjectStore> objects, const Oid &tree)
    : m_objects(std::move(objects))
    , m_root{.name = {}, .kind = EntryKind::Directory, .isSubmodule = false, .id = tree}
{
}

Result<std::shared_ptr<const CommitTree::Listing>> CommitTree::listing(const Entry &directory) const
{
    static const auto nothing = std::make_shared<const Listing>();
    if (directory.isSubmodule)
        return nothing;
    {
        const std::lock_guard lock(m_mutex);
        if (const auto known = m_listings.find(directory.id); known != m_listings.end())
            return known->second;
    }
    if (PLUMB_TRY(m_objects->sizeOf(directory.id)) > maximumTreeSize) {
        return std::unexpected(Error(ErrorCode::LimitExceeded, "the tree " + directory.id.text()
                                                                   + " is too large to be read"));
    }
    const StoredObject object = PLUMB_TRY(m_objects->read(directory.id, GIT_OBJECT_TREE));
    auto entries = std::make_shared<Listing>();
    for (std::string_view bytes = object.bytes(); const auto item = takeTreeItem(bytes);) {
        if (isPlainName(item->name))
            entries->push_back({.name = std::string(item->name),
                                .kind = kindOfItem(*item),
                                .isSubmodule = item->isSubmodule(),
                                .id = item->id});
    }
    // Git sorts a directory as if its name ended with a slash.
    std::ranges::stable_sort(*entries, {}, &Entry::name);
    const std::lock_guard lock(m_mutex);
    return m_listings.try_emplace(directory.id, std::move(entries)).first->second;
}

/// The entry at a path, nothing when it is not there or a link is on the way.
Result<std::optional<CommitTree::Entry>> CommitTree::stored(const TreePath &path) const
{
    Entry here = m_root;
    for (std::string_view rest = path.text(); !rest.empty();) {
        if (here.kind != EntryKind::Directory)
            return std::nullopt;
        const auto end = std::min(rest.find('/'), rest.size());
        const std::string_view name = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        const auto entries = PLUMB_TRY(listing(here));
        const auto found = std::ranges::lower_bound(*entries, name, {}, &Entry::name);
        if (found == entries->end() || found->name != name)
            return std::nullopt;
        here = *found;
    }
    return here;
}

Result<std::optional<Oid>> CommitTree::treeOf(const TreePath &directory) const
{
    const std::optional<Entry> entry = PLUMB_TRY(stored(directory));
    if (!entry || entry->kind != EntryKind::Directory || entry->isSubmodule)
        return std::nullopt;
    return entry->id;
}

Result<std::optional<CommitTree::Place>> CommitTree::find(const TreePath &path) const
{
    std::optional<Entry> direct = PLUMB_TRY(stored(path));
    if (direct && direct->kind != EntryKind::Symlink)
        return Place{.path = path, .entry = *std::move(direct)};
    const auto lookup = [this](const TreePath &at) -> Result<std::optional<files::StoredEntry>> {
        const std::optional<Entry> entry = PLUMB_TRY(stored(at));
        if (!entry)
            return std::nullopt;
        if (entry->kind != EntryKind::Symlink)
            return files::StoredEntry{.kind = entry->kind};
        if (PLUMB_TRY(m_objects->sizeOf(entry->id)) > maximumTargetSize) {
            return std::unexpected(Error(ErrorCode::InvalidInput,
                                         "the target of the link '" + at.text() + "' is too long"));
        }
        const StoredObject target = PLUMB_TRY(m_objects->read(entry->id, GIT_OBJECT_BLOB));
        return files::StoredEntry{.kind = entry->kind, .target = std::string(target.bytes())};
    };
    std::optional<TreePath> place = PLUMB_TRY(files::followLinks(path, lookup));
    if (!place)
        return std::nullopt;
    std::optional<Entry> entry = PLUMB_TRY(stored(*place));
    if (!entry)
        return std::nullopt;
    return Place{.path = *std::move(place), .entry = *std::move(entry)};
}

Result<std::optional<EntryKind>> CommitTree::kindOf(const TreePath &path) const
{
    const std::optional<Place> place = PLUMB_TRY(find(path));
    if (!place)
        return std::nullopt;
    return place->entry.kind;
}

Result<std::optional<TreePath>> CommitTree::locate(const TreePath &path) const
{
    const std::optional<Place> place = PLUMB_TRY(find(path));
    if (!place)
        return std::nullopt;
    return place->path;
}

Result<std::vector<files::TreeEntry>> CommitTree::list(const TreePath &directory) const
{
    const std::optional<Place> place = PLUMB_TRY(find(directory));
    if (!place || place->entry.kind != EntryKind::Directory)
        return std::unexpected(files::noDirectory(directory));
    const auto entries = PLUMB_TRY(listing(place->entry));
    if (entries->size() > maximumDirectoryEntries)
        return std::unexpected(files::directoryTooLarge(directory));
    std::vector<files::TreeEntry> listed;
    listed.reserve(entries->size());
    for (const Entry &entry : *entries)
        listed.push_back({.name = entry.name, .kind = entry.kind});
    return listed;
}

Result<files::Bytes> CommitTree::read(const TreePath &path) const
{
    const std::optional<Place> place = PLUMB_TRY(find(path));
    if (!place || place->entry.kind != EntryKind::File)
        return std::unexpected(files::noFile(path));
    const std::uint64_t size = PLUMB_TRY(m_objects->sizeOf(place->entry.id));
    if (size > maximumFileSize)
        return std::unexpected(files::fileTooLarge(path, size));
    const StoredObject blob = PLUMB_TRY(m_objects->read(place->entry.id, GIT_OBJECT_BLOB));
    return std::make_shared<const std::string>(blob.bytes());
}

Result<std::string> CommitTree::stampOf(const TreePath &path) const
{
    const std::optional<Place> place = PLUMB_TRY(find(path));
    if (!place || place->entry.kind != EntryKind::File)
        return std::string();
    return place->entry.id.text();
}

} // namespace plumb::git
