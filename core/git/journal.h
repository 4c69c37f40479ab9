// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/run.h"
#include "core/files/descriptor.h"
#include "core/git/undo.h"

namespace plumb::git {

/// Where a reference goes from and to: all that is needed to finish or to forget an update of a
/// branch and of the files on disk that was interrupted.
struct BranchMove
{
    enum class Kind : std::uint8_t { Commit, Undo };

    Kind kind = Kind::Commit;
    std::string reference = {};   ///< "refs/heads/main", or "HEAD" when it is detached.
    std::optional<Oid> from = {}; ///< Nothing when the reference does not exist yet.
    std::optional<Oid> to = {};   ///< Nothing when the reference goes.
    bool updatesFiles = false;    ///< Whether the files on disk and the index go with it.
    std::string log = {};         ///< What the reflog says, in one line.

    bool operator==(const BranchMove &) const = default;
};

/// What Plumbline keeps in ".git/plumbline" of a work tree: the update that is under way, and the
/// commits that can be taken back.
///
/// Whoever holds a Journal is the only one that writes; the lock goes with the process.
class Journal
{
public:
    /// Waits a few seconds for another one to finish, then it is a Conflict.
    static Result<Journal> lock(const Repository &repository, const Run &run);
    /// Nothing when somebody else holds it, who then is at work and needs no help.
    static Result<std::optional<Journal>> tryLock(const Repository &repository);
    /// Whether an update is under way, or was interrupted. Cheap, and needs no lock.
    static bool isPending(const Repository &repository);
    /// The latest first. Needs no lock.
    static Result<std::vector<UndoStep>> steps(const Repository &repository);

    Result<std::optional<BranchMove>> pending() const;
    /// An empty folder of its own for files that are made ready.
    Result<std::string> stagingFolder() const;

    Result<> begin(const BranchMove &move) const;
    /// Keeps what can be taken back now, or what cannot any more.
    Result<> remember(const BranchMove &move) const;
    /// Forgets the update and what was made ready for it.
    Result<> end() const;

private:
    Journal(std::string folder, files::Descriptor lock);

    std::string m_folder;
    files::Descriptor m_lock; ///< Held as long as it is open.
};

} // namespace plumb::git
