// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/files/directorytree.h"
#include "core/git/ignoredfiles.h"

namespace plumb::git {

/// A work tree's files on disk, without anything called ".git": git's own data is not content,
/// and its configuration may hold passwords. What git ignores is in no listing.
class WorkingTree final : public files::FileTree
{
public:
    WorkingTree(std::shared_ptr<const files::DirectoryTree> files,
                std::unique_ptr<const IgnoredFiles> ignored);

    Result<std::optional<files::EntryKind>> kindOf(const files::TreePath &path) const override;
    Result<std::optional<files::TreePath>> locate(const files::TreePath &path) const override;
    Result<std::vector<files::TreeEntry>> list(const files::TreePath &directory) const override;
    Result<files::Bytes> read(const files::TreePath &path) const override;
    Result<std::string> stampOf(const files::TreePath &path) const override;
    Result<std::vector<files::StampedEntry>>
    listStamped(const files::TreePath &directory) const override;

private:
    bool isHidden(const files::TreePath &directory, const files::TreeEntry &entry) const;

    std::shared_ptr<const files::DirectoryTree> m_files;
    std::unique_ptr<const IgnoredFiles> m_ignored;
};

} // namespace plumb::git
