// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/git/remote.h"

#include "core/git/remotesession.h"

namespace plumb::git {

namespace {

struct StringArray
{
    git_strarray array = {};

    StringArray() = default;
    StringArray(const StringArray &) = delete;
    StringArray &operator=(const StringArray &) = delete;
    ~StringArray() { git_strarray_dispose(&array); }
};

Result<RemoteHandle> lookUp(git_repository *handle, const std::string &name)
{
    RemoteHandle remote;
    const int code = make(remote, git_remote_lookup, handle, name.c_str());
    if (code == GIT_ENOTFOUND)
        return std::unexpected(Error(ErrorCode::NotFound, "there is no remote '" + name + "'"));
    if (code != 0)
        return std::unexpected(lastError(code, "cannot look up the remote '" + name + "'"));
    return remote;
}

std::string urlOf(git_remote *remote)
{
    const char *url = git_remote_url(remote);
    return url ? url : "";
}

// NOLINTNEXTLINE(readability-function-size): the parameters are libgit2's
int stopCheckout(git_checkout_notify_t, const char *, const git_diff_file *, const git_diff_file *,
                 const git_diff_file *, void *payload)
{
    return static_cast<const RemoteSession *>(payload)->isStopped() ? GIT_EUSER : 0;
}

/// Gives a branch that has no upstream the one it was pushed to.
Result<> rememberUpstream(git_repository *handle, const std::string &remote,
                          const std::string &branch)
{
    ReferenceHandle reference;
    ReferenceHandle upstream;
    int code = make(reference, git_branch_lookup, handle, branch.c_str(), GIT_BRANCH_LOCAL);
    if (code == 0 && make(upstream, git_branch_upstream, reference.get()) == GIT_ENOTFOUND)
        code = git_branch_set_upstream(reference.get(), (remote + '/' + branch).c_str());
    // A remote that fetches nothing has no branch to name.
    if (code != 0 && code != GIT_ENOTFOUND)
        return std::unexpected(lastError(code, "cannot set the upstream of '" + branch + "'"));
    return {};
}

} // namespace

Result<std::vector<Remote>> remotes(const Repository &repository)
{
    const RepositoryHandle handle = PLUMB_TRY(openHandle(repository));
    StringArray names;
    if (const int code = git_remote_list(&names.array, handle.get()); code != 0)
        return std::unexpected(lastError(code, "cannot list the remotes"));
    std::vector<Remote> remotes;
    for (std::size_t i = 0; i < names.array.count; ++i) {
        const std::string name = names.array.strings[i];
        const RemoteHandle remote = PLUMB_TRY(lookUp(handle.get(), name));
        remotes.push_back({.name = name, .url = urlOf(remote.get())});
    }
    return remotes;
}

Result<Repository> clone(const std::string &url, const std::string &directory,
                         const Credentials &credentials, const Run &run)
{
    RemoteSession session(url, credentials, run);
    PLUMB_TRY(session.checkUrl());
    git_clone_options options = GIT_CLONE_OPTIONS_INIT;
    options.fetch_opts.callbacks = session.callbacks();
    options.fetch_opts.proxy_opts.type = GIT_PROXY_AUTO;
    options.checkout_opts.notify_flags = GIT_CHECKOUT_NOTIFY_UPDATED;
    options.checkout_opts.notify_cb = stopCheckout;
    options.checkout_opts.notify_payload = &session;
    {
        RepositoryHandle handle;
        const int code = make(handle, git_clone, url.c_str(), directory.c_str(), &options);
        PLUMB_TRY(session.finish(code, "cannot clone '" + session.publicUrl() + "'"));
    }
    return Repository::open(directory);
}

Result<> fetch(const Repository &repository, const std::string &remote,
               const Credentials &credentials, const Run &run)
{
    const RepositoryHandle handle = PLUMB_TRY(openHandle(repository));
    const RemoteHandle found = PLUMB_TRY(lookUp(handle.get(), remote));
    RemoteSession session(urlOf(found.get()), credentials, run);
    PLUMB_TRY(session.checkUrl());
    git_fetch_options options = GIT_FETCH_OPTIONS_INIT;
    options.callbacks = session.callbacks();
    options.proxy_opts.type = GIT_PROXY_AUTO;
    options.prune = GIT_FETCH_PRUNE;
    const int code = git_remote_fetch(found.get(), nullptr, &options, nullptr);
    return session.finish(code, "cannot fetch from '" + session.publicUrl() + "'");
}

Result<> push(const Repository &repository, const std::string &remote, const std::string &branch,
              const Credentials &credentials, const Run &run)
{
    const RepositoryHandle handle = PLUMB_TRY(openHandle(repository));
    const RemoteHandle found = PLUMB_TRY(lookUp(handle.get(), remote));
    RemoteSession session(urlOf(found.get()), credentials, run);
    PLUMB_TRY(session.checkUrl());
    git_push_options options = GIT_PUSH_OPTIONS_INIT;
    options.callbacks = session.callbacks();
    options.proxy_opts.type = GIT_PROXY_AUTO;
    std::string refspec = "refs/heads/" + branch + ":refs/heads/" + branch;
    char *specs[] = {refspec.data()};
    const git_strarray array = {.strings = specs, .count = 1};
    const int code = git_remote_push(found.get(), &array, &options);
    const std::string doing = "cannot push '" + branch + "' to '" + session.publicUrl() + "'";
    if (code == GIT_ENONFASTFORWARD) {
        return std::unexpected(
            Error(ErrorCode::Conflict, doing
                                           + ": it has commits that you have not; fetch and merge "
                                             "or rebase first"));
    }
    PLUMB_TRY(session.finish(code, doing));
    return rememberUpstream(handle.get(), remote, branch);
}

} // namespace plumb::git
