// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/git/revisionfetch.h"

#include "core/git/handle.h"
#include "core/git/remotesession.h"

#include <algorithm>

namespace plumb::git {

namespace {

/// Ends a transfer that has become too large; everything else goes to the session.
struct BoundedTransfer
{
    git_remote_callbacks session;
    std::uint64_t maximumSize;
    bool isTooLarge = false;

    git_remote_callbacks callbacks()
    {
        git_remote_callbacks all = session;
        all.payload = this;
        all.credentials = [](git_credential **out, const char *url, const char *user,
                             unsigned allowed, void *self) {
            const git_remote_callbacks &to = static_cast<BoundedTransfer *>(self)->session;
            return to.credentials(out, url, user, allowed, to.payload);
        };
        if (session.certificate_check) {
            all.certificate_check = [](git_cert *certificate, int isValid, const char *host,
                                       void *self) {
                const git_remote_callbacks &to = static_cast<BoundedTransfer *>(self)->session;
                return to.certificate_check(certificate, isValid, host, to.payload);
            };
        }
        all.sideband_progress = [](const char *text, int length, void *self) {
            const git_remote_callbacks &to = static_cast<BoundedTransfer *>(self)->session;
            return to.sideband_progress(text, length, to.payload);
        };
        all.transfer_progress = [](const git_indexer_progress *progress, void *self) {
            auto &transfer = *static_cast<BoundedTransfer *>(self);
            transfer.isTooLarge = progress->received_bytes > transfer.maximumSize;
            return transfer.isTooLarge
                       ? static_cast<int>(GIT_EUSER)
                       : transfer.session.transfer_progress(progress, transfer.session.payload);
        };
        all.push_transfer_progress = nullptr;
        all.push_update_reference = nullptr;
        return all;
    }
};

bool isCommitId(const std::string &text)
{
    return Oid::parse(text).has_value();
}

// A reference of our own for each revision, so that what was fetched is kept and found again.
std::string keptAs(const std::string &revision)
{
    std::string name = "refs/plumbline/";
    constexpr std::string_view digits = "0123456789abcdef";
    for (const char c : revision.empty() ? std::string("HEAD") : revision) {
        const auto byte = static_cast<unsigned char>(c);
        name += digits[byte >> 4];
        name += digits[byte & 15];
    }
    return name;
}

bool isLocal(const std::string &url)
{
    return url.starts_with("file://") || url.starts_with('/');
}

Result<RepositoryHandle> openOrMake(const std::string &directory)
{
    startLibrary();
    RepositoryHandle handle;
    if (make(handle, git_repository_open_bare, directory.c_str()) == 0)
        return handle;
    const int code = make(handle, git_repository_init, directory.c_str(), 1u);
    if (code != 0)
        return std::unexpected(lastError(code, "cannot make '" + directory + "'"));
    return handle;
}

Result<std::string> nameAtRemote(git_remote *remote, const RevisionRequest &request,
                                 const std::string &publicUrl)
{
    const git_remote_head **heads = nullptr;
    std::size_t count = 0;
    if (const int code = git_remote_ls(&heads, &count, remote); code != 0)
        return std::unexpected(lastError(code, "cannot list what '" + publicUrl + "' has"));
    const std::string &revision = request.revision;
    const auto has = [&](const std::string &name) {
        return std::any_of(heads, heads + count,
                           [&name](const git_remote_head *head) { return name == head->name; });
    };
    if (revision.empty() && has("HEAD"))
        return "HEAD";
    for (const std::string_view folder : {"refs/tags/", "refs/heads/", ""}) {
        if (!revision.empty() && has(std::string(folder) + revision))
            return std::string(folder) + revision;
    }
    if (isCommitId(revision))
        return revision;
    return std::unexpected(
        Error(ErrorCode::NotFound,
              revision.empty()
                  ? "'" + publicUrl + "' has no default branch"
                  : "'" + publicUrl + "' has neither a branch nor a tag '" + revision + "'"));
}

Result<Oid> commitAt(git_repository *handle, const std::string &name)
{
    ObjectHandle found;
    ObjectHandle commit;
    int code = make(found, git_revparse_single, handle, name.c_str());
    if (code == 0)
        code = make(commit, git_object_peel, found.get(), GIT_OBJECT_COMMIT);
    if (code != 0)
        return std::unexpected(lastError(code, "the revision was not fetched"));
    return fromGit(*git_object_id(commit.get()));
}

} // namespace

Result<Oid> fetchedRevision(const std::string &directory, const RevisionRequest &request)
{
    startLibrary();
    RepositoryHandle handle;
    if (const int code = make(handle, git_repository_open_bare, directory.c_str()); code != 0)
        return std::unexpected(Error(ErrorCode::NotFound, "it was never fetched"));
    if (isCommitId(request.revision))
        return commitAt(handle.get(), request.revision);
    return commitAt(handle.get(), keptAs(request.revision));
}

Result<Oid> fetchRevision(const std::string &directory, const RevisionRequest &request,
                          const Credentials &credentials, const Run &run)
{
    RemoteSession session(request.url, credentials, run);
    PLUMB_TRY(session.checkUrl());
    const RepositoryHandle handle = PLUMB_TRY(openOrMake(directory));
    RemoteHandle remote;
    int code = make(remote, git_remote_create_anonymous, handle.get(), request.url.c_str());
    const std::string doing = "cannot fetch from '" + session.publicUrl() + "'";
    PLUMB_TRY(session.finish(code, doing));

    BoundedTransfer transfer{.session = session.callbacks(), .maximumSize = request.maximumSize};
    git_fetch_options options = GIT_FETCH_OPTIONS_INIT;
    options.callbacks = transfer.callbacks();
    options.proxy_opts.type = GIT_PROXY_AUTO;
    options.download_tags = GIT_REMOTE_DOWNLOAD_TAGS_NONE;
    options.update_fetchhead = 0;
    options.depth = isLocal(request.url) ? GIT_FETCH_DEPTH_FULL : 1;
    code = git_remote_connect(remote.get(), GIT_DIRECTION_FETCH, &options.callbacks,
                              &options.proxy_opts, nullptr);
    PLUMB_TRY(session.finish(code, doing));
    const std::string name = PLUMB_TRY(nameAtRemote(remote.get(), request, session.publicUrl()));

    const auto fetchAs = [&](const std::string &from, const std::string &to) -> Result<> {
        std::string refspec = '+' + from + ':' + to;
        char *specs[] = {refspec.data()};
        const git_strarray array = {.strings = specs, .count = 1};
        const int fetched = git_remote_fetch(remote.get(), &array, &options, nullptr);
        if (transfer.isTooLarge)
            return std::unexpected(Error(ErrorCode::LimitExceeded,
                                         doing + ": it sends more than "
                                             + std::to_string(request.maximumSize >> 20) + " MiB"));
        return session.finish(fetched, doing);
    };
    const Result<> fetched = fetchAs(name, keptAs(request.revision));
    if (!fetched
        && (name != request.revision || fetched.error().code() == ErrorCode::Cancelled
            || fetched.error().code() == ErrorCode::LimitExceeded))
        return std::unexpected(fetched.error());
    if (fetched)
        return commitAt(handle.get(), keptAs(request.revision));
    // A server may give out only what a branch or tag leads to.
    options.depth = GIT_FETCH_DEPTH_FULL;
    PLUMB_TRY(fetchAs("refs/*", "refs/plumbline/all/*"));
    return commitAt(handle.get(), request.revision);
}

} // namespace plumb::git
