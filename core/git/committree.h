// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/files/filetree.h"
#include "core/git/objectstore.h"

#include <unordered_map>

namespace plumb::git {

/// The files of one commit, read from the object database when they are asked for.
///
/// The bytes are the stored ones: no line ends are converted and no filters run.
class CommitTree final : public files::FileTree
{
public:
    CommitTree(std::shared_ptr<const ObjectStore> objects, const Oid &tree);

    /// The id of a directory; nothing where there is none, or a link or submodule.
    Result<std::optional<Oid>> treeOf(const files::TreePath &directory) const;

    Result<std::optional<files::EntryKind>> kindOf(const files::TreePath &path) const override;
    Result<std::optional<files::TreePath>> locate(const files::TreePath &path) const override;
    Result<std::vector<files::TreeEntry>> list(const files::TreePath &directory) const override;
    Result<files::Bytes> read(const files::TreePath &path) const override;
    Result<std::string> stampOf(const files::TreePath &path) const override;

private:
    struct Entry
    {
        std::string name;
        files::EntryKind kind = files::EntryKind::File;
        bool isSubmodule = false;
        Oid id;
    };
    using Listing = std::vector<Entry>; ///< In byte order of the names.
    struct Place
    {
        files::TreePath path;
        Entry entry;
    };

    Result<std::shared_ptr<const Listing>> listing(const Entry &directory) const;
    Result<std::optional<Entry>> stored(const files::TreePath &path) const;
    Result<std::optional<Place>> find(const files::TreePath &path) const;

    std::shared_ptr<const ObjectStore> m_objects;
    Entry m_root;
    mutable std::mutex m_mutex;
    mutable std::unordered_map<Oid, std::shared_ptr<const Listing>> m_listings;
};

} // namespace plumb::git
