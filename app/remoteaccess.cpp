// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "app/remoteaccess.h"

#include "app/console.h"

namespace plumb::ctl {

namespace {

std::string cacheFolder()
{
    std::string base = environmentVariable("XDG_CACHE_HOME");
    if (!base.starts_with('/'))
        base = environmentVariable("HOME") + "/.cache";
    return base + "/plumbline/remotes";
}

source::RemoteOptions options(bool isOffline)
{
    source::RemoteOptions options{.cacheFolder = cacheFolder(), .isOffline = isOffline};
    options.http.proxy = environmentVariable("https_proxy");
    options.http.noProxy = environmentVariable("no_proxy");
    options.http.retry.attempts = 2; // somebody waits
    return options;
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

} // namespace plumb::ctl
