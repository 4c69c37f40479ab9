// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/run.h"
#include "core/git/handle.h"
#include "core/git/journal.h"

namespace plumb::git {

class FilePlacement;

/// Moves a branch, and the files on disk and the index with it, so that an end of the process at
/// any moment leaves what was before or what was to be.
///
/// The reference decides: what is written before it moves is of no consequence, what is left to do
/// after it has moved is done when the repository is opened again.
class BranchTransaction
{
public:
    /// Takes the lock of the journal and settles what was interrupted before.
    static Result<BranchTransaction> start(const Repository &repository, const Run &run);

    /// Conflict when the reference is not at @p move.from any more, or when a file that differs
    /// between the commits has local changes, which it names; nothing is written then.
    Result<> run(const BranchMove &move);

private:
    friend Result<> recover(const Repository &repository);

    BranchTransaction(Repository repository, Journal journal);

    Result<> settle();
    Result<> prepareAndMove(git_repository *handle, const BranchMove &move);
    Result<> finishInterrupted(git_repository *handle, const BranchMove &move);
    Result<> finish(const FilePlacement &placement, const BranchMove &move);

    Repository m_repository;
    Journal m_journal;
};

/// Finishes an update that was interrupted, or forgets it when it had not come to count. Does
/// nothing when another process is at work.
Result<> recover(const Repository &repository);

/// "refs/heads/main" for a branch, "HEAD" for none.
std::string referenceOf(const std::string &branch);

/// The commit that a reference leads to now; nothing when it does not exist.
std::optional<Oid> tipOf(git_repository *handle, const std::string &reference);

/// Somebody else was faster.
Error movedMeanwhile(const std::string &reference);

} // namespace plumb::git
