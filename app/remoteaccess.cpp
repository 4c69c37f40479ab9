// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "app/remoteaccess.h"

#include "app/console.h"

namespace plumb::ctl {

namespace {

std::string cacheFolder(const char *name)
{
    std::string base = environmentVariable("XDG_CACHE_HOME");
    if (!base.starts_with('/'))
        base = environmentVariable("HOME") + "/.cache";
    return base + "/plumbline/" + name;
}

http::ClientOptions httpOptions()
{
    return {.proxy = environmentVariable("https_proxy"),
            .noProxy = environmentVariable("no_proxy"),
            .retry = {.attempts = 2}}; // somebody waits
}

source::RemoteOptions options(bool isOffline)
{
    return {.cacheFolder = cacheFolder("remotes"), .isOffline = isOffline, .http = httpOptions()};
}

std::string dockerConfigFile()
{
    const std::string folder = environmentVariable("DOCKER_CONFIG");
    return (folder.empty() ? environmentVariable("HOME") + "/.docker" : folder) + "/config.json";
}

/// A store for one command.
class OwnRemotes final : public kustomize::RemoteResolver
{
public:
    explicit OwnRemotes(source::RemoteOptions options)
        : m_store(std::move(options))
        , m_bases(m_store, m_run)
    {
    }

    Result<kustomize::RemoteFolder> folder(const std::string &url) override
    {
        return m_bases.folder(url);
    }
    Result<files::Bytes> file(const std::string &url) override { return m_bases.file(url); }

private:
    const Run m_run;
    source::RemoteStore m_store;
    source::RemoteBases m_bases;
};

} // namespace

RemoteAccess remoteAccess()
{
    return {.make = [](bool isOffline) -> std::unique_ptr<kustomize::RemoteResolver> {
        source::RemoteOptions forOnePath = options(isOffline);
        forOnePath.allowsLocal = true; // as kustomize does: the caller chose the path
        return std::make_unique<OwnRemotes>(std::move(forOnePath));
    }};
}

std::shared_ptr<source::RemoteStore> remoteStore(bool isOffline)
{
    return std::make_shared<source::RemoteStore>(options(isOffline));
}

std::shared_ptr<source::SourceStore> sourceStore(bool isOffline)
{
    return std::make_shared<source::SourceStore>(source::SourceStoreOptions{
        .cacheFolder = cacheFolder("sources"),
        .network = isOffline ? source::Network::Off : source::Network::On,
        .http = httpOptions(),
        .dockerConfigFile = dockerConfigFile()});
}

} // namespace plumb::ctl
