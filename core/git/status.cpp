// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/git/status.h"

#include "core/git/handle.h"

#include <algorithm>

namespace plumb::git {

namespace {

Change stagedChange(unsigned flags)
{
    if (flags & GIT_STATUS_CONFLICTED)
        return Change::Conflicted;
    if (flags & GIT_STATUS_INDEX_NEW)
        return Change::Added;
    if (flags & GIT_STATUS_INDEX_DELETED)
        return Change::Deleted;
    if (flags & GIT_STATUS_INDEX_TYPECHANGE)
        return Change::TypeChanged;
    return flags & GIT_STATUS_INDEX_MODIFIED ? Change::Modified : Change::None;
}

Change unstagedChange(unsigned flags)
{
    if (flags & GIT_STATUS_CONFLICTED)
        return Change::Conflicted;
    if (flags & GIT_STATUS_WT_NEW)
        return Change::Added;
    if (flags & GIT_STATUS_WT_DELETED)
        return Change::Deleted;
    if (flags & GIT_STATUS_WT_TYPECHANGE)
        return Change::TypeChanged;
    // What cannot be read is not known to be as in the index.
    return flags & (GIT_STATUS_WT_MODIFIED | GIT_STATUS_WT_UNREADABLE) ? Change::Modified
                                                                       : Change::None;
}

std::string pathOf(const git_status_entry &entry)
{
    const git_diff_delta *delta =
        entry.index_to_workdir ? entry.index_to_workdir : entry.head_to_index;
    return delta->new_file.path ? delta->new_file.path : delta->old_file.path;
}

} // namespace

Result<std::vector<StatusEntry>> status(const Repository &repository, const Run &run)
{
    const RepositoryHandle handle = PLUMB_TRY(openHandle(repository));
    git_status_options options = GIT_STATUS_OPTIONS_INIT;
    options.show =
        repository.isBare() ? GIT_STATUS_SHOW_INDEX_ONLY : GIT_STATUS_SHOW_INDEX_AND_WORKDIR;
    options.flags = GIT_STATUS_OPT_INCLUDE_UNTRACKED | GIT_STATUS_OPT_RECURSE_UNTRACKED_DIRS;
    StatusListHandle list;
    if (const int code = make(list, git_status_list_new, handle.get(), &options); code != 0)
        return std::unexpected(lastError(code, "cannot compare the files with the index"));

    std::vector<StatusEntry> entries;
    const std::size_t count = git_status_list_entrycount(list.get());
    for (std::size_t i = 0; i < count; ++i) {
        const git_status_entry *entry = git_status_byindex(list.get(), i);
        std::string path = pathOf(*entry);
        if (path.ends_with('/')) // a repository inside of this one
            path.pop_back();
        PLUMB_TRY(run.checkpoint({.stage = Stage::Fetching,
                                  .done = static_cast<int>(i),
                                  .total = static_cast<int>(count),
                                  .subject = path}));
        const unsigned flags = entry->status;
        entries.push_back({.path = PLUMB_TRY(files::TreePath::parse(path)),
                           .staged = stagedChange(flags),
                           .unstaged = unstagedChange(flags)});
    }
    std::ranges::sort(entries, {}, &StatusEntry::path);
    return entries;
}

} // namespace plumb::git
