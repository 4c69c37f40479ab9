// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/git/undo.h"

#include "core/git/branchtransaction.h"
#include "core/git/worktreefiles.h"

#include <algorithm>

namespace plumb::git {

namespace {

Error cannotUndo(const UndoStep &step, const std::string &why)
{
    return Error(ErrorCode::Conflict, "cannot take back " + step.commit.shortText() + ": " + why);
}

Result<> checkBranch(git_repository *handle, const UndoStep &step, const Head &head)
{
    if (!step.before)
        return std::unexpected(cannotUndo(step, "it is the first commit of its branch"));
    const std::string reference = referenceOf(step.branch);
    const bool isThere = !step.branch.empty() || head.isDetached();
    if (!isThere || tipOf(handle, reference) != step.commit) {
        return std::unexpected(
            cannotUndo(step, "'" + reference + "' has moved on; revert the commit instead"));
    }
    if (step.branch == head.branch)
        return {};
    ReferenceHandle branch;
    if (make(branch, git_reference_lookup, handle, reference.c_str()) == 0
        && git_branch_is_checked_out(branch.get()) == 1) {
        return std::unexpected(cannotUndo(step, "the branch '" + step.branch
                                                    + "' is checked out in another work tree"));
    }
    return {};
}

Result<> checkRemotes(const Repository &repository, git_repository *handle, const UndoStep &step,
                      const Run &run)
{
    const git_oid commit = toGit(step.commit);
    for (const Reference &reference : PLUMB_TRY(repository.references())) {
        PLUMB_TRY(run.checkpoint({.stage = Stage::Building, .subject = reference.shortName}));
        if (reference.kind != ReferenceKind::RemoteBranch)
            continue;
        const git_oid tip = toGit(reference.commit);
        if (reference.commit == step.commit
            || git_graph_descendant_of(handle, &tip, &commit) == 1) {
            return std::unexpected(cannotUndo(step, "it is on '" + reference.shortName
                                                        + "' already; revert it instead"));
        }
    }
    return {};
}

bool updatesFiles(const Repository &repository, const UndoStep &step, const Head &head)
{
    return step.branch == head.branch && !repository.isBare();
}

/// What the files on disk are to be, checked before anything is written.
Result<> checkFiles(git_repository *handle, const UndoStep &step)
{
    const TreeHandle from = PLUMB_TRY(treeOf(handle, step.commit));
    const TreeHandle to = PLUMB_TRY(treeOf(handle, *step.before));
    return within("cannot take back " + step.commit.shortText(),
                  requireUnchanged(handle, PLUMB_TRY(filesBetween(handle, from.get(), to.get()))));
}

} // namespace

Result<std::vector<UndoStep>> undoSteps(const Repository &repository)
{
    return Journal::steps(repository);
}

Result<> checkUndo(const Repository &repository, const UndoStep &step, const Run &run)
{
    const RepositoryHandle handle = PLUMB_TRY(openHandle(repository));
    const Head head = PLUMB_TRY(repository.head());
    PLUMB_TRY(checkBranch(handle.get(), step, head));
    PLUMB_TRY(checkRemotes(repository, handle.get(), step, run));
    return updatesFiles(repository, step, head) ? checkFiles(handle.get(), step) : Result<>();
}

Result<Undone> undo(const Repository &repository, const UndoStep &step, const Run &run)
{
    PLUMB_TRY(recover(repository));
    PLUMB_TRY(checkUndo(repository, step, run));
    const Head head = PLUMB_TRY(repository.head());
    const bool isCurrent = step.branch == head.branch;
    Undone undone = {.branch = step.branch,
                     .branchRemoved = step.madeBranch && !isCurrent,
                     .worktreeUpdated = updatesFiles(repository, step, head)};
    BranchTransaction transaction = PLUMB_TRY(BranchTransaction::start(repository, run));
    PLUMB_TRY(transaction.run({.kind = BranchMove::Kind::Undo,
                               .reference = referenceOf(step.branch),
                               .from = step.commit,
                               .to = undone.branchRemoved ? std::nullopt : step.before,
                               .updatesFiles = undone.worktreeUpdated,
                               .log = "undo: " + step.summary}));
    return undone;
}

} // namespace plumb::git
