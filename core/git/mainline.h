// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/run.h"
#include "core/files/treepath.h"
#include "core/git/repository.h"

#include <optional>
#include <string>
#include <vector>

namespace plumb::git {

/// A file that differs between two commits. Only its blobs are known, not what is in them.
struct ChangedFile
{
    files::TreePath path;
    Oid before = {}; ///< Null where the file is new.
    Oid after = {};  ///< Null where it is gone.

    bool operator==(const ChangedFile &) const = default;
};

/// The files, and links, that a commit changed against its first parent, by path; all of them for a
/// commit without parents. Folders that are the same on both sides are not looked into, and renames
/// are a file that is gone and one that is new.
Result<std::vector<ChangedFile>> changedFiles(const Repository &repository, const Oid &commit);

/// A file's bytes as they were committed; LimitExceeded above FileTree::maximumFileSize.
Result<std::string> blobText(const Repository &repository, const Oid &blob);

/// What a branch was at one commit after the other, newest first: first parents only, so that a
/// merge stands for all that it brought in.
class Mainline
{
public:
    struct Step
    {
        Oid commit;
        std::int64_t time = 0; ///< Of the committer.
        std::vector<ChangedFile> files;
    };

    Mainline(Repository repository, const Oid &from)
        : m_repository(std::move(repository))
        , m_next(from)
    {
    }

    /// The next commit; nothing behind the first one of all.
    Result<std::optional<Step>> next(const Run &run);

private:
    Repository m_repository;
    Oid m_next;
};

} // namespace plumb::git
