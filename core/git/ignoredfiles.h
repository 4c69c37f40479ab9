// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/files/treepath.h"
#include "core/git/handle.h"

#include <mutex>

namespace plumb::git {

/// Tells which files on disk git ignores, and so no commit of everything would carry. What is in
/// the index is not ignored, whatever .gitignore says. Safe to use from any thread.
class IgnoredFiles
{
public:
    static Result<std::unique_ptr<IgnoredFiles>> of(const Repository &repository);

    bool isIgnored(const files::TreePath &path, bool isDirectory) const;

private:
    IgnoredFiles() = default;

    bool isInIndex(const std::string &path, bool isDirectory) const;

    mutable std::mutex m_lock; // libgit2's handles serve one thread at a time
    RepositoryHandle m_repository;
    IndexHandle m_index;
};

} // namespace plumb::git
