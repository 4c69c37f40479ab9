// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/git/commitwriter.h"

#include "core/git/branchtransaction.h"
#include "core/git/commitsettings.h"
#include "core/git/commitsigner.h"
#include "core/git/editedtree.h"
#include "core/git/worktreefiles.h"

namespace plumb::git {

namespace {

/// Where a commit goes.
struct Target
{
    std::string reference; ///< "refs/heads/main", or "HEAD" when it is detached.
    bool isCheckedOut = false;
    bool exists = false;
};

Result<Signature> configuredIdentity(git_repository *handle)
{
    ConfigHandle config;
    ConfigHandle snapshot;
    int code = make(config, git_repository_config, handle);
    if (code == 0)
        code = make(snapshot, git_config_snapshot, config.get());
    if (code != 0)
        return std::unexpected(lastError(code, "cannot read git's configuration"));
    const char *name = nullptr;
    const char *email = nullptr;
    if (git_config_get_string(&name, snapshot.get(), "user.name") != 0
        || git_config_get_string(&email, snapshot.get(), "user.email") != 0 || !*name || !*email) {
        return std::unexpected(
            Error(ErrorCode::InvalidInput,
                  "git does not know who you are; run: git config --global user.name 'Your Name' "
                  "and git config --global user.email you@example.org"));
    }
    return Signature{.name = name, .email = email};
}

Result<SignatureHandle> signatureFor(git_repository *handle, const std::optional<Signature> &wanted)
{
    SignatureHandle signature;
    int code = 0;
    if (wanted) {
        code = make(signature, git_signature_new, wanted->name.c_str(), wanted->email.c_str(),
                    wanted->time, wanted->offsetMinutes);
    } else {
        const Signature identity = PLUMB_TRY(configuredIdentity(handle));
        code = make(signature, git_signature_now, identity.name.c_str(), identity.email.c_str());
    }
    if (code != 0)
        return std::unexpected(lastError(code, "cannot sign as the author"));
    return signature;
}

/// Whether a branch is checked out in another work tree, which would be left behind.
bool isCheckedOutElsewhere(git_repository *handle, const std::string &reference)
{
    ReferenceHandle branch;
    return make(branch, git_reference_lookup, handle, reference.c_str()) == 0
           && git_branch_is_checked_out(branch.get()) == 1;
}

Result<Target> chooseTarget(git_repository *handle, const Head &head, const CommitRequest &request)
{
    Target target;
    if (request.branch.empty() || request.branch == head.branch) {
        target.reference = referenceOf(head.branch);
        target.isCheckedOut = true;
    } else {
        target.reference = referenceOf(request.branch);
        int valid = 0;
        git_reference_name_is_valid(&valid, target.reference.c_str());
        if (valid == 0 || request.branch.starts_with('-')) {
            return std::unexpected(Error(ErrorCode::InvalidInput,
                                         "'" + request.branch + "' is not a valid branch name"));
        }
    }
    const std::optional<Oid> tip = tipOf(handle, target.reference);
    target.exists = tip.has_value();
    const bool mayBeMade = !target.isCheckedOut && !target.exists;
    if (tip != request.base && !mayBeMade)
        return std::unexpected(movedMeanwhile(target.reference));
    if (!target.isCheckedOut && target.exists && isCheckedOutElsewhere(handle, target.reference)) {
        return std::unexpected(Error(ErrorCode::Conflict,
                                     "the branch '" + request.branch
                                         + "' is checked out in another work tree, commit there"));
    }
    return target;
}

std::string messageOf(const CommitRequest &request, const git_signature &author)
{
    std::vector<std::string> trailers = request.trailers;
    if (request.signOff) {
        trailers.push_back("Signed-off-by: " + std::string(author.name) + " <" + author.email
                           + '>');
    }
    return withTrailers(request.message, trailers);
}

/// An empty signature makes an unsigned commit.
Result<Oid> writeSigned(git_repository *handle, const std::string &commit,
                        const std::string &signature)
{
    git_oid id = {};
    const int code = git_commit_create_with_signature(
        &id, handle, commit.c_str(), signature.empty() ? nullptr : signature.c_str(), nullptr);
    if (code != 0)
        return std::unexpected(lastError(code, "cannot write the commit"));
    return fromGit(id);
}

Result<Oid> writeCommitObject(git_repository *handle, const CommitRequest &request,
                              const SignatureHandle &author, git_tree *tree, const Run &run)
{
    std::optional<CommitSigner> signer;
    if (request.signing == Signing::AsConfigured)
        signer = PLUMB_TRY(CommitSigner::configured(handle));
    CommitHandle parent;
    std::vector<const git_commit *> parents;
    if (request.base) {
        const git_oid base = toGit(*request.base);
        if (const int code = make(parent, git_commit_lookup, handle, &base); code != 0)
            return std::unexpected(lastError(code, "cannot read the base commit"));
        parents.push_back(parent.get());
    }
    const std::string message = messageOf(request, *author);
    Buffer buffer;
    int code = git_commit_create_buffer(&buffer.buffer, handle, author.get(), author.get(), nullptr,
                                        message.c_str(), tree, parents.size(), parents.data());
    if (code != 0)
        return std::unexpected(lastError(code, "cannot write the commit"));
    const std::string commit = buffer.text();
    if (signer) {
        const Signature committer = {.name = author->name, .email = author->email};
        return writeSigned(handle, commit, PLUMB_TRY(signer->sign(commit, committer, run)));
    }
    return writeSigned(handle, commit, {});
}

BranchMove moveFor(const CommitRequest &request, const Target &target, const Oid &commit)
{
    return {.reference = target.reference,
            .from = target.exists ? request.base : std::nullopt,
            .to = commit,
            .log = "commit: "
                   + Commit{.id = {},
                            .tree = {},
                            .parents = {},
                            .author = {},
                            .committer = {},
                            .message = request.message}
                         .summary()};
}

/// The tree that is edited; an empty one for a first commit.
Result<TreeHandle> baseTree(git_repository *handle, const CommitRequest &request)
{
    if (request.base)
        return treeOf(handle, *request.base);
    git_oid id = {};
    TreeHandle tree;
    int code = git_tree_create_updated(&id, handle, nullptr, 0, nullptr);
    if (code == 0)
        code = make(tree, git_tree_lookup, handle, &id);
    if (code != 0)
        return std::unexpected(lastError(code, "cannot make an empty tree"));
    return tree;
}

Result<> checkRequest(const CommitRequest &request)
{
    if (request.message.find_first_not_of(" \t\r\n") == std::string::npos)
        return std::unexpected(Error(ErrorCode::InvalidInput, "the commit message is empty"));
    if (request.edits.empty())
        return std::unexpected(Error(ErrorCode::InvalidInput, "the edits change nothing"));
    return {};
}

} // namespace

Result<WrittenCommit> CommitWriter::write(const CommitRequest &request, const Run &run) const
{
    PLUMB_TRY(checkRequest(request));
    PLUMB_TRY(recover(m_repository));
    const RepositoryHandle handle = PLUMB_TRY(openHandle(m_repository));
    const Head head = PLUMB_TRY(m_repository.head());
    const Target target = PLUMB_TRY(chooseTarget(handle.get(), head, request));
    const SignatureHandle author = PLUMB_TRY(signatureFor(handle.get(), request.author));
    const TreeHandle base = PLUMB_TRY(baseTree(handle.get(), request));
    const Oid tree = PLUMB_TRY(writeEditedTree(handle.get(), base.get(), request.edits));
    const git_oid treeId = toGit(tree);
    TreeHandle edited;
    if (const int code = make(edited, git_tree_lookup, handle.get(), &treeId); code != 0)
        return std::unexpected(lastError(code, "cannot read the edited tree"));
    const bool updatesFiles = target.isCheckedOut && !m_repository.isBare();
    // The transaction asks again; here it is before anybody is asked to sign.
    if (updatesFiles) {
        PLUMB_TRY(requireUnchanged(
            handle.get(), PLUMB_TRY(filesBetween(handle.get(), base.get(), edited.get()))));
    }
    PLUMB_TRY(run.checkpoint({.stage = Stage::Building, .subject = target.reference}));

    WrittenCommit written;
    written.id = PLUMB_TRY(writeCommitObject(handle.get(), request, author, edited.get(), run));
    written.branch = target.isCheckedOut ? head.branch : request.branch;
    written.isNewBranch = !target.exists;
    written.worktreeUpdated = updatesFiles;
    BranchMove move = moveFor(request, target, written.id);
    move.updatesFiles = updatesFiles;
    BranchTransaction transaction = PLUMB_TRY(BranchTransaction::start(m_repository, run));
    PLUMB_TRY(transaction.run(move));
    return written;
}

} // namespace plumb::git
