// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/git/worktreefiles.h"

#include "core/git/diskfiles.h"

#include <git2/sys/repository.h>

#include <cerrno>
#include <fcntl.h>
#include <system_error>
#include <unistd.h>

namespace plumb::git {

using files::TreePath;

namespace {

using FilterListHandle = Handle<git_filter_list, git_filter_list_free>;

Error cannot(const std::string &what, const TreePath &path)
{
    return Error(errno == EACCES || errno == EPERM || errno == EROFS ? ErrorCode::Unauthorized
                                                                     : ErrorCode::ArtifactFailed,
                 "cannot " + what + " '" + path.text()
                     + "': " + std::generic_category().message(errno));
}

std::optional<FileState> stateOf(const git_diff_file &file)
{
    if (file.mode == GIT_FILEMODE_UNREADABLE)
        return std::nullopt;
    return FileState{.id = fromGit(file.id), .mode = file.mode};
}

/// The folder of a path, reached without following a link on the way.
Result<std::optional<files::Descriptor>> folderOf(git_repository *handle, const TreePath &path,
                                                  MissingFolder missing)
{
    const Result<std::optional<files::Descriptor>> root =
        openFolder(AT_FDCWD, git_repository_workdir(handle), MissingFolder::Nothing);
    if (!root)
        return std::unexpected(root.error());
    if (!*root)
        return std::nullopt;
    return openFolder((*root)->number(), path.parent().text(), missing);
}

/// Whether a path on disk is as one of the trees has it.
struct OnDisk
{
    bool isAbsent = false;
    Oid id = {}; ///< Null for what is no ordinary file.
    struct stat status = {};

