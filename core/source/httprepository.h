// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/http/client.h"
#include "core/http/url.h"
#include "core/oci/credential.h"
#include "core/source/chartindex.h"
#include "core/source/contentcache.h"
#include "core/source/download.h"

#include <memory>
#include <optional>
#include <string>

namespace plumb::source {

/// Whether the network may be used.
enum class Network : bool { Off, On };

/// A chart repository served over HTTP: an index.yaml and archives.
class HttpRepository
{
public:
    struct Options
    {
        std::string url;
        std::optional<oci::Credential> login = {};
        bool passesLogin = false; ///< Also to other hosts that the index leads to.
        Network network = Network::On;
    };

    /// InvalidInput when the address is none. The client and the cache must outlive this.
    static Result<HttpRepository> open(Options options, http::Client &client,
                                       const ContentCache &cache);

    /// The index; asked for again only if the server says that it has changed. Without network, or
    /// while the server is out of order, the last one that was fetched.
    Result<std::shared_ptr<const ChartIndex>> index(const Run &run) const;

    /// Where an entry's archive is.
    Result<http::Url> archiveOf(const ChartVersion &version) const;
    /// The archive at that place; @p digest may be empty. Unreachable when it is not in the cache
    /// and there is no network.
    Result<Downloaded> archive(const http::Url &place, const std::string &digest,
                               const Run &run) const;

    /// "https://example.com/charts/", as source-controller writes it.
    std::string url() const { return m_base.toString(); }

private:
    HttpRepository(Options options, http::Url base, http::Client &client,
                   const ContentCache &cache);

    Result<files::Bytes> indexBytes(const Run &run) const;
    Result<files::Bytes> fetchIndex(const std::optional<ContentCache::Note> &known,
                                    const Run &run) const;
    http::Headers confidential(const http::Url &place) const;

    Options m_options;
    http::Url m_base;
    http::Url m_index;
    http::Client *m_client;
    const ContentCache *m_cache;
};

/// Unreachable: that is not in the cache, and nothing may be fetched.
Error offlineError(const std::string &what);

/// Whether a failure says nothing about what the server has, so that what was fetched before is
/// the better answer.
bool isOutOfOrder(const Error &error);

} // namespace plumb::source
