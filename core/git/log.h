// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/run.h"
#include "core/files/treepath.h"
#include "core/git/repository.h"

namespace plumb::git {

struct LogQuery
{
    std::vector<Oid> from = {}; ///< Where to start; HEAD when empty.
    files::TreePath path = {};  ///< Only commits that changed this file or folder; the root: all.
    bool followRenames = true;  ///< Goes on with the old name where a file was renamed.
    std::size_t pageSize = 100;
    /// A page ends after looking at so many commits even when it is not full, so that the history
    /// of a file that was hardly ever touched shows its first entries at once.
    std::size_t commitsPerPage = 8000;
};

struct LogEntry
{
    Commit commit;
    files::TreePath path;        ///< What the queried path was called in this commit.
    files::TreePath renamedFrom; ///< Its name before, if this commit renamed it; else the root.

    bool operator==(const LogEntry &) const = default;
};

struct LogPage
{
    std::vector<LogEntry> entries;
    bool isLast = false;
};

class HistoryWalk;

/// The history of a repository or of one path, newest first and children before parents.
///
/// History is simplified as git log does: where a merge left the path as one parent had it, only
/// that parent is followed. Commits are sorted by time; so that clocks that go wrong do not put a
/// parent before its child, sorting looks some thousand commits ahead.
class Log
{
public:
    /// NotFound when nothing was committed yet.
    static Result<Log> open(const Repository &repository, const LogQuery &query);

    Log(Log &&) noexcept;
    Log &operator=(Log &&) noexcept;
    ~Log();

    /// The next entries. A page may be short, or empty, without being the last.
    Result<LogPage> next(const Run &run);

private:
    explicit Log(std::unique_ptr<HistoryWalk> walk);

    std::unique_ptr<HistoryWalk> m_walk;
};

/// The first page only.
Result<LogPage> log(const Repository &repository, const LogQuery &query, const Run &run);

} // namespace plumb::git