    bool is(const std::optional<FileState> &state) const
    {
        return state ? !isAbsent && id == state->id : isAbsent;
    }
};

Result<OnDisk> onDisk(git_repository *handle, const TreePath &path)
{
    OnDisk found;
    const auto folder = PLUMB_TRY(folderOf(handle, path, MissingFolder::Nothing));
    const std::string name(path.name());
    if (!folder
        || ::fstatat(folder->number(), name.c_str(), &found.status, AT_SYMLINK_NOFOLLOW) != 0) {
        found.isAbsent = true;
        return found;
    }
    if (!S_ISREG(found.status.st_mode))
        return found;
    git_oid id = {};
    const std::string full = git_repository_workdir(handle) + path.text();
    const int code = git_repository_hashfile(&id, handle, full.c_str(), GIT_OBJECT_BLOB, nullptr);
    if (code != 0)
        return std::unexpected(lastError(code, "cannot read '" + path.text() + "'"));
    found.id = fromGit(id);
    return found;
}

/// Whether a path is the same in HEAD, in the index and on disk.
Result<bool> isUnchanged(git_repository *handle, const TreePath &path)
{
    unsigned flags = 0;
    const int code = git_status_file(&flags, handle, path.text().c_str());
    if (code == GIT_ENOTFOUND) {
        const Result<OnDisk> found = onDisk(handle, path);
        return found && found->isAbsent;
    }
    // Ambiguous means that it is a directory on disk.
    if (code == GIT_EAMBIGUOUS)
        return false;
    if (code != 0)
        return std::unexpected(lastError(code, "cannot compare '" + path.text() + "'"));
    return flags == GIT_STATUS_CURRENT;
}

/// Removes the folders that have become empty.
void removeEmptied(git_repository *handle, const TreePath &path)
{
    for (TreePath folder = path.parent(); !folder.isRoot(); folder = folder.parent()) {
        const auto above = folderOf(handle, folder, MissingFolder::Nothing);
        if (!above || !*above
            || ::unlinkat((*above)->number(), std::string(folder.name()).c_str(), AT_REMOVEDIR)
                   != 0)
            return;
    }
}

/// A copy of the index that takes every entry of its last second for one that may have changed
/// since, as git does, which does not look at parts of a second.
Result<> copyIndex(const std::string &from, const std::string &to)
{
    struct stat status = {};
    if (::stat(from.c_str(), &status) != 0)
        return {}; // no index yet
    PLUMB_TRY(copyFile(from, to, 0666));
    const timespec whole = {.tv_sec = status.st_mtim.tv_sec, .tv_nsec = 0};
    const timespec times[] = {whole, whole};
    ::utimensat(AT_FDCWD, to.c_str(), times, 0);
    return {};
}

void fillStatus(git_index_entry &entry, const struct stat &status)
{
    entry.ctime = {.seconds = static_cast<std::int32_t>(status.st_ctim.tv_sec),
                   .nanoseconds = static_cast<std::uint32_t>(status.st_ctim.tv_nsec)};
    entry.mtime = {.seconds = static_cast<std::int32_t>(status.st_mtim.tv_sec),
                   .nanoseconds = static_cast<std::uint32_t>(status.st_mtim.tv_nsec)};
    entry.dev = static_cast<std::uint32_t>(status.st_dev);
    entry.ino = static_cast<std::uint32_t>(status.st_ino);
    entry.uid = status.st_uid;
    entry.gid = status.st_gid;
    entry.file_size = static_cast<std::uint32_t>(status.st_size);
}

mode_t permissionsOf(const FileState &file)
{
    return file.mode == GIT_FILEMODE_BLOB_EXECUTABLE ? 0777 : 0666;
}

} // namespace

Result<std::vector<FileMove>> filesBetween(git_repository *handle, git_tree *from, git_tree *to)
{
    git_diff_options options = GIT_DIFF_OPTIONS_INIT;
    options.flags = GIT_DIFF_INCLUDE_TYPECHANGE | GIT_DIFF_SKIP_BINARY_CHECK;
    DiffHandle diff;
    const int code = make(diff, git_diff_tree_to_tree, handle, from, to, &options);
    if (code != 0)
        return std::unexpected(lastError(code, "cannot compare two commits"));
    std::vector<FileMove> moves;
    for (std::size_t i = 0; i < git_diff_num_deltas(diff.get()); ++i) {
        const git_diff_delta *delta = git_diff_get_delta(diff.get(), i);
        moves.push_back({.path = PLUMB_TRY(TreePath::parse(delta->new_file.path)),
                         .before = stateOf(delta->old_file),
                         .after = stateOf(delta->new_file)});
    }
    return moves;
}

Result<> requireUnchanged(git_repository *handle, const std::vector<FileMove> &moves)
{
    std::string changed;
    for (const FileMove &move : moves) {
        if (PLUMB_TRY(isUnchanged(handle, move.path)))
            continue;
        if (!changed.empty())
            changed += ", ";
        changed += '\'' + move.path.text() + '\'';
    }
    if (!changed.empty()) {
        return std::unexpected(
            Error(ErrorCode::Conflict, "there are local changes in " + changed
                                           + "; commit, stash or discard them first"));
    }
    return {};
}

std::string FilePlacement::stagedName(std::size_t index) const
{
    return m_staging + '/' + std::to_string(index);
}

Result<> FilePlacement::stage() const
{
    for (std::size_t i = 0; i < m_moves.size(); ++i)
        PLUMB_TRY(stageFile(i));
    return {};
}

Result<> FilePlacement::stageFile(std::size_t index) const
{
    const FileMove &move = m_moves[index];
    const auto folder = PLUMB_TRY(
        folderOf(m_handle, move.path, move.after ? MissingFolder::Make : MissingFolder::Nothing));
    if (folder && ::faccessat(folder->number(), ".", W_OK | X_OK, 0) != 0)
        return std::unexpected(cannot("write in the folder of", move.path));
    if (!move.after)
        return {};
    if (!folder)
        return std::unexpected(cannot("reach", move.path));
    if (move.after->mode != GIT_FILEMODE_BLOB && move.after->mode != GIT_FILEMODE_BLOB_EXECUTABLE) {
        return std::unexpected(
            Error(ErrorCode::Unsupported, "'" + move.path.text() + "' is no ordinary file"));
    }
    const git_oid id = toGit(move.after->id);
    BlobHandle blob;
    FilterListHandle filters;
    Buffer content;
    int code = make(blob, git_blob_lookup, m_handle, &id);
    if (code == 0) {
        code = make(filters, git_filter_list_load, m_handle, blob.get(), move.path.text().c_str(),
                    GIT_FILTER_TO_WORKTREE, std::uint32_t{GIT_FILTER_DEFAULT});
    }
    if (code == 0)
        code = git_filter_list_apply_to_blob(&content.buffer, filters.get(), blob.get());
    if (code != 0)
        return std::unexpected(lastError(code, "cannot write '" + move.path.text() + "'"));
    const mode_t mode = permissionsOf(*move.after);
    return writeFile(stagedName(index), {content.buffer.ptr, content.buffer.size}, mode);
}

Result<> FilePlacement::place() const
{
    for (std::size_t i = 0; i < m_moves.size(); ++i)
        PLUMB_TRY(placeFile(i));
    return {};
}

Result<> FilePlacement::placeFile(std::size_t index) const
{
    const FileMove &move = m_moves[index];
    const OnDisk found = PLUMB_TRY(onDisk(m_handle, move.path));
    // Whatever else is there was put there in the meantime, and is not ours to replace.
    if (found.is(move.after) || !found.is(move.before))
        return {};
    const auto folder = PLUMB_TRY(folderOf(m_handle, move.path, MissingFolder::Make));
    if (!folder)
        return std::unexpected(cannot("reach", move.path));
    const std::string name(move.path.name());
    if (!move.after) {
        if (::unlinkat(folder->number(), name.c_str(), 0) != 0 && errno != ENOENT)
            return std::unexpected(cannot("remove", move.path));
        removeEmptied(m_handle, move.path);
        return {};
    }
    if (::renameat(AT_FDCWD, stagedName(index).c_str(), folder->number(), name.c_str()) == 0)
        return {};
    if (errno != EXDEV)
        return std::unexpected(cannot("replace", move.path));
    // The git directory of a linked work tree can be on another disk.
    const std::string aside = git_repository_workdir(m_handle) + move.path.text() + ".plumbline";
    const mode_t mode = permissionsOf(*move.after);
    PLUMB_TRY(copyFile(stagedName(index), aside, mode));
    if (::renameat(AT_FDCWD, aside.c_str(), folder->number(), name.c_str()) != 0)
        return std::unexpected(cannot("replace", move.path));
    return {};
}

Result<> FilePlacement::updateIndex() const
{
    const std::string place = std::string(git_repository_path(m_handle)) + "index";
    const std::string staged = m_staging + "/index";
    PLUMB_TRY(copyIndex(place, staged));
    IndexHandle index;
    int code = make(index, git_index_open, staged.c_str());
    // Makes it compare with the files those entries that may have changed unnoticed.
    if (code == 0)
        code = git_repository_set_index(m_handle, index.get());
    if (code != 0)
        return std::unexpected(lastError(code, "cannot read the index"));
    for (const FileMove &move : m_moves)
        PLUMB_TRY(updateEntry(index.get(), move));
    if (code = git_index_write(index.get()); code != 0)
        return std::unexpected(lastError(code, "cannot write the index"));
    if (::rename(staged.c_str(), place.c_str()) != 0)
        return std::unexpected(Error(ErrorCode::ArtifactFailed, "cannot replace '" + place + "'"));
    return {};
}

Result<> FilePlacement::updateEntry(git_index *index, const FileMove &move) const
{
    const char *path = move.path.text().c_str();
    std::optional<FileState> known;
    if (const git_index_entry *entry = git_index_get_bypath(index, path, 0))
        known = FileState{.id = fromGit(entry->id), .mode = entry->mode};
    // Staged in the meantime, or in conflict: the user's own.
    if (known != move.before && known != move.after)
        return {};
    int code = 0;
    if (move.after) {
        git_index_entry entry = {};
        entry.mode = move.after->mode;
        entry.id = toGit(move.after->id);
        entry.path = path;
        const OnDisk found = PLUMB_TRY(onDisk(m_handle, move.path));
        if (found.is(move.after))
            fillStatus(entry, found.status);
        code = git_index_add(index, &entry);
    } else if (known) {
        code = git_index_remove(index, path, 0);
    }
    if (code != 0)
        return std::unexpected(lastError(code, "cannot update the index"));
    return {};
}

} // namespace plumb::git
