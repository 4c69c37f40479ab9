// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/files/treepath.h"
#include "core/git/handle.h"

namespace plumb::git {

/// What a tree holds at a path.
struct FileState
{
    Oid id;
    std::uint32_t mode = 0;

    bool operator==(const FileState &) const = default;
};

/// A file that is not the same in two trees.
struct FileMove
{
    files::TreePath path;
    std::optional<FileState> before;
    std::optional<FileState> after;
};

/// The files that differ between two trees, either of which may be null for an empty one.
Result<std::vector<FileMove>> filesBetween(git_repository *handle, git_tree *from, git_tree *to);

/// Conflict, naming them, when some of the files on disk or in the index are not as in HEAD.
Result<> requireUnchanged(git_repository *handle, const std::vector<FileMove> &moves);

/// Brings files on disk from one tree to another, each at once, and never over something that is
/// in neither of the two.
class FilePlacement
{
public:
    /// @p staging is an empty folder for files that are made ready.
    FilePlacement(git_repository *handle, const std::vector<FileMove> &moves, std::string staging)
        : m_handle(handle)
        , m_moves(moves)
        , m_staging(std::move(staging))
    {
    }

    /// Writes all there is to write, beside; finds out whether it can be put in place.
    Result<> stage() const;
    /// Puts in place what is not there yet.
    Result<> place() const;
    /// Writes the index anew with the files that went from one tree to the other, and leaves
    /// every other entry as it is. The lock of the index must be held.
    Result<> updateIndex() const;

private:
    std::string stagedName(std::size_t index) const;
    Result<> stageFile(std::size_t index) const;
    Result<> placeFile(std::size_t index) const;
    Result<> updateEntry(git_index *index, const FileMove &move) const;

    git_repository *m_handle;
    const std::vector<FileMove> &m_moves;
    std::string m_staging;
};

} // namespace plumb::git
