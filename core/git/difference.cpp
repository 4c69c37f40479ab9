// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/git/difference.h"

#include "core/git/texthunks.h"

#include <algorithm>

namespace plumb::git {

namespace {

using Kind = Side::Kind;

constexpr std::int64_t maximumComparedSize = 16 << 20;
constexpr std::size_t renameLimit = 500;

struct Request
{
    git_repository *handle;
    git_diff_options options;
};

Result<TreeHandle> treeOfSide(git_repository *handle, const Side &side)
{
    if (side.kind() == Kind::Nothing)
        return TreeHandle();
    return treeOf(handle, side.commitId());
}

bool isTree(const Side &side)
{
    return side.kind() == Kind::Commit || side.kind() == Kind::Nothing;
}

/// Compares in the direction that libgit2 can; the options say whether it is the reverse one.
Result<DiffHandle> compare(Request &request, const Side &older, const Side &newer)
{
    TreeHandle oldTree;
    TreeHandle newTree;
    if (isTree(older))
        oldTree = PLUMB_TRY(treeOfSide(request.handle, older));
    if (isTree(newer))
        newTree = PLUMB_TRY(treeOfSide(request.handle, newer));
    DiffHandle diff;
    int code = 0;
    if (isTree(older) && isTree(newer))
        code = make(diff, git_diff_tree_to_tree, request.handle, oldTree.get(), newTree.get(),
                    &request.options);
    else if (isTree(older) && newer.kind() == Kind::Index)
        code = make(diff, git_diff_tree_to_index, request.handle, oldTree.get(), nullptr,
                    &request.options);
    else if (isTree(older))
        code = make(diff, git_diff_tree_to_workdir_with_index, request.handle, oldTree.get(),
                    &request.options);
    else
        code = make(diff, git_diff_index_to_workdir, request.handle, nullptr, &request.options);
    if (code != 0)
        return std::unexpected(lastError(code, "cannot compare"));
    return diff;
}

/// How far along from a commit to the disk a side is.
int orderOf(const Side &side)
{
    if (isTree(side))
        return 0;
    return side.kind() == Kind::Index ? 1 : 2;
}

Result<DiffHandle> compareEitherWay(Request &request, const Side &from, const Side &to)
{
    if (orderOf(from) <= orderOf(to))
        return compare(request, from, to);
    request.options.flags |= GIT_DIFF_REVERSE;
    return compare(request, to, from);
}

FileChange changeOf(git_delta_t status, bool isReverse)
{
    switch (status) {
    case GIT_DELTA_UNTRACKED: return isReverse ? FileChange::Deleted : FileChange::Added;
    case GIT_DELTA_ADDED:
    case GIT_DELTA_COPIED: return FileChange::Added;
    case GIT_DELTA_DELETED: return FileChange::Deleted;
    case GIT_DELTA_RENAMED: return FileChange::Renamed;
    case GIT_DELTA_TYPECHANGE: return FileChange::TypeChanged;
    default: return FileChange::Modified;
    }
}

std::uint32_t modeOf(const git_diff_file &file)
{
    return (file.flags & GIT_DIFF_FLAG_EXISTS) || file.mode != 0 ? file.mode : 0;
}

std::string withoutSlash(std::string path)
{
    if (path.ends_with('/')) // a repository inside of this one
        path.pop_back();
    return path;
}

Result<FileDifference> fileOf(git_diff *diff, std::size_t index, bool isReverse, bool withHunks)
{
    const git_diff_delta *delta = git_diff_get_delta(diff, index);
    FileDifference file;
    file.change = changeOf(delta->status, isReverse);
    file.oldPath = PLUMB_TRY(files::TreePath::parse(withoutSlash(delta->old_file.path)));
    file.newPath = PLUMB_TRY(files::TreePath::parse(withoutSlash(delta->new_file.path)));
    file.oldMode = file.change == FileChange::Added ? 0 : modeOf(delta->old_file);
    file.newMode = file.change == FileChange::Deleted ? 0 : modeOf(delta->new_file);
    if (!withHunks)
        return file;
    PatchHandle patch;
    if (const int code = make(patch, git_patch_from_diff, diff, index); code != 0)
        return std::unexpected(lastError(code, "cannot compare '" + file.newPath.text() + "'"));
    if (!patch)
        return file;
    file.isBinary = (git_patch_get_delta(patch.get())->flags & GIT_DIFF_FLAG_BINARY) != 0;
    file.hunks = PLUMB_TRY(hunksOf(patch.get()));
    return file;
}

int stopWhenAsked(const git_diff *, const char *, const char *, void *payload)
{
    return static_cast<const Run *>(payload)->stop.stop_requested() ? GIT_EUSER : 0;
}

} // namespace

Result<std::vector<FileDifference>> difference(const Repository &repository, const Side &from,
                                               const Side &to, const DifferenceOptions &options,
                                               const Run &run)
{
    if (from.kind() == to.kind() && !isTree(from))
        return std::vector<FileDifference>();
    const RepositoryHandle handle = PLUMB_TRY(openHandle(repository));
    git_diff_options defaults = GIT_DIFF_OPTIONS_INIT;
    Request request = {.handle = handle.get(), .options = defaults};
    Run stopOnly = {.stop = run.stop};
    std::vector<char *> paths;
    for (const files::TreePath &path : options.paths)
        paths.push_back(const_cast<char *>(path.text().c_str())); // only read
    request.options.flags = GIT_DIFF_INCLUDE_UNTRACKED | GIT_DIFF_RECURSE_UNTRACKED_DIRS
                            | GIT_DIFF_SHOW_UNTRACKED_CONTENT | GIT_DIFF_INCLUDE_TYPECHANGE
                            | GIT_DIFF_INDENT_HEURISTIC | GIT_DIFF_DISABLE_PATHSPEC_MATCH;
    request.options.pathspec = {.strings = paths.data(), .count = paths.size()};
    request.options.context_lines = static_cast<std::uint32_t>(std::max(options.contextLines, 0));
    request.options.max_size = maximumComparedSize;
    request.options.progress_cb = stopWhenAsked;
    request.options.payload = &stopOnly;
    const DiffHandle diff = PLUMB_TRY(compareEitherWay(request, from, to));
    if (options.findRenames) {
        git_diff_find_options find = GIT_DIFF_FIND_OPTIONS_INIT;
        find.flags = GIT_DIFF_FIND_RENAMES | GIT_DIFF_FIND_FOR_UNTRACKED;
        find.rename_limit = renameLimit;
        if (const int code = git_diff_find_similar(diff.get(), &find); code != 0)
            return std::unexpected(lastError(code, "cannot look for renames"));
    }

    const bool isReverse = (request.options.flags & GIT_DIFF_REVERSE) != 0;
    std::vector<FileDifference> files;
    const std::size_t count = git_diff_num_deltas(diff.get());
    for (std::size_t i = 0; i < count; ++i) {
        FileDifference file = PLUMB_TRY(fileOf(diff.get(), i, isReverse, options.withHunks));
        PLUMB_TRY(run.checkpoint({.stage = Stage::Fetching,
                                  .done = static_cast<int>(i),
                                  .total = static_cast<int>(count),
                                  .subject = file.newPath.text()}));
        files.push_back(std::move(file));
    }
    std::ranges::sort(files, {}, &FileDifference::newPath);
    return files;
}

Result<FileDifference> textDifference(const files::TreePath &path,
                                      const std::optional<std::string> &oldText,
                                      const std::optional<std::string> &newText, int contextLines)
{
    startLibrary();
    FileDifference file;
    file.oldPath = path;
    file.newPath = path;
    file.oldMode = oldText ? 0100644 : 0;
    file.newMode = newText ? 0100644 : 0;
    if (!oldText)
        file.change = FileChange::Added;
    else if (!newText)
        file.change = FileChange::Deleted;
    const std::string before = oldText.value_or("");
    const std::string after = newText.value_or("");
    file.isBinary = std::max(before.size(), after.size()) > maximumComparedSize;
    if (file.isBinary)
        return file;
    git_diff_options options = GIT_DIFF_OPTIONS_INIT;
    options.flags = GIT_DIFF_INDENT_HEURISTIC;
    options.context_lines = static_cast<std::uint32_t>(std::max(contextLines, 0));
    PatchHandle patch;
    const int code =
        make(patch, git_patch_from_buffers, before.data(), before.size(), path.text().c_str(),
             after.data(), after.size(), path.text().c_str(), &options);
    if (code != 0)
        return std::unexpected(lastError(code, "cannot compare '" + path.text() + "'"));
    file.isBinary = (git_patch_get_delta(patch.get())->flags & GIT_DIFF_FLAG_BINARY) != 0;
    file.hunks = PLUMB_TRY(hunksOf(patch.get()));
    return file;
}

} // namespace plumb::git
