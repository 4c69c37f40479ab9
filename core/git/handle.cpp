// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/git/handle.h"

#include "core/git/remote.h"

#include <algorithm>

namespace plumb::git {

namespace {

ErrorCode meaningOf(int code, int errorClass)
{
    switch (code) {
    case GIT_ENOTFOUND: return ErrorCode::NotFound;
    case GIT_EEXISTS:
    case GIT_ECONFLICT:
    case GIT_EMODIFIED:
    case GIT_ELOCKED:
    case GIT_EUNCOMMITTED:
    case GIT_ENONFASTFORWARD: return ErrorCode::Conflict;
    case GIT_EAUTH:
    case GIT_EOWNER:
    case GIT_ECERTIFICATE: return ErrorCode::Unauthorized;
    case GIT_EUSER: return ErrorCode::Cancelled;
    case GIT_TIMEOUT: return ErrorCode::Unreachable;
    case GIT_EINVALIDSPEC:
    case GIT_EAMBIGUOUS:
    case GIT_EINVALID:
    case GIT_EPEEL:
    case GIT_EBAREREPO:
    case GIT_EDIRECTORY: return ErrorCode::InvalidInput;
    default: break;
    }
    const bool isNetwork = errorClass == GIT_ERROR_NET || errorClass == GIT_ERROR_SSL
                           || errorClass == GIT_ERROR_SSH || errorClass == GIT_ERROR_HTTP;
    return isNetwork ? ErrorCode::Unreachable : ErrorCode::ArtifactFailed;
}

/// libgit2 starts sentences with a capital now and then and may end them with a line break.
std::string tidied(std::string message)
{
    while (!message.empty() && (message.back() == '\n' || message.back() == '.'))
        message.pop_back();
    std::ranges::replace(message, '\n', ' ');
    return message;
}

/// Trusts the authorities that git's configuration names, as git does.
void trustConfiguredAuthorities()
{
    ConfigHandle config;
    Buffer path;
    if (make(config, git_config_open_default) == 0
        && git_config_get_path(&path.buffer, config.get(), "http.sslcainfo") == 0)
        git_libgit2_opts(GIT_OPT_SET_SSL_CERT_LOCATIONS, path.text().c_str(), nullptr);
}

} // namespace

void startLibrary()
{
    static const int started = [] {
        const int count = git_libgit2_init();
        git_libgit2_opts(GIT_OPT_SET_SERVER_CONNECT_TIMEOUT, 15'000);
        git_libgit2_opts(GIT_OPT_SET_SERVER_TIMEOUT, 60'000);
        // As git itself, trusts the names of the objects that are in the local store already;
        // hashing each one again makes reading a history several times slower.
        git_libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, 0);
        trustConfiguredAuthorities();
        return count;
    }();
    static_cast<void>(started);
}

Error lastError(int code, std::string doing)
{
    const git_error *details = git_error_last();
    const int errorClass = details ? details->klass : GIT_ERROR_NONE;
    if (code == GIT_EUSER)
        return Error(ErrorCode::Cancelled, "cancelled");
    std::string message = std::move(doing);
    if (details && errorClass != GIT_ERROR_NONE && details->message)
        message += ": " + tidied(details->message);
    return Error(meaningOf(code, errorClass), std::move(message));
}

void trustAuthorities(const std::string &file)
{
    startLibrary();
    git_libgit2_opts(GIT_OPT_SET_SSL_CERT_LOCATIONS, file.c_str(), nullptr);
}

std::string expandedPath(const std::string &path)
{
    startLibrary();
    Buffer expanded;
    return git_config_parse_path(&expanded.buffer, path.c_str()) == 0 ? expanded.text() : path;
}

Result<RepositoryHandle> openHandle(const Repository &repository)
{
    startLibrary();
    constexpr unsigned flags = GIT_REPOSITORY_OPEN_NO_SEARCH | GIT_REPOSITORY_OPEN_NO_DOTGIT;
    RepositoryHandle handle;
    const int code =
        make(handle, git_repository_open_ext, repository.gitDirectory().c_str(), flags, nullptr);
    if (code != 0)
        return std::unexpected(
            lastError(code, "cannot open the repository '" + repository.gitDirectory() + "'"));
    return handle;
}

Oid fromGit(const git_oid &id)
{
    Oid::Bytes bytes;
    std::ranges::copy_n(id.id, static_cast<std::ptrdiff_t>(bytes.size()), bytes.begin());
    return Oid(bytes);
}

git_oid toGit(const Oid &id)
{
    git_oid raw = {};
    std::ranges::copy(id.bytes(), raw.id);
    return raw;
}

Result<TreeHandle> treeOf(git_repository *handle, const Oid &commit)
{
    const git_oid id = toGit(commit);
    CommitHandle found;
    TreeHandle tree;
    int code = make(found, git_commit_lookup, handle, &id);
    if (code == 0)
        code = make(tree, git_commit_tree, found.get());
    if (code != 0)
        return std::unexpected(lastError(code, "cannot read commit " + commit.text()));
    return tree;
}

} // namespace plumb::git
