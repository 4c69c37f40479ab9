// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/run.h"
#include "core/git/repository.h"

namespace plumb::git {

/// A commit that Plumbline made in this work tree and remembers how to take back.
struct UndoStep
{
    Oid commit;
    std::optional<Oid> before = {}; ///< Where the branch was; nothing for a first commit.
    std::string branch = {};        ///< Empty when HEAD was detached.
    bool madeBranch = false;        ///< The branch was made for the commit, and goes with it.
    std::string summary = {};       ///< Of the commit's message.

    bool operator==(const UndoStep &) const = default;
};

struct Undone
{
    std::string branch;           ///< Empty when HEAD is detached.
    bool branchRemoved = false;   ///< It was made for the commit that is taken back.
    bool worktreeUpdated = false; ///< Whether files on disk and in the index were restored.

    bool operator==(const Undone &) const = default;
};

/// What Plumbline has committed here, the latest first; at most the last hundred.
Result<std::vector<UndoStep>> undoSteps(const Repository &repository);

/// Why a step cannot be taken back now, as Conflict: the branch has moved on, the commit is on a
/// remote already, or one of its files has been changed since. Nothing is written.
Result<> checkUndo(const Repository &repository, const UndoStep &step, const Run &run);

/// Takes a commit back: the branch goes to where it was, and the files of the commit with it when
/// the branch is checked out. All other local changes are left alone. As atomic as the commit was.
Result<Undone> undo(const Repository &repository, const UndoStep &step, const Run &run);

} // namespace plumb::git
