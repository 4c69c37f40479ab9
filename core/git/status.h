// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/run.h"
#include "core/files/treepath.h"
#include "core/git/repository.h"

namespace plumb::git {

enum class Change : std::uint8_t { None, Added, Modified, Deleted, TypeChanged, Conflicted };

/// How one file differs from HEAD in the index, and on disk from the index.
struct StatusEntry
{
    files::TreePath path;
    Change staged = Change::None;
    Change unstaged = Change::None; ///< Added means untracked.

    bool operator==(const StatusEntry &) const = default;
};

/// Every file that is not as in HEAD, untracked ones included and ignored ones not, by path.
Result<std::vector<StatusEntry>> status(const Repository &repository, const Run &run);

} // namespace plumb::git
