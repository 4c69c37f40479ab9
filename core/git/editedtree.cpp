// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/git/editedtree.h"

namespace plumb::git {

using files::TreePath;

namespace {

Error notEditable(const TreePath &path, std::string_view why)
{
    return Error(ErrorCode::InvalidInput, "cannot edit '" + path.text() + "': " + std::string(why));
}

/// Refuses a path that leads through something other than directories.
Result<> checkParents(git_tree *tree, const TreePath &path)
{
    for (TreePath above = path.parent(); !above.isRoot(); above = above.parent()) {
        const auto entry = PLUMB_TRY(entryAt(tree, above));
        if (entry && entry->filemode != GIT_FILEMODE_TREE)
            return std::unexpected(notEditable(path, "'" + above.text() + "' is not a directory"));
    }
    return {};
}

Result<git_tree_update> updateFor(git_repository *handle, git_tree *base, const TreePath &path,
                                  const std::optional<std::string> &content)
{
    PLUMB_TRY(checkParents(base, path));
    const std::optional<git_tree_update> before = PLUMB_TRY(entryAt(base, path));
    git_tree_update update = {.action = GIT_TREE_UPDATE_REMOVE,
                              .id = {},
                              .filemode = GIT_FILEMODE_BLOB,
                              .path = path.text().c_str()};
    if (!content) {
        if (!before)
            return std::unexpected(notEditable(path, "it is to be removed, but is not there"));
        return update;
    }
    update.action = GIT_TREE_UPDATE_UPSERT;
    if (before) {
        if (before->filemode == GIT_FILEMODE_LINK)
            return std::unexpected(notEditable(path, "it is a link, edit what it points to"));
        if (before->filemode != GIT_FILEMODE_BLOB
            && before->filemode != GIT_FILEMODE_BLOB_EXECUTABLE) {
            return std::unexpected(notEditable(path, "it is a directory"));
        }
        update.filemode = before->filemode;
    }
    const int code =
        git_blob_create_from_buffer(&update.id, handle, content->data(), content->size());
    if (code != 0)
        return std::unexpected(lastError(code, "cannot store '" + path.text() + "'"));
    return update;
}

} // namespace

Result<std::optional<git_tree_update>> entryAt(git_tree *tree, const TreePath &path)
{
    using Entry = Handle<git_tree_entry, git_tree_entry_free>;
    Entry entry;
    const int code = make(entry, git_tree_entry_bypath, tree, path.text().c_str());
    if (code == GIT_ENOTFOUND)
        return std::nullopt;
    if (code != 0)
        return std::unexpected(lastError(code, "cannot look up '" + path.text() + "'"));
    return git_tree_update{.action = GIT_TREE_UPDATE_UPSERT,
                           .id = *git_tree_entry_id(entry.get()),
                           .filemode = git_tree_entry_filemode(entry.get()),
                           .path = path.text().c_str()};
}

Result<Oid> writeEditedTree(git_repository *handle, git_tree *base, const files::Edits &edits)
{
    std::vector<git_tree_update> updates;
    for (const auto &[path, content] : edits) {
        if (path.isRoot())
            return std::unexpected(notEditable(path, "it is the root"));
        if (('/' + path.text() + '/').find("/.git/") != std::string::npos)
            return std::unexpected(notEditable(path, "'.git' is not content"));
        updates.push_back(PLUMB_TRY(updateFor(handle, base, path, content)));
    }
    git_oid tree = {};
    const int code = git_tree_create_updated(&tree, handle, base, updates.size(), updates.data());
    if (code != 0)
        return std::unexpected(lastError(code, "cannot write the edited tree"));
    if (git_oid_equal(&tree, git_tree_id(base)))
        return std::unexpected(Error(ErrorCode::InvalidInput, "the edits change nothing"));
    return fromGit(tree);
}

} // namespace plumb::git
