// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/cluster/connection.h"

#include "core/cluster/apistatus.h"
#include "core/cluster/textfile.h"

namespace plumb::cluster {

namespace {

// A request of an administrator's tool may carry many objects, but not all memory.
constexpr std::uint64_t maximumResponse = 256u << 20;

std::unexpected<Error> wrong(std::string message, const SourcePosition &where)
{
    return std::unexpected(Error(ErrorCode::InvalidInput, std::move(message), where));
}

/// A header's name may not hold everything that a user may call an extra field.
std::string percentEncoded(std::string_view text)
{
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string encoded;
    for (const char c : text) {
        const bool isPlain =
            (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_';
        const auto byte = static_cast<unsigned char>(c);
        if (isPlain)
            encoded += c;
        else if (c >= 'A' && c <= 'Z')
            encoded += static_cast<char>(c - 'A' + 'a');
        else
            (encoded += '%') += {digits[byte >> 4], digits[byte & 15]};
    }
    return encoded;
}

void addImpersonation(http::Headers &headers, const Impersonation &as)
{
    if (as.user.empty())
        return;
    headers.emplace_back("Impersonate-User", as.user);
    if (!as.uid.empty())
        headers.emplace_back("Impersonate-Uid", as.uid);
    for (const std::string &group : as.groups)
        headers.emplace_back("Impersonate-Group", group);
    for (const auto &[key, value] : as.extra)
        headers.emplace_back("Impersonate-Extra-" + percentEncoded(key), value);
}

} // namespace

Connection::Connection(ContextEntry context, ClusterEntry cluster, UserEntry user, double perSecond)
    : m_context(std::move(context))
    , m_cluster(std::move(cluster))
    , m_user(std::move(user))
    , m_budget(perSecond)
{
}

Result<std::unique_ptr<Connection>> Connection::open(const Kubeconfig &config,
                                                     std::string_view context,
                                                     const Surroundings &surroundings)
{
    ContextEntry entry = PLUMB_TRY(config.context(context));
    const ClusterEntry *cluster = config.cluster(entry.cluster);
    if (!cluster) {
        return wrong("the context '" + entry.name + "' names the cluster '" + entry.cluster
                         + "', which the kubeconfig does not have",
                     entry.where);
    }
    const UserEntry *user = config.user(entry.user);
    if (!user && !entry.user.empty()) {
        return wrong("the context '" + entry.name + "' names the user '" + entry.user
                         + "', which the kubeconfig does not have",
                     entry.where);
    }
    const UserEntry nobody = {.name = "", .where = entry.where};
    std::unique_ptr<Connection> connection(new Connection(
        std::move(entry), *cluster, user ? *user : nobody, surroundings.requestsPerSecond));
    PLUMB_TRY(connection->prepare(surroundings));
    return connection;
}

Result<> Connection::prepare(const Surroundings &surroundings)
{
    const bool isSecure = m_cluster.server.starts_with("https://");
    if (!isSecure && !m_cluster.server.starts_with("http://")) {
        return wrong("the cluster '" + m_cluster.name + "' has no http or https URL as its server",
                     m_cluster.where);
    }
    if (m_cluster.isInsecure && !m_cluster.authority.empty()) {
        return wrong("the cluster '" + m_cluster.name
                         + "' has both a certificate authority and 'insecure-skip-tls-verify'",
                     m_cluster.where);
    }
    if (m_cluster.isInsecure || !isSecure) {
        m_diagnostics.push_back(
            {.severity = Severity::Warning,
             .code = "insecure-cluster",
             .message = "whether '" + m_cluster.name + "' is the right server is not verified",
             .where = m_cluster.where});
    }
    m_authenticator = PLUMB_TRY(Authenticator::create(m_user, m_cluster, surroundings));

    m_options.tls.serverName = m_cluster.tlsServerName;
    m_options.tls.isVerified = !m_cluster.isInsecure;
    m_options.tls.authorities = m_cluster.authority.text;
    if (m_options.tls.authorities.empty() && !m_cluster.authority.file.empty()) {
        m_options.tls.authorities = PLUMB_TRY(
            within("reading the certificate authority of the cluster '" + m_cluster.name + "'",
                   readTextFile(m_cluster.authority.file)));
    }
    m_options.proxy = m_cluster.proxyUrl;
    if (m_options.proxy.empty()) {
        for (const std::string_view name :
             {isSecure ? "HTTPS_PROXY" : "HTTP_PROXY", isSecure ? "https_proxy" : "http_proxy"}) {
            if (m_options.proxy.empty())
                m_options.proxy = std::string(surroundings.variable(name));
        }
        m_options.noProxy = std::string(surroundings.variable("NO_PROXY"));
        if (m_options.noProxy.empty())
            m_options.noProxy = std::string(surroundings.variable("no_proxy"));
    }
    m_options.retry.seed = surroundings.seed;
    m_options.isCompressed = m_cluster.isCompressed;
    return {};
}

Result<http::Response> Connection::get(std::string_view path, std::string_view accept,
                                       const std::stop_token &stop)
{
    return send({.path = std::string(path), .accept = std::string(accept)}, stop);
}

Result<http::Response> Connection::send(const ApiRequest &wanted, const std::stop_token &stop)
{
    for (bool isRepeated = false;; isRepeated = true) {
        const Credential credential = PLUMB_TRY(m_authenticator->current(stop));
        const auto client = PLUMB_TRY(clientFor(credential));
        PLUMB_TRY(m_budget.wait(stop));
        http::Response response = PLUMB_TRY(client->send(request(wanted, credential), stop));
        if (response.isSuccess())
            return response;
        const bool mayRepeat = response.status == 401 && !isRepeated
                               && m_authenticator->refused(credential.generation);
        if (!mayRepeat)
            return std::unexpected(refusal(response, credential.isAnonymous()));
    }
}

Result<std::shared_ptr<http::Client>> Connection::clientFor(const Credential &credential)
{
    const std::lock_guard lock(m_mutex);
    // Open connections have shown the old certificate.
    if (m_client && m_certificate == credential.certificate)
        return m_client;
    m_client = std::make_shared<http::Client>(optionsFor(credential));
    m_certificate = credential.certificate;
    return m_client;
}

http::ClientOptions Connection::optionsFor(const Credential &credential) const
{
    http::ClientOptions options = m_options;
    options.tls.certificate = credential.certificate;
    options.tls.key = credential.key;
    return options;
}

Result<Connection::Prepared> Connection::prepared(const ApiRequest &wanted,
                                                  const std::stop_token &stop)
{
    const Credential credential = PLUMB_TRY(m_authenticator->current(stop));
    return Prepared{.request = request(wanted, credential),
                    .options = std::make_shared<const http::ClientOptions>(optionsFor(credential)),
                    .credential = credential.generation,
                    .isAnonymous = credential.isAnonymous()};
}

bool Connection::refused(const Prepared &prepared)
{
    return m_authenticator->refused(prepared.credential);
}

http::Request Connection::request(const ApiRequest &wanted, const Credential &credential) const
{
    http::Request request = {.method = wanted.method,
                             .url = m_cluster.server + wanted.path,
                             .headers = {{"Accept", wanted.accept}},
                             .body = wanted.body,
                             .maximumSize = maximumResponse};
    if (!wanted.contentType.empty())
        request.headers.emplace_back("Content-Type", wanted.contentType);
    // As kubectl does: no password or token crosses the network in the clear.
    if (!credential.authorization.empty() && m_cluster.server.starts_with("https://"))
        request.headers.emplace_back("Authorization", credential.authorization);
    addImpersonation(request.headers, m_user.impersonation);
    return request;
}

Error Connection::refusal(const http::Response &response, bool isAnonymous) const
{
    Error error = errorOf(response);
    if (response.status != 401 && !(response.status == 403 && isAnonymous))
        return error;
    std::string message;
    if (m_user.name.empty()) {
        message = "the context '" + m_context.name + "' names no user and the server wants one";
    } else if (isAnonymous) {
        message =
            m_user.describe() + " has no credentials; add a token, a client certificate or 'exec'";
    } else {
        message = "the server does not accept the credentials of " + m_user.describe()
                  + (m_user.exec ? "; sign in again with '" + m_user.exec->command + "'"
                                 : "; they may have expired: renew them in that entry");
    }
    return Error(ErrorCode::Unauthorized, std::move(message)).within(error.message());
}

} // namespace plumb::cluster
