// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/source/sourceaccess.h"

#include "core/http/url.h"
#include "core/yaml/base64.h"

#include <algorithm>

namespace plumb::source {

namespace {

constexpr std::string_view dockerConfigType = "kubernetes.io/dockerconfigjson";

/// The values of one Secret.
class SecretValues
{
public:
    explicit SecretValues(const Object &secret)
        : m_secret(secret)
    {
    }

    /// The value of the first key that is there and not encrypted; "" for none.
    std::string first(std::initializer_list<std::string_view> keys) const
    {
        for (const std::string_view key : keys) {
            if (std::string value = valueOf(key); !value.empty())
                return value;
        }
        return {};
    }

    std::string_view type() const { return m_secret.fields().textAt({"type"}); }
    std::string name() const { return std::string(m_secret.name()); }

private:
    std::string valueOf(std::string_view key) const
    {
        std::string value(m_secret.fields().textAt({"stringData", key}));
        if (value.empty())
            value = yaml::decodeBase64(m_secret.fields().textAt({"data", key})).value_or("");
        return value.starts_with("ENC[") ? std::string() : value;
    }

    const Object &m_secret;
};

/// Collects what the Secrets of one source say.
class Reader
{
public:
    Reader(const flux::Source &source, const std::vector<Object> &secrets)
        : m_source(source)
        , m_secrets(secrets)
    {
    }

    Result<SourceAccess> read()
    {
        // In this order: certificates of certSecretRef come before old ones of secretRef.
        if (const auto certificates = secret("certSecretRef"))
            PLUMB_TRY(readTls(*certificates));
        if (const auto login = secret("secretRef"))
            PLUMB_TRY(readLogin(*login));
        if (const auto proxy = secret("proxySecretRef"))
            PLUMB_TRY(readProxy(*proxy));
        return std::move(m_access);
    }

private:
    std::optional<SecretValues> secret(std::string_view field);
    Result<> readTls(const SecretValues &secret);
    Result<> readLogin(const SecretValues &secret);
    Result<> readProxy(const SecretValues &secret);

    const flux::Source &m_source;
    const std::vector<Object> &m_secrets;
    SourceAccess m_access;
};

std::optional<SecretValues> Reader::secret(std::string_view field)
{
    const std::string_view name = m_source.object().fields().textAt({"spec", field, "name"});
    if (name.empty())
        return std::nullopt;
    const auto found = std::ranges::find_if(m_secrets, [&](const Object &secret) {
        return secret.kind() == "Secret" && secret.name() == name
               && (secret.namespaceName().empty()
                   || secret.namespaceName() == m_source.object().namespaceName());
    });
    if (found != m_secrets.end())
        return SecretValues(*found);
    m_access.missing.append(m_access.missing.empty() ? "" : ", ").append(name);
    return std::nullopt;
}

Result<> Reader::readTls(const SecretValues &secret)
{
    http::Tls &tls = m_access.tls;
    tls.authorities = secret.first({"ca.crt", "caFile"});
    tls.certificate = secret.first({"tls.crt", "certFile"});
    tls.key = secret.first({"tls.key", "keyFile"});
    tls.keepsSystem = true; // source-controller adds them to the system's
    if (tls.certificate.empty() == tls.key.empty())
        return {};
    return std::unexpected(
        Error(ErrorCode::InvalidInput,
              "the Secret '" + secret.name() + "' needs both 'tls.crt' and 'tls.key', or neither"));
}

Result<> Reader::readLogin(const SecretValues &secret)
{
    if (m_access.tls == http::Tls{})
        PLUMB_TRY(readTls(secret));
    if (secret.type() == dockerConfigType) {
        m_access.dockerConfig = PLUMB_TRY(oci::DockerConfig::parse(
            secret.first({".dockerconfigjson"}), "the Secret " + secret.name()));
        return {};
    }
    ObjectStoreKey key{.id = secret.first({"accesskey"}), .secret = secret.first({"secretkey"})};
    if (key.id.empty() != key.secret.empty()) {
        return std::unexpected(
            Error(ErrorCode::InvalidInput,
                  "the Secret '" + secret.name() + "' needs both 'accesskey' and 'secretkey'"));
    }
    if (!key.id.empty())
        m_access.storeKey = std::move(key);
    oci::Credential login{.user = secret.first({"username"}), .secret = secret.first({"password"})};
    if (login.user.empty() != login.secret.empty()) {
        return std::unexpected(
            Error(ErrorCode::InvalidInput,
                  "the Secret '" + secret.name() + "' needs both 'username' and 'password'"));
    }
    if (!login.isEmpty())
        m_access.login = std::move(login);
    return {};
}

Result<> Reader::readProxy(const SecretValues &secret)
{
    const std::string address = secret.first({"address"});
    const Result<http::Url> url = http::Url::parse(address);
    if (!url) {
        return std::unexpected(
            Error(ErrorCode::InvalidInput,
                  "the Secret '" + secret.name() + "' needs an 'address' like 'http://host:port'"));
    }
    m_access.proxy = address;
    const std::string user = secret.first({"username"});
    if (!user.empty()) {
        m_access.proxy = url->scheme + "://" + http::percentEncode(user) + ':'
                         + http::percentEncode(secret.first({"password"})) + '@' + url->authority;
    }
    return {};
}

} // namespace

std::vector<std::string> secretNames(const flux::Source &source)
{
    std::vector<std::string> names;
    for (const std::string_view field : {"secretRef", "certSecretRef", "proxySecretRef"}) {
        const std::string_view name = source.object().fields().textAt({"spec", field, "name"});
        if (!name.empty())
            names.emplace_back(name);
    }
    return names;
}

Result<SourceAccess> accessOf(const flux::Source &source, const std::vector<Object> &secrets)
{
    return Reader(source, secrets).read();
}

} // namespace plumb::source
