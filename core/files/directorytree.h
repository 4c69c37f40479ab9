// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/files/filetree.h"

#include <sys/stat.h>

namespace plumb::files {

/// The files below a directory of this machine, as they are at the moment of each call.
///
/// The kernel itself keeps every access beneath the root, so a file that is swapped for a link
/// between two calls changes nothing. A tree rooted at "/" holds everything.
class DirectoryTree final : public FileTree
{
public:
    /// NotFound when @p directory is not there, InvalidInput when it is not a directory.
    static Result<std::shared_ptr<const DirectoryTree>> open(const std::string &directory);

    DirectoryTree(const DirectoryTree &) = delete;
    DirectoryTree &operator=(const DirectoryTree &) = delete;
    ~DirectoryTree() override;

    /// The directory's own path, with its links resolved.
    const std::string &root() const { return m_root; }

    Result<std::optional<EntryKind>> kindOf(const TreePath &path) const override;
    Result<std::optional<TreePath>> locate(const TreePath &path) const override;
    Result<std::vector<TreeEntry>> list(const TreePath &directory) const override;
    Result<Bytes> read(const TreePath &path) const override;
    Result<std::string> stampOf(const TreePath &path) const override;
    Result<std::vector<StampedEntry>> listStamped(const TreePath &directory) const override;

private:
    DirectoryTree(int descriptor, std::string root);

    Result<std::string> stampOf(const TreePath &path, const struct stat &status) const;

    int m_descriptor;
    std::string m_root;
};

} // namespace plumb::files
