// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/files/filetree.h"
#include "core/git/commit.h"

#include <memory>
#include <optional>

namespace plumb::git {

class ObjectStore;

/// What HEAD points to.
struct Head
{
    std::optional<Oid> commit = {}; ///< Nothing on a branch without commits.
    std::string branch = {};        ///< "main"; empty when HEAD is detached.

    bool isDetached() const { return branch.empty(); }
    bool operator==(const Head &) const = default;
};

enum class ReferenceKind : std::uint8_t { Branch, RemoteBranch, Tag };

struct Reference
{
    std::string name;      ///< "refs/heads/main"
    std::string shortName; ///< "main", "origin/main", "v1.0"
    ReferenceKind kind = ReferenceKind::Branch;
    Oid commit;           ///< An annotated tag is followed to its commit.
    std::string upstream; ///< A branch's "refs/remotes/origin/main"; empty when it has none.

    bool operator==(const Reference &) const = default;
};

/// How far a branch and its upstream are apart, in commits.
struct Tracking
{
    std::size_t ahead = 0;
    std::size_t behind = 0;

    bool operator==(const Tracking &) const = default;
};

/// A git repository of this machine: a work tree, a linked work tree, or a bare one.
///
/// A light value that may be copied and used from any thread: each call opens what it needs and
/// sees the repository as it is at that moment. The trees it gives are of one commit and stay.
class Repository
{
public:
    /// Opens the repository that holds @p path: its work tree, a folder in it, or the git
    /// directory itself. NotFound when there is none, Unauthorized when git does not trust its
    /// owner. A commit of Plumbline's that was interrupted is finished or forgotten first.
    static Result<Repository> open(const std::string &path);

    /// The git directory of this work tree: "/repo/.git", "/repo/.git/worktrees/x", "/bare.git".
    const std::string &gitDirectory() const { return m_gitDirectory; }
    /// What linked work trees share; otherwise the same as gitDirectory().
    const std::string &commonDirectory() const { return m_commonDirectory; }
    /// The checked-out files' folder; empty for a bare repository.
    const std::string &worktree() const { return m_worktree; }
    bool isBare() const { return m_worktree.empty(); }

    Result<Head> head() const;
    /// Branches, remote branches and tags that lead to a commit, by full name.
    Result<std::vector<Reference>> references() const;
    /// NotFound when @p branch has no upstream.
    Result<Tracking> tracking(const Reference &branch) const;

    /// The commit that a revision as git writes it ("main", "HEAD~2", "v1^{}", "3f2a9c1") names.
    Result<Oid> resolve(const std::string &revision) const;
    Result<Commit> commit(const Oid &id) const;

    /// A commit's files, read as they are asked for and without checkout or filters. A submodule
    /// is an empty directory. Of @p folder alone when one is given; no link leads out of it.
    Result<std::shared_ptr<const files::FileTree>> treeAt(const Oid &commit,
                                                          const files::TreePath &folder = {}) const;
    /// The files on disk, without ".git", and in listings without ignored ones. Not when bare.
    Result<std::shared_ptr<const files::FileTree>> workingTree() const;

    /// The object database; for this module's own use.
    const std::shared_ptr<const ObjectStore> &objects() const { return m_objects; }

private:
    Repository() = default;

    std::string m_gitDirectory;
    std::string m_commonDirectory;
    std::string m_worktree;
    std::shared_ptr<const ObjectStore> m_objects;
};

} // namespace plumb::git
