// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/git/repository.h"

#include "core/git/branchtransaction.h"
#include "core/git/committree.h"
#include "core/git/workingtree.h"

#include <algorithm>

namespace plumb::git {

namespace {

std::string withoutSlash(const char *path)
{
    std::string text = path ? path : "";
    while (text.size() > 1 && text.ends_with('/'))
        text.pop_back();
    return text;
}

Error openError(int code, const std::string &path)
{
    if (code == GIT_ENOTFOUND) {
        return Error(ErrorCode::NotFound,
                     "there is no git repository at '" + path + "' or above it");
    }
    if (code == GIT_EOWNER) {
        return Error(ErrorCode::Unauthorized,
                     "the repository at '" + path
                         + "' belongs to another user; if you trust it, run: git config --global "
                           "--add safe.directory '"
                         + path + "'");
    }
    return lastError(code, "cannot open the repository at '" + path + "'");
}

std::optional<ReferenceKind> kindOfReference(std::string_view name)
{
    if (name.starts_with("refs/heads/"))
        return ReferenceKind::Branch;
    if (name.starts_with("refs/remotes/"))
        return ReferenceKind::RemoteBranch;
    if (name.starts_with("refs/tags/"))
        return ReferenceKind::Tag;
    return std::nullopt;
}

/// The commit that a reference leads to; nothing for a tag of something else or a broken one.
std::optional<Oid> commitOf(git_reference *reference)
{
    ObjectHandle commit;
    if (make(commit, git_reference_peel, reference, GIT_OBJECT_COMMIT) != 0)
        return std::nullopt;
    return fromGit(*git_object_id(commit.get()));
}

} // namespace

Result<Repository> Repository::open(const std::string &path)
{
    startLibrary();
    RepositoryHandle handle;
    if (const int code = make(handle, git_repository_open_ext, path.c_str(), 0u, nullptr);
        code != 0) {
        return std::unexpected(openError(code, path));
    }
    Repository repository;
    repository.m_gitDirectory = withoutSlash(git_repository_path(handle.get()));
    repository.m_commonDirectory = withoutSlash(git_repository_commondir(handle.get()));
    repository.m_worktree = withoutSlash(git_repository_workdir(handle.get()));
    repository.m_objects = PLUMB_TRY(ObjectStore::open(repository.m_commonDirectory));
    // Reading goes on without it, e.g. where nothing may be written; who writes tries again.
    static_cast<void>(recover(repository));
    return repository;
}

Result<Head> Repository::head() const
{
    const RepositoryHandle handle = PLUMB_TRY(openHandle(*this));
    ReferenceHandle reference;
    if (const int code = make(reference, git_reference_lookup, handle.get(), "HEAD"); code != 0)
        return std::unexpected(lastError(code, "cannot read HEAD"));
    Head head;
    if (git_reference_type(reference.get()) == GIT_REFERENCE_SYMBOLIC) {
        head.branch = git_reference_symbolic_target(reference.get());
        if (head.branch.starts_with("refs/heads/"))
            head.branch.erase(0, 11);
    }
    head.commit = commitOf(reference.get());
    return head;
}

Result<std::vector<Reference>> Repository::references() const
{
    const RepositoryHandle handle = PLUMB_TRY(openHandle(*this));
    ReferenceIteratorHandle iterator;
    if (const int code = make(iterator, git_reference_iterator_new, handle.get()); code != 0)
        return std::unexpected(lastError(code, "cannot list the references"));
    std::vector<Reference> references;
    ReferenceHandle each;
    while (make(each, git_reference_next, iterator.get()) == 0) {
        const std::string name = git_reference_name(each.get());
        const auto kind = kindOfReference(name);
        // "origin/HEAD" only repeats the name of another one.
        if (!kind || git_reference_type(each.get()) == GIT_REFERENCE_SYMBOLIC)
            continue;
        const auto commit = commitOf(each.get());
        if (!commit)
            continue;
        Reference reference = {.name = name,
                               .shortName = git_reference_shorthand(each.get()),
                               .kind = *kind,
                               .commit = *commit,
                               .upstream = {}};
        Buffer upstream;
        if (*kind == ReferenceKind::Branch
            && git_branch_upstream_name(&upstream.buffer, handle.get(), name.c_str()) == 0) {
            reference.upstream = upstream.text();
        }
        references.push_back(std::move(reference));
    }
    std::ranges::sort(references, {}, &Reference::name);
    return references;
}

Result<Tracking> Repository::tracking(const Reference &branch) const
{
    const RepositoryHandle handle = PLUMB_TRY(openHandle(*this));
    ReferenceHandle upstream;
    if (branch.upstream.empty()
        || make(upstream, git_reference_lookup, handle.get(), branch.upstream.c_str()) != 0) {
        return std::unexpected(
            Error(ErrorCode::NotFound, "the branch '" + branch.shortName + "' has no upstream"));
    }
    const auto commit = commitOf(upstream.get());
    if (!commit) {
        return std::unexpected(
            Error(ErrorCode::NotFound, "'" + branch.upstream + "' does not lead to a commit"));
    }
    const git_oid local = toGit(branch.commit);
    const git_oid remote = toGit(*commit);
    Tracking tracking;
    const int code =
        git_graph_ahead_behind(&tracking.ahead, &tracking.behind, handle.get(), &local, &remote);
    if (code != 0)
        return std::unexpected(lastError(code, "cannot compare '" + branch.shortName + "' with '"
                                                   + branch.upstream + "'"));
    return tracking;
}

Result<Oid> Repository::resolve(const std::string &revision) const
{
    const RepositoryHandle handle = PLUMB_TRY(openHandle(*this));
    ObjectHandle object;
    ObjectHandle commit;
    int code = make(object, git_revparse_single, handle.get(), revision.c_str());
    if (code == 0)
        code = make(commit, git_object_peel, object.get(), GIT_OBJECT_COMMIT);
    if (code == GIT_ENOTFOUND) {
        return std::unexpected(
            Error(ErrorCode::NotFound,
                  "there is no revision '" + revision + "', expected a branch, a tag or a commit"));
    }
    if (code != 0)
        return std::unexpected(lastError(code, "'" + revision + "' does not name a commit"));
    return fromGit(*git_object_id(commit.get()));
}

Result<Commit> Repository::commit(const Oid &id) const
{
    const StoredObject object = PLUMB_TRY(m_objects->read(id, GIT_OBJECT_COMMIT));
    return parseCommit(id, object.bytes());
}

Result<std::shared_ptr<const files::FileTree>>
Repository::treeAt(const Oid &commit, const files::TreePath &folder) const
{
    const CommitLinks links = PLUMB_TRY(m_objects->commitLinks(commit));
    const auto whole = std::make_shared<const CommitTree>(m_objects, links.tree);
    if (folder.isRoot())
        return whole;
    const std::optional<Oid> tree = PLUMB_TRY(whole->treeOf(folder));
    if (!tree) {
        return std::unexpected(
            Error(ErrorCode::NotFound,
                  "there is no folder '" + folder.text() + "' in the commit " + commit.text()));
    }
    return std::make_shared<const CommitTree>(m_objects, *tree);
}

Result<std::shared_ptr<const files::FileTree>> Repository::workingTree() const
{
    if (isBare()) {
        return std::unexpected(
            Error(ErrorCode::InvalidInput,
                  "the repository '" + m_gitDirectory + "' is bare, it has no files on disk"));
    }
    return std::make_shared<const WorkingTree>(PLUMB_TRY(files::DirectoryTree::open(m_worktree)),
                                               PLUMB_TRY(IgnoredFiles::of(*this)));
}

} // namespace plumb::git
