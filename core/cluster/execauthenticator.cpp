// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/cluster/execauthenticator.h"

#include "core/process/program.h"
#include "core/yaml/base64.h"
#include "core/yaml/json.h"

#include <algorithm>
#include <charconv>
#include <unistd.h>

namespace plumb::cluster {

using yaml::Value;

namespace {

using std::chrono::system_clock;

constexpr std::string_view versions[] = {
    "client.authentication.k8s.io/v1",
    "client.authentication.k8s.io/v1beta1",
};

// A credential is renewed a little before its time, so that no request meets the moment.
constexpr auto expiryMargin = std::chrono::seconds(10);

constexpr auto pluginPatience = std::chrono::seconds(60);
constexpr std::size_t maximumPluginOutput = 1u << 20;

std::optional<int> number(std::string_view text)
{
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || text.starts_with('-'))
        return {};
    return value;
}

/// "Z" or "+02:00", in minutes.
std::optional<int> zoneOffset(std::string_view text)
{
    if (text == "Z" || text == "z")
        return 0;
    if (text.size() != 6 || text[3] != ':' || (text[0] != '+' && text[0] != '-'))
        return {};
    const auto hours = number(text.substr(1, 2));
    const auto minutes = number(text.substr(4, 2));
    if (!hours || !minutes)
        return {};
    return (text[0] == '-' ? -1 : 1) * (*hours * 60 + *minutes);
}

std::unexpected<Error> notUsable(std::string message)
{
    return std::unexpected(Error(ErrorCode::Unauthorized, std::move(message)));
}

} // namespace

std::optional<system_clock::time_point> parseTime(std::string_view text)
{
    using namespace std::chrono;
    // 2026-01-02T03:04:05[.678](Z|+01:00)
    if (text.size() < 20 || text[4] != '-' || text[7] != '-' || text[13] != ':' || text[16] != ':')
        return {};
    const auto y = number(text.substr(0, 4));
    const auto m = number(text.substr(5, 2));
    const auto d = number(text.substr(8, 2));
    const auto hour = number(text.substr(11, 2));
    const auto minute = number(text.substr(14, 2));
    const auto second = number(text.substr(17, 2));
    std::size_t zoneStart = 19;
    if (text[zoneStart] == '.')
        zoneStart = text.find_first_not_of("0123456789", zoneStart + 1);
    if (zoneStart == text.npos || !y || !m || !d || !hour || !minute || !second)
        return {};
    const auto offset = zoneOffset(text.substr(zoneStart));
    const year_month_day date =
        year(*y) / month(static_cast<unsigned>(*m)) / day(static_cast<unsigned>(*d));
    // The clock counts nanoseconds in 64 bits; beyond this it has no name for the time.
    const bool isCounted = *y >= 1700 && *y <= 2200;
    if (!offset || !date.ok() || !isCounted)
        return {};
    return sys_days(date) + hours(*hour) + minutes(*minute - *offset) + seconds(*second);
}

Result<PrintedCredential> readExecCredential(std::string_view text, std::string_view apiVersion)
{
    yaml::ParseOptions options;
    options.limits.maximumBytes = 1u << 20;
    const Result<Value> root = yaml::parseJson(text, "output", options);
    // What it printed may be a secret, so the parser's words are not repeated.
    if (!root || root->textAt({"kind"}) != "ExecCredential")
        return notUsable("it printed no ExecCredential");
    if (root->textAt({"apiVersion"}) != apiVersion) {
        return notUsable("it printed an ExecCredential of version '"
                         + std::string(root->textAt({"apiVersion"}).substr(0, 100))
                         + "', expected '" + std::string(apiVersion) + "'");
    }
    PrintedCredential printed;
    Credential &credential = printed.credential;
    credential.certificate = std::string(root->textAt({"status", "clientCertificateData"}));
    credential.key = std::string(root->textAt({"status", "clientKeyData"}));
    const std::string_view token = root->textAt({"status", "token"});
    if (!token.empty())
        credential.authorization = "Bearer " + std::string(token);
    if (credential.certificate.empty() != credential.key.empty())
        return notUsable(
            "it printed a client certificate without its key, or a key without its certificate");
    if (token.empty() && credential.certificate.empty())
        return notUsable("it printed neither a token nor a client certificate");
    printed.expires = parseTime(root->textAt({"status", "expirationTimestamp"}));
    return printed;
}

ExecAuthenticator::ExecAuthenticator(const UserEntry &user, const ClusterEntry &cluster,
                                     const Surroundings &surroundings)
    : m_user(user)
    , m_cluster(cluster)
    , m_surroundings(surroundings)
{
}

