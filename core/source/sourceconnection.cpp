// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/source/sourceconnection.h"

#include "core/crypto/sha256.h"
#include "core/yaml/json.h"

namespace plumb::source {

namespace {

bool isSet(const flux::Source &source, std::string_view field)
{
    const yaml::Value *const value = source.object().fields().find({"spec", field});
    return value && value->asBool().value_or(false);
}

bool isOnThisMachine(const oci::Repository &repository)
{
    const Result<http::Url> url = http::Url::parse("https://" + repository.host());
    return url && url->isLoopback();
}

} // namespace

Result<std::shared_ptr<SourceConnection>> SourceConnection::open(const flux::Source &source,
                                                                 const std::vector<Object> &secrets,
                                                                 const SharedAccess &shared)
{
    SourceAccess access = PLUMB_TRY(accessOf(source, secrets));
    return std::shared_ptr<SourceConnection>(
        new SourceConnection(source, idOf(source, secrets), std::move(access), shared));
}

std::string SourceConnection::idOf(const flux::Source &source, const std::vector<Object> &secrets)
{
    std::string text = yaml::toJson(source.object().fields());
    for (const Object &secret : secrets)
        text += yaml::toJson(secret.fields());
    return crypto::sha256Hex(text);
}

SourceConnection::SourceConnection(const flux::Source &source, std::string id, SourceAccess access,
                                   const SharedAccess &shared)
    : m_id(std::move(id))
    , m_url(source.url())
    , m_isRegistry(m_url.starts_with("oci://"))
    , m_isInsecure(isSet(source, "insecure"))
    , m_passesLogin(isSet(source, "passCredentials"))
    , m_source(source)
    , m_access(std::move(access))
    , m_shared(shared)
{
    http::Tls tls = m_access.tls;
    // As source-controller has it, and for this kind alone.
    const bool hasCertificates = tls != http::Tls{};
    if (m_isInsecure && source.kind() == "OCIRepository" && !hasCertificates)
        tls.isVerified = false;
    if (tls == http::Tls{} && m_access.proxy.empty())
        return;
    http::ClientOptions options = shared.options;
    options.tls = std::move(tls);
    if (!m_access.proxy.empty())
        options.proxy = m_access.proxy;
    m_ownClient = std::make_unique<http::Client>(std::move(options));
}

Result<HttpRepository> SourceConnection::httpRepository() const
{
    return HttpRepository::open({.url = m_url,
                                 .login = m_access.login,
                                 .passesLogin = m_passesLogin,
                                 .network = m_shared.network},
                                client(), m_shared.cache);
}

Result<Bucket> SourceConnection::bucket() const
{
    const auto text = [this](std::string_view field) {
        return std::string(m_source.object().fields().textAt({"spec", field}));
    };
    const std::string provider = text("provider");
    if (!provider.empty() && provider != "generic" && provider != "aws") {
        return std::unexpected(
            Error(ErrorCode::Unsupported, "buckets of the provider '" + provider
                                              + "' are not read; a folder can stand in for it"));
    }
    Bucket::Options options{.url = (m_isInsecure ? "http://" : "https://") + m_url,
                            .prefix = text("prefix"),
                            .key = m_access.storeKey,
                            .network = m_shared.network,
                            .now = m_shared.now};
    if (const std::string region = text("region"); options.key && !region.empty())
        options.key->region = region;
    return Bucket::open(std::move(options), client(), m_shared.cache);
}

oci::Access SourceConnection::registryAccess(const oci::Repository &repository) const
{
    const bool isOfUser = !m_isInsecure || isOnThisMachine(repository);
    return {.transport = m_isInsecure ? oci::Transport::Insecure : oci::Transport::Encrypted,
            .credential = [this, repository, isOfUser](bool isPrivate, const Run &run)
                -> Result<std::optional<oci::Credential>> {
                if (m_access.dockerConfig) {
                    if (auto known = m_access.dockerConfig->find(repository))
                        return known;
                }
                if (m_access.login)
                    return m_access.login;
                // What belongs to the user, and not to the fleet, goes over no open line.
                if (!isPrivate || !isOfUser || !m_shared.userLogin)
                    return std::nullopt;
                return m_shared.userLogin(repository, run);
            }};
}

Result<std::shared_ptr<RegistryRepository>> SourceConnection::repository(const std::string &url)
{
    const oci::Repository parsed = PLUMB_TRY(oci::Repository::parse(url));
    const std::lock_guard guard(m_lock);
    std::shared_ptr<RegistryRepository> &known = m_repositories[parsed.toString()];
    if (!known)
        known = std::make_shared<RegistryRepository>(parsed, registryAccess(parsed),
                                                     m_shared.network, client(), m_shared.cache);
    return known;
}

Error SourceConnection::explained(const Error &error) const
{
    if (error.code() != ErrorCode::Unauthorized || m_access.missing.empty())
        return error;
    return {error.code(), error.description() + "; git does not have the Secret '"
                              + m_access.missing + "' of the source in clear"};
}

} // namespace plumb::source
