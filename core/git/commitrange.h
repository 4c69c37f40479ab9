// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/run.h"
#include "core/git/repository.h"

#include <vector>

namespace plumb::git {

/// What one commit has and another one has not, as "git log FROM..TO" counts it.
struct CommitRange
{
    std::size_t count = 0;            ///< Commits of the newer one that the older one lacks.
    std::size_t behind = 0;           ///< Commits of the older one that the newer one lacks.
    std::vector<Commit> commits = {}; ///< The newest of the first, children before parents.

    bool operator==(const CommitRange &) const = default;
};

/// At most @p limit commits are listed, and all counted. NotFound when the repository lacks one of
/// the two commits.
Result<CommitRange> commitsBetween(const Repository &repository, const Oid &from, const Oid &to,
                                   std::size_t limit, const Run &run);

} // namespace plumb::git
