// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/oci/dockerconfig.h"

#include "core/yaml/base64.h"
#include "core/yaml/json.h"

#include <algorithm>

namespace plumb::oci {

namespace {

constexpr std::string_view dockerHubKey = "https://index.docker.io/v1/";

// "https://index.docker.io/v1/" is host and path, the path without what names an API.
std::pair<std::string, std::string> placeOf(std::string_view key)
{
    if (const std::size_t scheme = key.find("://"); scheme != key.npos)
        key.remove_prefix(scheme + 3);
    const std::size_t slash = std::min(key.find('/'), key.size());
    std::string_view path = key.substr(slash);
    for (const std::string_view api : {"/v1", "/v2"}) {
        if (path == api || (path.starts_with(api) && path.substr(api.size()).starts_with('/')))
            path.remove_prefix(api.size());
    }
    while (path.ends_with('/'))
        path.remove_suffix(1);
    return {std::string(key.substr(0, slash)), std::string(path)};
}

bool isHostOf(std::string_view pattern, const Repository &repository)
{
    if (repository.isDockerHub())
        return pattern == "docker.io" || pattern == "index.docker.io"
               || pattern == "registry-1.docker.io";
    std::string_view host = repository.registry;
    while (pattern.starts_with("*.")) {
        const std::size_t dot = host.find('.');
        if (dot == host.npos)
            return false;
        pattern.remove_prefix(2);
        host.remove_prefix(dot + 1);
    }
    return pattern == host;
}

bool isPathOf(std::string_view path, const Repository &repository)
{
    const std::string name = '/' + repository.name;
    return path.empty() || name == path
           || (name.starts_with(path) && std::string_view(name).substr(path.size()).front() == '/');
}

Credential readLogin(const yaml::Value &entry)
{
    Credential credential{.user = std::string(entry.textAt({"username"})),
                          .secret = std::string(entry.textAt({"password"})),
                          .identityToken = std::string(entry.textAt({"identitytoken"}))};
    const auto joined = yaml::decodeBase64(entry.textAt({"auth"}));
    const std::size_t colon = joined ? joined->find(':') : std::string::npos;
    if (colon != std::string::npos) {
        credential.user = joined->substr(0, colon);
        credential.secret = joined->substr(colon + 1);
        while (credential.secret.ends_with('\0'))
            credential.secret.pop_back();
    }
    return credential;
}

} // namespace

Result<DockerConfig> DockerConfig::parse(std::string_view text, const std::string &path)
{
    const Result<yaml::Value> value = yaml::parseJson(text, path);
    if (!value || !value->isMapping()) {
        return std::unexpected(
            Error(ErrorCode::InvalidInput, "'" + path + "' is no configuration of Docker"));
    }
    DockerConfig config;
    if (const yaml::Value *const logins = value->find("auths")) {
        for (const yaml::Entry &entry : logins->entries()) {
            auto [host, place] = placeOf(entry.key.view());
            config.m_logins.push_back({.host = std::move(host),
                                       .path = std::move(place),
                                       .credential = readLogin(entry.value)});
        }
    }
    if (const yaml::Value *const helpers = value->find("credHelpers")) {
        for (const yaml::Entry &entry : helpers->entries())
            config.m_helpers.emplace(entry.key.view(), entry.value.text());
    }
    config.m_store = value->textAt({"credsStore"});
    return config;
}

std::optional<Credential> DockerConfig::find(const Repository &repository) const
{
    const Login *best = nullptr;
    for (const Login &login : m_logins) {
        const bool fits = !login.credential.isEmpty() && isHostOf(login.host, repository)
                          && isPathOf(login.path, repository);
        if (fits && (!best || login.path.size() > best->path.size()))
            best = &login;
    }
    return best ? std::optional(best->credential) : std::nullopt;
}

std::optional<DockerConfig::Helper> DockerConfig::helper(const Repository &repository) const
{
    for (const auto &[host, name] : m_helpers) {
        if (isHostOf(placeOf(host).first, repository))
            return Helper{.name = name, .server = host};
    }
    if (m_store.empty())
        return std::nullopt;
    return Helper{.name = m_store,
                  .server =
                      repository.isDockerHub() ? std::string(dockerHubKey) : repository.registry};
}

} // namespace plumb::oci
