// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/git/localchanges.h"

#include <sys/stat.h>
#include <unistd.h>

namespace plumb::git {

namespace {

bool existsOnDisk(git_repository *handle, const files::TreePath &path)
{
    struct stat status = {};
    const std::string full = git_repository_workdir(handle) + path.text();
    return ::lstat(full.c_str(), &status) == 0;
}

/// Whether a path is the same in HEAD, in the index and on disk.
Result<bool> isUnchanged(git_repository *handle, const files::TreePath &path)
{
    unsigned flags = 0;
    const int code = git_status_file(&flags, handle, path.text().c_str());
    if (code == GIT_ENOTFOUND)
        return !existsOnDisk(handle, path);
    // Ambiguous means that it is a directory on disk.
    if (code == GIT_EAMBIGUOUS)
        return false;
    if (code != 0)
        return std::unexpected(lastError(code, "cannot compare '" + path.text() + "'"));
    return flags == GIT_STATUS_CURRENT;
}

} // namespace

Result<> requireUnchanged(git_repository *handle, const files::Edits &edits)
{
    const std::string lock = std::string(git_repository_path(handle)) + "index.lock";
    if (::access(lock.c_str(), F_OK) == 0) {
        return std::unexpected(
            Error(ErrorCode::Conflict,
                  "another git program is at work; if none is, remove '" + lock + "'"));
    }
    std::string changed;
    for (const auto &edit : edits) {
        if (PLUMB_TRY(isUnchanged(handle, edit.first)))
            continue;
        if (!changed.empty())
            changed += ", ";
        changed += '\'' + edit.first.text() + '\'';
    }
    if (!changed.empty()) {
        return std::unexpected(
            Error(ErrorCode::Conflict, "there are local changes in " + changed
                                           + "; commit, stash or discard them first"));
    }
    return {};
}

Result<> updateWorktree(git_repository *handle, git_tree *from, git_tree *to,
                        const files::Edits &edits)
{
    std::vector<char *> paths;
    for (const auto &edit : edits)
        paths.push_back(const_cast<char *>(edit.first.text().c_str())); // only read
    git_checkout_options options = GIT_CHECKOUT_OPTIONS_INIT;
    // Should a file have been changed since it was looked at, it is kept and this fails.
    options.checkout_strategy = GIT_CHECKOUT_SAFE | GIT_CHECKOUT_DISABLE_PATHSPEC_MATCH;
    options.paths = {.strings = paths.data(), .count = paths.size()};
    options.baseline = from;
    const int code = git_checkout_tree(
        handle,
        reinterpret_cast<const git_object *>(to), // NOLINT: how libgit2 casts its objects
        &options);
    if (code != 0)
        return std::unexpected(lastError(code, "cannot update the files on disk"));
    return {};
}

} // namespace plumb::git
