// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/run.h"
#include "core/files/treepath.h"
#include "core/git/repository.h"

namespace plumb::git {

/// One side of a comparison: a commit, the index, the files on disk, or nothing.
class Side
{
public:
    enum class Kind : std::uint8_t { Nothing, Commit, Index, Worktree };

    static Side nothing() { return {Kind::Nothing, {}}; }
    static Side commit(const Oid &id) { return {Kind::Commit, id}; }
    static Side index() { return {Kind::Index, {}}; }
    static Side worktree() { return {Kind::Worktree, {}}; }

    Kind kind() const { return m_kind; }
    const Oid &commitId() const { return m_commit; }

private:
    Side(Kind kind, const Oid &commit)
        : m_kind(kind)
        , m_commit(commit)
    {
    }

    Kind m_kind;
    Oid m_commit;
};

enum class LineKind : std::uint8_t { Context, Added, Removed };

struct DifferenceLine
{
    LineKind kind = LineKind::Context;
    int oldLine = 0;  ///< From 1; 0 for an added line.
    int newLine = 0;  ///< From 1; 0 for a removed line.
    std::string text; ///< With its line end, if it has one.

    bool operator==(const DifferenceLine &) const = default;
};

struct Hunk
{
    int oldStart = 0;
    int oldCount = 0;
    int newStart = 0;
    int newCount = 0;
    std::string heading; ///< What git prints after the second "@@".
    std::vector<DifferenceLine> lines;

    bool operator==(const Hunk &) const = default;
};

enum class FileChange : std::uint8_t { Added, Deleted, Modified, Renamed, TypeChanged };

struct FileDifference
{
    FileChange change = FileChange::Modified;
    files::TreePath oldPath; ///< The same as newPath unless renamed.
    files::TreePath newPath;
    std::uint32_t oldMode = 0; ///< 0100644, 0100755 or 0120000 for a link; 0 when not there.
    std::uint32_t newMode = 0;
    bool isBinary = false; ///< Binary or too large to compare; there are no hunks then.
    std::vector<Hunk> hunks;

    bool operator==(const FileDifference &) const = default;
};

struct DifferenceOptions
{
    std::vector<files::TreePath> paths = {}; ///< Only these files and folders; all when empty.
    int contextLines = 3;
    bool findRenames = true;
    bool withHunks = true; ///< False lists the files only.
};

/// Files that differ from one side to the other, by path. Untracked files count as added when
/// the newer side is the disk.
Result<std::vector<FileDifference>> difference(const Repository &repository, const Side &from,
                                               const Side &to, const DifferenceOptions &options,
                                               const Run &run);

/// Compares two texts, e.g. a file before and after an edit. Without @p oldText the file is
/// added, without @p newText it is deleted. No hunks when they are equal.
Result<FileDifference> textDifference(const files::TreePath &path,
                                      const std::optional<std::string> &oldText,
                                      const std::optional<std::string> &newText,
                                      int contextLines = 3);

/// As "git diff" prints it, so that "git apply" accepts it.
std::string toPatch(const FileDifference &file);

} // namespace plumb::git
