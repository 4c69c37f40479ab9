// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/files/directorytree.h"

namespace plumb::git {

/// A work tree's files on disk, without anything called ".git": git's own data is not content,
/// and its configuration may hold passwords.
class WorkingTree final : public files::FileTree
{
public:
    explicit WorkingTree(std::shared_ptr<const files::DirectoryTree> files);

    Result<std::optional<files::EntryKind>> kindOf(const files::TreePath &path) const override;
    Result<std::optional<files::TreePath>> locate(const files::TreePath &path) const override;
    Result<std::vector<files::TreeEntry>> list(const files::TreePath &directory) const override;
    Result<files::Bytes> read(const files::TreePath &path) const override;
    Result<std::string> stampOf(const files::TreePath &path) const override;

private:
    std::shared_ptr<const files::DirectoryTree> m_files;
};

} // namespace plumb::git
