// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/source/bucket.h"
#include "core/source/httprepository.h"
#include "core/source/registryrepository.h"
#include "core/source/sourceaccess.h"

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

namespace plumb::source {

/// The login that the user has for a registry.
using UserLogin =
    std::function<Result<std::optional<oci::Credential>>(const oci::Repository &, const Run &)>;

/// What all sources share.
struct SharedAccess
{
    const ContentCache &cache;
    http::Client &client;
    const http::ClientOptions &options;
    Network network;
    const UserLogin &userLogin;
    const std::function<std::chrono::sys_seconds()> &now;
};

/// One source of a fleet with what its Secrets say: where to ask, and as whom. Safe to use from any
/// thread.
class SourceConnection
{
public:
    static Result<std::shared_ptr<SourceConnection>> open(const flux::Source &source,
                                                          const std::vector<Object> &secrets,
                                                          const SharedAccess &shared);

    /// The same for a source with the same Secrets.
    static std::string idOf(const flux::Source &source, const std::vector<Object> &secrets);
    const std::string &id() const { return m_id; }
    const std::string &url() const { return m_url; }

    /// Whether the source is a registry, or charts in one.
    bool isRegistry() const { return m_isRegistry; }

    /// The chart repository of a HelmRepository that is no registry.
    Result<HttpRepository> httpRepository() const;
    /// The bucket of a Bucket; Unsupported for those that do not speak S3.
    Result<Bucket> bucket() const;
    /// The repository in the registry at an address, "oci://host/name".
    Result<std::shared_ptr<RegistryRepository>> repository(const std::string &url);

    /// A refusal, with what is known about the Secrets that were not at hand.
    Error explained(const Error &error) const;

private:
    SourceConnection(const flux::Source &source, std::string id, SourceAccess access,
                     const SharedAccess &shared);

    oci::Access registryAccess(const oci::Repository &repository) const;
    http::Client &client() const { return m_ownClient ? *m_ownClient : m_shared.client; }

    const std::string m_id;
    const std::string m_url;
    const bool m_isRegistry;
    const bool m_isInsecure;
    const bool m_passesLogin;
    const flux::Source m_source;
    const SourceAccess m_access;
    const SharedAccess m_shared;
    std::unique_ptr<http::Client> m_ownClient; ///< Where TLS or proxy are others than usual.

    std::mutex m_lock; // guards what follows
    std::map<std::string, std::shared_ptr<RegistryRepository>> m_repositories;
};

} // namespace plumb::source