Result<std::unique_ptr<Authenticator>> ExecAuthenticator::create(const UserEntry &user,
                                                                 const ClusterEntry &cluster,
                                                                 const Surroundings &surroundings)
{
    if (!std::ranges::contains(versions, user.exec->apiVersion)) {
        return std::unexpected(
            Error(ErrorCode::Unsupported,
                  user.describe() + " asks for credentials of version '" + user.exec->apiVersion
                      + "'; only client.authentication.k8s.io/v1 and v1beta1 exist"));
    }
    if (user.exec->interactiveMode == "Always") {
        return std::unexpected(
            Error(ErrorCode::Unsupported,
                  user.describe()
                      + " has a credential plugin that needs a terminal ('interactiveMode: "
                        "Always'); sign in with it in a terminal and use 'IfAvailable'"));
    }
    return std::unique_ptr<Authenticator>(new ExecAuthenticator(user, cluster, surroundings));
}

Result<Credential> ExecAuthenticator::current(std::stop_token stop)
{
    const std::lock_guard lock(m_mutex);
    if (!isFresh()) {
        m_printed = PLUMB_TRY(within("getting credentials for " + m_user.describe() + " from '"
                                         + m_user.exec->command + "'",
                                     run(stop)));
        m_printed->credential.generation = ++m_generation;
    }
    return m_printed->credential;
}

bool ExecAuthenticator::refused(std::uint64_t generation)
{
    const std::lock_guard lock(m_mutex);
    // Somebody else may have renewed it since.
    if (m_printed && m_generation == generation)
        m_printed.reset();
    return true;
}

bool ExecAuthenticator::isFresh() const
{
    if (!m_printed)
        return false;
    if (!m_printed->expires || !m_surroundings.now)
        return true;
    return m_surroundings.now() + expiryMargin < *m_printed->expires;
}

Result<std::string> ExecAuthenticator::program() const
{
    const std::string &command = m_user.exec->command;
    if (command.starts_with('/'))
        return command;
    std::string_view path = m_surroundings.variable("PATH");
    while (!path.empty()) {
        const auto colon = std::min(path.find(':'), path.size());
        std::string candidate = std::string(path.substr(0, colon)) + '/' + command;
        path.remove_prefix(std::min(colon + 1, path.size()));
        if (candidate.starts_with('/') && ::access(candidate.c_str(), X_OK) == 0)
            return candidate;
    }
    std::string message = "the program is not in PATH";
    if (!m_user.exec->installHint.empty())
        message += "; " + m_user.exec->installHint.substr(0, 500);
    return std::unexpected(Error(ErrorCode::NotFound, message));
}

std::string ExecAuthenticator::execInfo() const
{
    Value info = Value::mapping();
    info.set("apiVersion", Value::string(m_user.exec->apiVersion));
    info.set("kind", Value::string("ExecCredential"));
    Value spec = Value::mapping();
    spec.set("interactive", Value::boolean(false));
    if (m_user.exec->providesClusterInfo) {
        Value cluster = Value::mapping();
        cluster.set("server", Value::string(m_cluster.server));
        if (!m_cluster.tlsServerName.empty())
            cluster.set("tls-server-name", Value::string(m_cluster.tlsServerName));
        if (m_cluster.isInsecure)
            cluster.set("insecure-skip-tls-verify", Value::boolean(true));
        if (!m_cluster.authority.text.empty())
            cluster.set("certificate-authority-data",
                        Value::string(yaml::encodeBase64(m_cluster.authority.text)));
        if (!m_cluster.proxyUrl.empty())
            cluster.set("proxy-url", Value::string(m_cluster.proxyUrl));
        if (!m_cluster.execConfig.isNull())
            cluster.set("config", m_cluster.execConfig);
        spec.set("cluster", std::move(cluster));
    }
    info.set("spec", std::move(spec));
    return yaml::toJson(info, yaml::HtmlEscaping::Off);
}

Result<PrintedCredential> ExecAuthenticator::run(const std::stop_token &stop) const
{
    std::vector<std::string> environment = m_surroundings.environment;
    for (const auto &[name, value] : m_user.exec->environment)
        process::setVariable(environment, name, value);
    process::setVariable(environment, "KUBERNETES_EXEC_INFO", execInfo());
    process::Program plugin = {.arguments = {PLUMB_TRY(program())},
                               .environment = std::move(environment),
                               .patience = pluginPatience,
                               .maximumOutput = maximumPluginOutput,
                               .terminal = process::Terminal::Kept};
    plugin.arguments.insert(plugin.arguments.end(), m_user.exec->arguments.begin(),
                            m_user.exec->arguments.end());
    const process::Answer answer = PLUMB_TRY(process::run(plugin, stop));
    if (answer.exitCode != 0) {
        const std::string reason = process::lastLine(answer.errors).substr(0, 300);
        return std::unexpected(
            Error(ErrorCode::Unauthorized, reason.empty() ? "it failed" : "it failed: " + reason));
    }
    return readExecCredential(answer.output, m_user.exec->apiVersion);
}

} // namespace plumb::cluster
