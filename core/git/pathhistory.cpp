// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/git/pathhistory.h"

#include <algorithm>

namespace plumb::git {

namespace {

constexpr std::size_t maximumKnown = 200'000;
constexpr std::size_t renameLimit = 400;

} // namespace

Result<PathState> PathHistory::stateOf(const Oid &tree, const files::TreePath &path)
{
    if (path.isRoot())
        return PathState{.id = tree, .mode = 0040000};
    return below(tree, path.text());
}

Result<PathState> PathHistory::below(const Oid &tree, std::string_view path)
{
    const auto end = std::min(path.find('/'), path.size());
    const std::string_view name = path.substr(0, end);
    const std::string_view rest = path.substr(std::min(end + 1, path.size()));
    PathState found;
    {
        const StoredObject object = PLUMB_TRY(m_objects->read(tree, GIT_OBJECT_TREE));
        for (std::string_view bytes = object.bytes(); const auto item = takeTreeItem(bytes);) {
            if (item->name != name)
                continue;
            found = {.id = item->id, .mode = item->mode};
            break;
        }
    }
    if (rest.empty() || !found.exists())
        return found;
    if (found.mode != 0040000)
        return PathState();
    auto &known = m_known[std::string(rest)];
    if (const auto hit = known.find(found.id); hit != known.end())
        return hit->second;
    const PathState deeper = PLUMB_TRY(below(found.id, rest));
    if (known.size() >= maximumKnown)
        known.clear();
    known.emplace(found.id, deeper);
    return deeper;
}

Result<std::optional<files::TreePath>> nameBefore(git_repository *handle, const Oid &before,
                                                  const Oid &after, const files::TreePath &path)
{
    const git_oid oldId = toGit(before);
    const git_oid newId = toGit(after);
    TreeHandle oldTree;
    TreeHandle newTree;
    DiffHandle diff;
    git_diff_options options = GIT_DIFF_OPTIONS_INIT;
    options.flags = GIT_DIFF_SKIP_BINARY_CHECK;
    int code = make(oldTree, git_tree_lookup, handle, &oldId);
    if (code == 0)
        code = make(newTree, git_tree_lookup, handle, &newId);
    if (code == 0)
        code = make(diff, git_diff_tree_to_tree, handle, oldTree.get(), newTree.get(), &options);
    git_diff_find_options find = GIT_DIFF_FIND_OPTIONS_INIT;
    find.flags = GIT_DIFF_FIND_RENAMES;
    find.rename_limit = renameLimit;
    if (code == 0)
        code = git_diff_find_similar(diff.get(), &find);
    if (code != 0)
        return std::unexpected(lastError(code, "cannot look for renames of '" + path.text() + "'"));
    const std::size_t count = git_diff_num_deltas(diff.get());
    for (std::size_t i = 0; i < count; ++i) {
        const git_diff_delta *delta = git_diff_get_delta(diff.get(), i);
        if (delta->status == GIT_DELTA_RENAMED && path.text() == delta->new_file.path)
            return PLUMB_TRY(files::TreePath::parse(delta->old_file.path));
    }
    return std::nullopt;
}

} // namespace plumb::git
