// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/cluster/authenticator.h"

#include "core/cluster/execauthenticator.h"
#include "core/cluster/textfile.h"
#include "core/yaml/base64.h"

#include <mutex>

namespace plumb::cluster {

namespace {

std::string trimmed(const std::string &text)
{
    const auto start = text.find_first_not_of(" \t\r\n");
    if (start == text.npos)
        return {};
    return text.substr(start, text.find_last_not_of(" \t\r\n") - start + 1);
}

/// A credential that does not change.
class StaticAuthenticator final : public Authenticator
{
public:
    explicit StaticAuthenticator(Credential credential)
        : m_credential(std::move(credential))
    {
    }

    Result<Credential> current(std::stop_token) override { return m_credential; }
    bool refused(std::uint64_t) override { return false; }

private:
    Credential m_credential;
};

/// A token in a file that somebody else keeps fresh, as in a pod.
class TokenFileAuthenticator final : public Authenticator
{
public:
    TokenFileAuthenticator(std::string path, Credential credential)
        : m_path(std::move(path))
        , m_credential(std::move(credential))
    {
    }

    Result<Credential> current(std::stop_token) override
    {
        using std::chrono::steady_clock;
        const std::lock_guard lock(m_mutex);
        if (m_isRead && steady_clock::now() - m_readAt < std::chrono::seconds(50))
            return m_credential;
        const Result<std::string> token = readTextFile(m_path);
        // The token in the entry itself helps until the file is there.
        if (!token && m_credential.authorization.empty())
            return std::unexpected(token.error());
        if (token) {
            const std::string authorization = "Bearer " + trimmed(*token);
            if (authorization != m_credential.authorization)
                ++m_credential.generation;
            m_credential.authorization = authorization;
            m_isRead = true;
            m_readAt = steady_clock::now();
        }
        return m_credential;
    }

    bool refused(std::uint64_t generation) override
    {
        std::uint64_t before = 0;
        {
            const std::lock_guard lock(m_mutex);
            before = m_credential.generation;
            m_isRead = false;
        }
        const Result<Credential> fresh = current({});
        return fresh && (fresh->generation != before || before != generation);
    }

private:
    const std::string m_path;
    std::mutex m_mutex; // guards what follows
    Credential m_credential;
    bool m_isRead = false;
    std::chrono::steady_clock::time_point m_readAt = {};
};

Result<std::string> textOf(const Pem &pem)
{
    if (!pem.text.empty() || pem.file.empty())
        return pem.text;
    return readTextFile(pem.file);
}

Result<Credential> readCredential(const UserEntry &user)
{
    Credential credential;
    credential.certificate = PLUMB_TRY(textOf(user.certificate));
    credential.key = PLUMB_TRY(textOf(user.key));
    if (credential.certificate.empty() != credential.key.empty()) {
        return std::unexpected(Error(ErrorCode::InvalidInput,
                                     "a client certificate needs its key and a key its certificate",
                                     user.where));
    }
    if (!user.token.empty())
        credential.authorization = "Bearer " + user.token;
    else if (!user.username.empty())
        credential.authorization =
            "Basic " + yaml::encodeBase64(user.username + ':' + user.password);
    return credential;
}

} // namespace

std::string_view Surroundings::variable(std::string_view name) const
{
    for (const std::string_view entry : environment) {
        if (entry.size() > name.size() && entry.starts_with(name) && entry[name.size()] == '=')
            return entry.substr(name.size() + 1);
    }
    return {};
}

Result<std::unique_ptr<Authenticator>> Authenticator::create(const UserEntry &user,
                                                             const ClusterEntry &cluster,
                                                             const Surroundings &surroundings)
{
    if (!user.authProvider.empty()) {
        return std::unexpected(Error(
            ErrorCode::Unsupported,
            user.describe() + " uses the auth-provider '" + user.authProvider
                + "', which Kubernetes has removed; use a credential plugin ('exec') instead"));
    }
    Credential credential =
        PLUMB_TRY(within("reading the credentials of " + user.describe(), readCredential(user)));
    if (!user.tokenFile.empty())
        return std::make_unique<TokenFileAuthenticator>(user.tokenFile, std::move(credential));
    const bool isComplete = !credential.authorization.empty() || !credential.certificate.empty();
    if (user.exec && !isComplete)
        return ExecAuthenticator::create(user, cluster, surroundings);
    return std::make_unique<StaticAuthenticator>(std::move(credential));
}

} // namespace plumb::cluster
