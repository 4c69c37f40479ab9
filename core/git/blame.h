// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/run.h"
#include "core/files/treepath.h"
#include "core/git/repository.h"

namespace plumb::git {

struct BlameQuery
{
    files::TreePath file;
    Oid revision;      ///< The commit whose file is looked at.
    int firstLine = 1; ///< From 1.
    int lastLine = 0;  ///< 0: to the end of the file.
};

/// Some lines in a row that came into the file with one commit.
struct BlameRange
{
    int firstLine = 0; ///< In the file that was asked about, from 1.
    int lineCount = 0;
    Commit commit;
    files::TreePath originalPath; ///< What the file was called in that commit.
    int originalFirstLine = 0;    ///< Where the lines were in that commit's file.

    bool operator==(const BlameRange &) const = default;
};

/// Which commit each line of a file came in with, in the order of the lines. Renames of the file
/// are followed.
Result<std::vector<BlameRange>> blame(const Repository &repository, const BlameQuery &query,
                                      const Run &run);

} // namespace plumb::git
