// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/git/branchtransaction.h"

#include "core/git/indexlock.h"
#include "core/git/worktreefiles.h"

#include <chrono>
#include <fstream>
#include <iterator>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>

namespace plumb::git {

namespace {

Result<TreeHandle> treeOfCommit(git_repository *handle, const std::optional<Oid> &commit)
{
    return commit ? treeOf(handle, *commit) : TreeHandle();
}

Result<std::vector<FileMove>> movesOf(git_repository *handle, const BranchMove &move)
{
    const TreeHandle from = PLUMB_TRY(treeOfCommit(handle, move.from));
    const TreeHandle to = PLUMB_TRY(treeOfCommit(handle, move.to));
    return filesBetween(handle, from.get(), to.get());
}

Result<> removeReference(git_repository *handle, const BranchMove &move)
{
    ReferenceHandle reference;
    int code = make(reference, git_reference_lookup, handle, move.reference.c_str());
    // It goes only when it still is where it was when it was looked up.
    if (code == 0 && tipOf(handle, move.reference) != move.from)
        return std::unexpected(movedMeanwhile(move.reference));
    if (code == 0)
        code = git_reference_delete(reference.get());
    if (code == GIT_EMODIFIED || code == GIT_ENOTFOUND)
        return std::unexpected(movedMeanwhile(move.reference));
    if (code != 0)
        return std::unexpected(lastError(code, "cannot remove '" + move.reference + "'"));
    return {};
}

/// Points the reference to where it goes, if it still is where it was.
Result<> moveReference(git_repository *handle, const BranchMove &move)
{
    if (!move.to)
        return removeReference(handle, move);
    const git_oid to = toGit(*move.to);
    ReferenceHandle reference;
    int code = 0;
    if (move.from) {
        const git_oid from = toGit(*move.from);
        code = make(reference, git_reference_create_matching, handle, move.reference.c_str(), &to,
                    1, &from, move.log.c_str());
    } else {
        code = make(reference, git_reference_create, handle, move.reference.c_str(), &to, 0,
                    move.log.c_str());
    }
    if (code == GIT_EMODIFIED || code == GIT_EEXISTS)
        return std::unexpected(movedMeanwhile(move.reference));
    if (code != 0)
        return std::unexpected(lastError(code, "cannot update '" + move.reference + "'"));
    return {};
}

struct LockFile
{
    bool exists = false;
    ino_t id = 0;
    std::string content;
};

LockFile readLock(const std::string &path)
{
    struct stat status = {};
    if (::stat(path.c_str(), &status) != 0)
        return {};
    std::ifstream stream(path, std::ios::binary);
    return {.exists = true,
            .id = status.st_ino,
            .content = std::string((std::istreambuf_iterator<char>(stream)),
                                   std::istreambuf_iterator<char>())};
}

/// Removes the lock of the reference that an interrupted update left behind. It is empty, or it
/// holds where the reference was to go; git keeps an empty one for no more than a moment.
void removeStaleReferenceLock(const Repository &repository, const BranchMove &move)
{
    constexpr std::chrono::milliseconds moment{500};
    const std::string &folder =
        move.reference == "HEAD" ? repository.gitDirectory() : repository.commonDirectory();
    const std::string path = folder + '/' + move.reference + ".lock";
    const LockFile lock = readLock(path);
    if (!lock.exists)
        return;
    const bool isOurs = move.to && lock.content == move.to->text() + '\n';
    if (!isOurs) {
        if (!lock.content.empty())
            return;
        std::this_thread::sleep_for(moment);
        const LockFile later = readLock(path);
        if (later.id != lock.id || !later.content.empty())
            return;
    }
    ::unlink(path.c_str());
}

} // namespace

std::string referenceOf(const std::string &branch)
{
    return branch.empty() ? "HEAD" : "refs/heads/" + branch;
}

std::optional<Oid> tipOf(git_repository *handle, const std::string &reference)
{
    git_oid id = {};
    if (git_reference_name_to_id(&id, handle, reference.c_str()) != 0)
        return std::nullopt;
    return fromGit(id);
}

Error movedMeanwhile(const std::string &reference)
{
    return Error(ErrorCode::Conflict, "'" + reference
                                          + "' has moved since the edit was planned; look at what "
                                            "is new there and try again");
}

BranchTransaction::BranchTransaction(Repository repository, Journal journal)
    : m_repository(std::move(repository))
    , m_journal(std::move(journal))
{
}

Result<BranchTransaction> BranchTransaction::start(const Repository &repository, const Run &run)
{
    BranchTransaction transaction(repository, PLUMB_TRY(Journal::lock(repository, run)));
    PLUMB_TRY(within("finishing a commit that was interrupted", transaction.settle()));
    return transaction;
}

Result<> BranchTransaction::run(const BranchMove &move)
{
    const RepositoryHandle handle = PLUMB_TRY(openHandle(m_repository));
    PLUMB_TRY(m_journal.begin(move));
    Result<> moved = prepareAndMove(handle.get(), move);
    // Until the reference has moved, nothing has happened.
    if (moved || tipOf(handle.get(), move.reference) != move.to)
        PLUMB_TRY(m_journal.end());
    return moved;
}

Result<> BranchTransaction::prepareAndMove(git_repository *handle, const BranchMove &move)
{
    if (tipOf(handle, move.reference) != move.from)
        return std::unexpected(movedMeanwhile(move.reference));
    if (!move.updatesFiles) {
        PLUMB_TRY(moveReference(handle, move));
        return m_journal.remember(move);
    }
    const IndexLock lock = PLUMB_TRY(IndexLock::take(m_repository.gitDirectory()));
    const std::vector<FileMove> moves = PLUMB_TRY(movesOf(handle, move));
    PLUMB_TRY(requireUnchanged(handle, moves));
    const FilePlacement placement(handle, moves, PLUMB_TRY(m_journal.stagingFolder()));
    PLUMB_TRY(placement.stage());
    PLUMB_TRY(moveReference(handle, move));
    return within("'" + move.reference + "' has moved, but", finish(placement, move));
}

Result<> BranchTransaction::finish(const FilePlacement &placement, const BranchMove &move)
{
    PLUMB_TRY(placement.place());
    PLUMB_TRY(placement.updateIndex());
    return m_journal.remember(move);
}

Result<> BranchTransaction::settle()
{
    const std::optional<BranchMove> move = PLUMB_TRY(m_journal.pending());
    if (!move)
        return {};
    const RepositoryHandle handle = PLUMB_TRY(openHandle(m_repository));
    removeStaleReferenceLock(m_repository, *move);
    const bool hasMoved = tipOf(handle.get(), move->reference) == move->to;
    const Head head = PLUMB_TRY(m_repository.head());
    const bool isCheckedOut = referenceOf(head.branch) == move->reference;
    if (!hasMoved || (move->updatesFiles && !isCheckedOut)) {
        IndexLock::removeStale(m_repository.gitDirectory());
    } else if (move->updatesFiles) {
        PLUMB_TRY(finishInterrupted(handle.get(), *move));
    } else {
        PLUMB_TRY(m_journal.remember(*move));
    }
    // Last of all, so that an interruption of this is settled too.
    return m_journal.end();
}

Result<> BranchTransaction::finishInterrupted(git_repository *handle, const BranchMove &move)
{
    const IndexLock lock = PLUMB_TRY(IndexLock::take(m_repository.gitDirectory()));
    const std::vector<FileMove> moves = PLUMB_TRY(movesOf(handle, move));
    const FilePlacement placement(handle, moves, PLUMB_TRY(m_journal.stagingFolder()));
    PLUMB_TRY(placement.stage());
    return finish(placement, move);
}

Result<> recover(const Repository &repository)
{
    if (!Journal::isPending(repository))
        return {};
    std::optional<Journal> journal = PLUMB_TRY(Journal::tryLock(repository));
    if (!journal)
        return {};
    return BranchTransaction(repository, *std::move(journal)).settle();
}

} // namespace plumb::git
