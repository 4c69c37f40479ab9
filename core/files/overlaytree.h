// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/files/filetree.h"

#include <map>

namespace plumb::files {

/// New bytes for a path, or nothing to remove what is there.
using Edits = std::map<TreePath, std::optional<std::string>>;

/// Another tree with some files replaced, added or removed: what a revision will be once an edit
/// is committed.
///
/// An edit of a path that leads through a link of the base changes what the link points to, as
/// writing to the file would. A directory whose last file is removed is gone, as in git.
class OverlayTree final : public FileTree
{
public:
    OverlayTree(std::shared_ptr<const FileTree> base, const Edits &edits);

    Result<std::optional<EntryKind>> kindOf(const TreePath &path) const override;
    Result<std::optional<TreePath>> locate(const TreePath &path) const override;
    Result<std::vector<TreeEntry>> list(const TreePath &directory) const override;
    Result<Bytes> read(const TreePath &path) const override;
    Result<std::string> stampOf(const TreePath &path) const override;

private:
    Result<TreePath> place(const TreePath &path) const;
    bool addsBelow(const TreePath &directory) const;
    bool removesBelow(const TreePath &directory) const;
    Result<bool> isEmptied(const TreePath &directory) const;

    std::shared_ptr<const FileTree> m_base;
    std::map<TreePath, Bytes> m_edits; ///< Null where the file is removed.
};

} // namespace plumb::files
