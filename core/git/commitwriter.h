// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/run.h"
#include "core/files/overlaytree.h"
#include "core/git/repository.h"

namespace plumb::git {

enum class Signing : std::uint8_t {
    AsConfigured, ///< With the program and key of git's configuration, if it asks for it.
    Unsigned,     ///< The user was asked and accepts an unsigned commit.
};

struct CommitRequest
{
    std::optional<Oid> base = {}; ///< The commit that is edited; nothing on an unborn branch.
    files::Edits edits = {};      ///< Bytes as the repository stores them, by path.
    std::string message = {};
    std::string branch = {}; ///< Where to commit, "main"; the current branch when empty.
    Signing signing = Signing::AsConfigured;
    bool signOff = false;                   ///< Adds "Signed-off-by: " and the author.
    std::vector<std::string> trailers = {}; ///< Lines such as "Promoted-from: staging".
    std::optional<Signature> author = {};   ///< From git's configuration and the clock when absent.
};

struct WrittenCommit
{
    Oid id;
    std::string branch; ///< Empty when HEAD was detached.
    bool isNewBranch = false;
    bool worktreeUpdated = false; ///< Whether the files on disk and in the index are the new ones.

    bool operator==(const WrittenCommit &) const = default;
};

/// Writes a commit that changes some files of another one, without a checkout and without hooks.
///
/// On the checked-out branch the edited files are also updated on disk and in the index; when one
/// of them is not as in HEAD, nothing is written and the Conflict names it. All other local
/// changes, staged or not, are left alone. On another branch, which is made at base when it does
/// not exist, the files on disk are not touched. The branch moves only if it still is at base.
class CommitWriter
{
public:
    explicit CommitWriter(Repository repository)
        : m_repository(std::move(repository))
    {
    }

    Result<WrittenCommit> write(const CommitRequest &request, const Run &run) const;

private:
    Repository m_repository;
};

} // namespace plumb::git
