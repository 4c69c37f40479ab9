// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/git/commitrange.h"

#include "core/git/handle.h"

namespace plumb::git {

namespace {

using WalkHandle = Handle<git_revwalk, git_revwalk_free>;

Result<> start(git_revwalk *walk, const git_oid &from, const git_oid &to)
{
    int code = git_revwalk_sorting(walk, GIT_SORT_TOPOLOGICAL | GIT_SORT_TIME);
    if (code == 0)
        code = git_revwalk_push(walk, &to);
    if (code == 0)
        code = git_revwalk_hide(walk, &from);
    if (code != 0)
        return std::unexpected(lastError(code, "cannot list the commits between two commits"));
    return {};
}

} // namespace

Result<CommitRange> commitsBetween(const Repository &repository, const Oid &from, const Oid &to,
                                   std::size_t limit, const Run &run)
{
    PLUMB_TRY(repository.commit(from));
    PLUMB_TRY(repository.commit(to));
    const RepositoryHandle handle = PLUMB_TRY(openHandle(repository));
    const git_oid older = toGit(from);
    const git_oid newer = toGit(to);
    CommitRange range;
    int code = git_graph_ahead_behind(&range.count, &range.behind, handle.get(), &newer, &older);
    WalkHandle walk;
    if (code == 0)
        code = make(walk, git_revwalk_new, handle.get());
    if (code != 0)
        return std::unexpected(lastError(code, "cannot compare two commits"));
    PLUMB_TRY(start(walk.get(), older, newer));
    git_oid next;
    while (range.commits.size() < limit) {
        PLUMB_TRY(run.checkpoint({}));
        code = git_revwalk_next(&next, walk.get());
        if (code == GIT_ITEROVER)
            break;
        if (code != 0)
            return std::unexpected(lastError(code, "cannot list the commits between two commits"));
        range.commits.push_back(PLUMB_TRY(repository.commit(fromGit(next))));
    }
    return range;
}

} // namespace plumb::git
