// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/run.h"
#include "core/git/credentials.h"
#include "core/http/client.h"
#include "core/kustomize/loader.h"

#include <chrono>
#include <map>
#include <memory>
#include <mutex>
#include <string>

namespace plumb::source {

/// Where remote bases and files are kept on disk, and how they are fetched.
struct RemoteOptions
{
    std::string cacheFolder;  ///< Made when it is not there.
    bool isOffline = false;   ///< Only what is in the cache.
    bool allowsLocal = false; ///< Whether file:// addresses of this machine may be read.
    git::Credentials credentials = {};
    http::ClientOptions http = {};
    std::uint64_t maximumCacheSize = 2u << 30;
};

/// What kustomizations refer to in other repositories and on the web, each fetched once in the life
/// of the store and kept on disk for the next one. Without network the last one that was fetched
/// serves. Safe to use from any thread; several that want the same wait for one fetch.
class RemoteStore
{
public:
    explicit RemoteStore(RemoteOptions options);
    ~RemoteStore();
    RemoteStore(const RemoteStore &) = delete;
    RemoteStore &operator=(const RemoteStore &) = delete;

    Result<kustomize::RemoteFolder> folder(const std::string &url, const Run &run);
    Result<files::Bytes> file(const std::string &url, const Run &run);

private:
    struct Entry;

    std::shared_ptr<Entry> entry(const std::string &name);
    Result<std::shared_ptr<const files::FileTree>>
    fetchTree(const std::string &cloneUrl, const std::string &revision, const Run &run);
    Result<files::Bytes> download(const std::string &url, const Run &run);
    Result<files::Bytes> get(const std::string &url, const Run &run);

    RemoteOptions m_options;
    std::unique_ptr<http::Client> m_client;
    std::mutex m_lock;
    std::map<std::string, std::shared_ptr<Entry>> m_entries;
};

/// A store as kustomize sees it during one run.
class RemoteBases final : public kustomize::RemoteResolver
{
public:
    RemoteBases(RemoteStore &store, const Run &run)
        : m_store(store)
        , m_run(run)
    {
    }

    Result<kustomize::RemoteFolder> folder(const std::string &url) override
    {
        return m_store.folder(url, m_run);
    }
    Result<files::Bytes> file(const std::string &url) override { return m_store.file(url, m_run); }

private:
    RemoteStore &m_store;
    const Run &m_run;
};

} // namespace plumb::source
