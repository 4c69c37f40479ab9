// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/source/artifactsource.h"
#include "core/source/chartsource.h"
#include "core/source/contentcache.h"
#include "core/source/remembered.h"
#include "core/source/sourceconnection.h"

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace plumb::source {

struct SourceStoreOptions
{
    std::string cacheFolder; ///< Made when it is not there.
    Network network = Network::On;
    http::ClientOptions http = {};
    /// Docker's config.json of the user, whose logins and helpers are asked where a registry wants
    /// to know who it is and the source does not say; may be empty.
    std::string dockerConfigFile = {};
    std::uint64_t maximumCacheSize = 2u << 30;
    /// What time it is, for signatures that are good for minutes.
    std::function<std::chrono::sys_seconds()> now = [] {
        return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    };
    /// How long an index, a list of tags and what a range or tag means is not asked for again.
    std::chrono::milliseconds freshFor = std::chrono::minutes(5);
};

/// Charts and artifacts from repositories and registries, through one cache on disk.
///
/// A complete version that was fetched before is taken from there without asking anybody, as
/// source-controller keeps a chart of the same name and version; a range or a tag is looked up
/// again. Without network the last answer serves.
class SourceStore final : public ChartSource, public ArtifactSource
{
public:
    explicit SourceStore(SourceStoreOptions options);
    ~SourceStore() override;
    SourceStore(const SourceStore &) = delete;
    SourceStore &operator=(const SourceStore &) = delete;

    Result<ChartArtifact> chart(const ChartRequest &request, const Run &run) override;
    Result<std::vector<std::string>> versions(const ChartRequest &request, const Run &run) override;

    Result<FetchedArtifact> artifact(const flux::Source &source, const std::vector<Object> &secrets,
                                     const Run &run) override;

private:
    struct Followed;

    Result<std::shared_ptr<SourceConnection>> connection(const flux::Source &source,
                                                         const std::vector<Object> &secrets);
    Result<ChartArtifact> fetchChart(const ChartRequest &request, SourceConnection &connection,
                                     const Run &run);
    Result<ChartArtifact> chartOfIndex(const ChartRequest &request, SourceConnection &connection,
                                       const Run &run);
    Result<ChartArtifact> archiveOf(const HttpRepository &repository, const ChartVersion &version,
                                    SourceConnection &connection, const Run &run);
    Result<ChartArtifact> chartOfRegistry(const ChartRequest &request, SourceConnection &connection,
                                          const Run &run);
    Result<ChartArtifact> chartOfArtifact(const flux::Source &source, SourceConnection &connection,
                                          const Run &run);
    Result<FetchedArtifact> fetchArtifact(const flux::Source &source, SourceConnection &connection,
                                          const Run &run);
    Result<FetchedArtifact> bucketArtifact(const flux::Source &source, SourceConnection &connection,
                                           const Run &run);
    Result<ChartArtifact> chartOfBucket(const ChartRequest &request, SourceConnection &connection,
                                        const Run &run);
    Result<Followed> follow(const flux::Source &source, SourceConnection &connection,
                            const Run &run);
    Result<std::vector<std::string>> tags(const SourceConnection &connection,
                                          RegistryRepository &repository, const Run &run);
    Result<std::shared_ptr<const ChartIndex>>
    index(const SourceConnection &connection, const HttpRepository &repository, const Run &run);
    Result<std::vector<std::string>> fetchVersions(const ChartRequest &request,
                                                   SourceConnection &connection, const Run &run);
    std::optional<ChartArtifact> kept(const std::string &key) const;
    Result<std::optional<oci::Credential>> userLogin(const oci::Repository &repository,
                                                     const Run &run) const;

    const SourceStoreOptions m_options;
    const http::ClientOptions m_http;
    const ContentCache m_cache;
    http::Client m_client;
    const UserLogin m_userLogin;
    Remembered<std::shared_ptr<const ChartIndex>> m_indexes;
    Remembered<std::vector<std::string>> m_tags;
    Remembered<ChartArtifact> m_charts;
    Remembered<FetchedArtifact> m_artifacts;

    std::mutex m_lock; // guards what follows
    std::map<std::string, std::shared_ptr<SourceConnection>> m_connections;
};

} // namespace plumb::source
