// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/source/remotestore.h"

#include "core/git/revisionfetch.h"
#include "core/http/follow.h"
#include "core/kustomize/remoteurl.h"
#include "core/source/remotecache.h"

#include <filesystem>
#include <optional>

namespace plumb::source {

namespace {

using Clock = std::chrono::steady_clock;

// A host that could not be reached is not asked again at every build.
constexpr auto patience = std::chrono::minutes(1);

template<typename T>
bool isStillGood(const std::optional<Result<T>> &result, Clock::time_point at)
{
    return result && (*result || Clock::now() - at < patience);
}

Error offline(const std::string &url, const Error &reason)
{
    return {ErrorCode::Unreachable, "'" + url + "' is not in the cache (" + reason.message()
                                        + "), and this build works offline; build once with the "
                                          "network, or keep a copy in the repository"};
}

bool isOnThisMachine(const std::string &url)
{
    return url.starts_with("file://") || url.starts_with('/');
}

// Only an answer of the remote is an answer: a missing branch is not made up from the cache.
bool mayServeFromCache(const Error &error)
{
    return error.code() == ErrorCode::Unreachable || error.code() == ErrorCode::ArtifactFailed;
}

} // namespace

struct RemoteStore::Entry
{
    std::mutex lock;
    Clock::time_point at = {};
    std::optional<Result<std::shared_ptr<const files::FileTree>>> tree = {};
    std::optional<Result<files::Bytes>> file = {};
};

RemoteStore::RemoteStore(RemoteOptions options)
    : m_options(std::move(options))
    , m_client(std::make_unique<http::Client>(m_options.http))
{
}

RemoteStore::~RemoteStore() = default;

std::shared_ptr<RemoteStore::Entry> RemoteStore::entry(const std::string &name)
{
    const std::lock_guard guard(m_lock);
    if (m_entries.empty()) {
        for (const char *kind : {"/git", "/files"}) {
            std::error_code ignored;
            std::filesystem::create_directories(m_options.cacheFolder + kind, ignored);
            shrinkCache(m_options.cacheFolder + kind, m_options.maximumCacheSize);
        }
    }
    std::shared_ptr<Entry> &known = m_entries[name];
    if (!known)
        known = std::make_shared<Entry>();
    return known;
}

Result<kustomize::RemoteFolder> RemoteStore::folder(const std::string &url, const Run &run)
{
    const auto remote = kustomize::RemoteUrl::parse(url);
    if (!remote)
        return std::unexpected(
            Error(ErrorCode::InvalidInput, "'" + url + "' is not the address of a repository"));
    const std::string cloneUrl = remote->cloneUrl();
    const std::shared_ptr<Entry> known = entry(cloneUrl + '\n' + remote->ref);
    const std::lock_guard guard(known->lock);
    if (!isStillGood(known->tree, known->at)) {
        auto fetched = fetchTree(cloneUrl, remote->ref, run);
        if (!fetched && fetched.error().code() == ErrorCode::Cancelled)
            return std::unexpected(fetched.error());
        known->tree = std::move(fetched);
        known->at = Clock::now();
    }
    const auto tree = PLUMB_TRY(within("fetching '" + url + '\'', *known->tree));
    return kustomize::RemoteFolder{
        .tree = tree, .directory = PLUMB_TRY(files::TreePath::parse(remote->directory))};
}

Result<std::shared_ptr<const files::FileTree>>
RemoteStore::fetchTree(const std::string &cloneUrl, const std::string &revision, const Run &run)
{
    const bool isLocal = isOnThisMachine(cloneUrl);
    if (isLocal && !m_options.allowsLocal)
        return std::unexpected(Error(ErrorCode::InvalidInput,
                                     "it leads to another folder of this machine, which builds "
                                     "of a fleet do not read"));
    const std::string place = cachePlace(m_options.cacheFolder + "/git", cloneUrl);
    const git::RevisionRequest request{.url = cloneUrl, .revision = revision};
    Result<git::Oid> commit = git::fetchedRevision(place, request);
    const bool isFixed = commit && git::Oid::parse(revision);
    if (m_options.isOffline && !isLocal && !commit)
        return std::unexpected(offline(cloneUrl, commit.error()));
    if (!isFixed && (!m_options.isOffline || isLocal)) {
        Result<git::Oid> fetched = git::fetchRevision(place, request, m_options.credentials, run);
        if (fetched || !commit || !mayServeFromCache(fetched.error()))
            commit = std::move(fetched);
    }
    const git::Oid id = PLUMB_TRY(std::move(commit));
    return PLUMB_TRY(git::Repository::open(place)).treeAt(id);
}

Result<files::Bytes> RemoteStore::file(const std::string &url, const Run &run)
{
    const std::shared_ptr<Entry> known = entry("file " + url);
    const std::lock_guard guard(known->lock);
    if (!isStillGood(known->file, known->at)) {
        auto fetched = download(url, run);
        if (!fetched && fetched.error().code() == ErrorCode::Cancelled)
            return fetched;
        known->file = std::move(fetched);
        known->at = Clock::now();
    }
    return *known->file;
}

Result<files::Bytes> RemoteStore::download(const std::string &url, const Run &run)
{
    const std::string place = cachePlace(m_options.cacheFolder + "/files", url);
    Result<std::string> kept = readWhole(place);
    if (m_options.isOffline) {
        if (!kept)
            return std::unexpected(offline(url, kept.error()));
        return std::make_shared<const std::string>(*std::move(kept));
    }
    Result<files::Bytes> fetched = get(url, run);
    if (fetched) {
        PLUMB_TRY(writeWhole(place, **fetched));
        return fetched;
    }
    if (kept && mayServeFromCache(fetched.error()))
        return std::make_shared<const std::string>(*std::move(kept));
    return fetched;
}

Result<files::Bytes> RemoteStore::get(const std::string &url, const Run &run)
{
    PLUMB_TRY(run.checkpoint({.stage = Stage::Fetching, .subject = url}));
    http::Request request{.url = url};
    request.maximumSize = files::FileTree::maximumFileSize;
    http::Response response = PLUMB_TRY(http::follow(*m_client, request, {}, run.stop));
    if (!response.isSuccess())
        return std::unexpected(http::refusal(url, response));
    return std::make_shared<const std::string>(std::move(response.body));
}

} // namespace plumb::source
