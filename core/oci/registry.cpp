// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/oci/registry.h"

#include "core/crypto/contentdigest.h"
#include "core/http/follow.h"
#include "core/oci/challenge.h"
#include "core/oci/manifest.h"
#include "core/yaml/json.h"

#include <algorithm>

namespace plumb::oci {

namespace {

constexpr std::uint64_t maximumManifest = 4u << 20;
constexpr std::uint64_t maximumPage = 16u << 20;
constexpr std::size_t maximumTags = 500'000;
constexpr int maximumPages = 2'000;
constexpr std::uint64_t maximumToken = 1u << 20;

// What the registry says about a refusal, in its own words but never many of them.
std::string reasonOf(const http::Response &response)
{
    constexpr std::size_t longest = 200;
    const Result<yaml::Value> body = yaml::parseJson(response.body, "answer");
    const yaml::Value *const errors = body ? body->find("errors") : nullptr;
    if (!errors || errors->size() == 0)
        return {};
    std::string text(errors->items().front().textAt({"message"}));
    if (text.empty())
        text = errors->items().front().textAt({"code"});
    std::ranges::replace_if(text, [](char c) { return c >= 0 && c < ' '; }, ' ');
    text.resize(std::min(text.size(), longest));
    return text.empty() ? text : " (" + text + ')';
}

Error refused(const std::string &url, const http::Response &response)
{
    const Error error = http::refusal(url, response);
    return {error.code(), error.message() + reasonOf(response)};
}

// The address of the next page, of a header like <…>; rel="next".
std::string nextPage(const http::Response &response)
{
    const std::string_view link = response.header("Link");
    const std::size_t start = link.find('<');
    const std::size_t end = link.find('>', start);
    if (start == link.npos || end == link.npos
        || link.find("rel=\"next\"", end) == std::string_view::npos)
        return {};
    return std::string(link.substr(start + 1, end - start - 1));
}

Result<> takeTags(const std::string &page, std::vector<std::string> &tags)
{
    const Result<yaml::Value> body = yaml::parseJson(page, "tags");
    if (!body) {
        return std::unexpected(
            Error(ErrorCode::ArtifactFailed, "the registry's list of tags is no JSON"));
    }
    const yaml::Value *const list = body->find("tags");
    if (!list)
        return {};
    for (const yaml::Value &tag : list->items())
        tags.emplace_back(tag.text());
    if (tags.size() <= maximumTags)
        return {};
    return std::unexpected(
        Error(ErrorCode::LimitExceeded,
              "the repository has more than " + std::to_string(maximumTags) + " tags"));
}

} // namespace

Registry::Registry(http::Client &client, Repository repository, Access access)
    : m_client(client)
    , m_repository(std::move(repository))
    , m_access(std::move(access))
{
}

std::string Registry::path(std::string_view rest) const
{
    return "/v2/" + m_repository.servedName() + std::string(rest);
}

Result<http::Url> Registry::base(const Run &run)
{
    {
        const std::lock_guard lock(m_lock);
        if (m_base)
            return *m_base;
    }
    http::Url url = PLUMB_TRY(http::Url::parse("https://" + m_repository.host()));
    if (m_access.transport == Transport::Insecure) {
        // Whether it has TLS after all, only a try can tell; nobody is told who asks.
        http::Url plain = url;
        plain.scheme = "http";
        const auto answer =
            m_client.send({.url = plain.toString() + "/v2/", .maximumSize = 1u << 20}, run.stop);
        if (!answer && answer.error().code() == ErrorCode::Cancelled)
            return std::unexpected(answer.error());
        if (answer && answer->status != 400)
            url = std::move(plain);
    }
    const std::lock_guard lock(m_lock);
    return m_base.emplace(std::move(url));
}

http::Headers Registry::authorization()
{
    const std::lock_guard lock(m_lock);
    if (m_expires && Clock::now() >= *m_expires) {
        m_authorization.clear();
        m_expires.reset();
    }
    return m_authorization;
}

void Registry::forgetLogin()
{
    const std::lock_guard lock(m_lock);
    m_authorization.clear();
    m_expires.reset();
}

Result<http::Response> Registry::send(http::Request request, const Run &run)
{
    PLUMB_TRY(run.checkpoint({.stage = Stage::Fetching, .subject = m_repository.toString()}));
    const http::Url url = PLUMB_TRY(http::Url::parse(request.url));
    const http::Headers shown = authorization();
    http::Response response = PLUMB_TRY(http::follow(m_client, request, shown, run.stop));
    if (response.status != 401)
        return response;
    {
        const std::lock_guard asking(m_asking);
        // Another thread may have found out in the meantime.
        if (authorization() == shown)
            PLUMB_TRY(authorize(response, url, run));
    }
    return http::follow(m_client, std::move(request), authorization(), run.stop);
}

Result<std::optional<Credential>> Registry::credential(const http::Url &url, const Run &run)
{
    if (!m_access.credential)
        return std::nullopt;
    return m_access.credential(url.scheme == "https" || url.isLoopback(), run);
}

Result<> Registry::authorize(const http::Response &refused, const http::Url &url, const Run &run)
{
    const std::vector<Challenge> challenges = challengesOf(refused);
    const auto bearer = std::ranges::find(challenges, "bearer", &Challenge::scheme);
    if (bearer != challenges.end())
        return authorizeByToken(*bearer, url, run);
    const auto basic = std::ranges::find(challenges, "basic", &Challenge::scheme);
    if (basic == challenges.end())
        return {};
    const auto known = PLUMB_TRY(credential(url, run));
    if (!known || known->secret.empty()) {
        return std::unexpected(Error(
            ErrorCode::Unauthorized,
            "'" + m_repository.registry + "' wants a user name and a password, and none is known"));
    }
    const std::lock_guard lock(m_lock);
    m_authorization = {basicAuthorization(*known)};
    m_expires.reset();
    return {};
}

Result<http::Response> Registry::askForToken(const Challenge &challenge, const http::Url &realm,
                                             const Run &run)
{
    std::string scope = challenge.parameter("scope");
    if (scope.empty())
        scope = "repository:" + m_repository.servedName() + ":pull";
    const std::string service = challenge.parameter("service");
    std::string query = "scope=" + http::percentEncode(scope);
    if (!service.empty())
        query = "service=" + http::percentEncode(service) + '&' + query;

    const auto known = PLUMB_TRY(credential(realm, run));
    if (known && !known->identityToken.empty()) {
        return m_client.send({.method = "POST",
                              .url = realm.toString(),
                              .headers = {{"Content-Type", "application/x-www-form-urlencoded"}},
                              .body = "grant_type=refresh_token&client_id=plumbline&refresh_token="
                                      + http::percentEncode(known->identityToken) + '&' + query,
                              .maximumSize = maximumToken},
                             run.stop);
    }
    http::Headers confidential;
    if (known && !known->secret.empty())
        confidential.push_back(basicAuthorization(*known));
    return http::follow(m_client,
                        {.url = realm.toString() + (realm.query.empty() ? "?" : "&") + query,
                         .maximumSize = maximumToken},
                        confidential, run.stop);
}

Result<> Registry::authorizeByToken(const Challenge &challenge, const http::Url &url,
                                    const Run &run)
{
    const Result<http::Url> realm = url.resolve(challenge.parameter("realm"));
    if (!realm || challenge.parameter("realm").empty()) {
        return std::unexpected(
            Error(ErrorCode::ArtifactFailed,
                  "'" + m_repository.registry + "' does not say where it gives tokens"));
    }
    if (url.scheme == "https" && realm->scheme != "https") {
        return std::unexpected(Error(ErrorCode::ArtifactFailed,
                                     "'" + m_repository.registry + "' wants a login without TLS at "
                                         + realm->shown()));
    }
    const http::Response response = PLUMB_TRY(askForToken(challenge, *realm, run));
    if (!response.isSuccess())
        return std::unexpected(refused(realm->shown(), response));
    const Result<yaml::Value> body = yaml::parseJson(response.body, "token");
    std::string token(body ? body->textAt({"token"}) : "");
    if (token.empty() && body)
        token = body->textAt({"access_token"});
    if (token.empty()) {
        return std::unexpected(
            Error(ErrorCode::Unauthorized, "'" + realm->shown() + "' has given no token"));
    }
    // Registries that do not say it mean a minute.
    const yaml::Value *const lifetime = body->find("expires_in");
    const std::int64_t seconds = lifetime ? lifetime->asInteger().value_or(60) : 60;
    const std::lock_guard lock(m_lock);
    m_authorization = {{"Authorization", "Bearer " + token}};
    m_expires =
        Clock::now() + std::chrono::seconds(std::clamp<std::int64_t>(seconds, 15, 3600) - 10);
    return {};
}

Result<std::vector<std::string>> Registry::tags(const Run &run)
{
    const http::Url start = PLUMB_TRY(base(run));
    http::Url url = PLUMB_TRY(http::Url::parse(start.toString() + path("/tags/list")));
    std::vector<std::string> tags;
    for (int page = 0; page < maximumPages; ++page) {
        const http::Response response =
            PLUMB_TRY(send({.url = url.toString(), .maximumSize = maximumPage}, run));
        if (!response.isSuccess())
            return std::unexpected(refused(url.shown(), response));
        PLUMB_TRY(takeTags(response.body, tags));
        const std::string next = nextPage(response);
        if (next.empty())
            return tags;
        url = PLUMB_TRY(url.resolve(next));
        if (!url.isSameOrigin(start)) {
            return std::unexpected(Error(ErrorCode::ArtifactFailed,
                                         "'" + m_repository.registry
                                             + "' continues its list of tags at another host"));
        }
    }
    return std::unexpected(
        Error(ErrorCode::LimitExceeded, "the registry's list of tags does not end"));
}

Result<std::string> Registry::resolve(const std::string &tag, const Run &run)
{
    const std::string url = PLUMB_TRY(base(run)).toString() + path("/manifests/" + tag);
    const http::Response response = PLUMB_TRY(
        send({.method = "HEAD", .url = url, .headers = {{"Accept", acceptedManifests()}}}, run));
    std::string digest(response.header("Docker-Content-Digest"));
    if (response.isSuccess() && crypto::isContentDigest(digest))
        return digest;
    // Not every registry answers HEAD, and a refusal says more in a body.
    return PLUMB_TRY(manifest(tag, run)).digest;
}

Result<StoredManifest> Registry::manifest(const std::string &reference, const Run &run)
{
    const std::string url = PLUMB_TRY(base(run)).toString() + path("/manifests/" + reference);
    http::Response response = PLUMB_TRY(send(
        {.url = url, .headers = {{"Accept", acceptedManifests()}}, .maximumSize = maximumManifest},
        run));
    if (!response.isSuccess())
        return std::unexpected(refused(url, response));
    std::string digest =
        crypto::isContentDigest(reference) ? reference : crypto::contentDigest(response.body);
    if (!crypto::hasContentDigest(response.body, digest)) {
        return std::unexpected(
            Error(ErrorCode::ArtifactFailed,
                  "'" + url + "' does not have the digest that it is called by"));
    }
    return StoredManifest{.digest = std::move(digest), .bytes = std::move(response.body)};
}

Result<BlobPlace> Registry::blob(const std::string &digest, const Run &run)
{
    const std::string url = PLUMB_TRY(base(run)).toString() + path("/blobs/" + digest);
    http::Headers confidential = authorization();
    if (confidential.empty()) {
        const http::Response response = PLUMB_TRY(send({.method = "HEAD", .url = url}, run));
        if (!response.isSuccess())
            return std::unexpected(refused(url, response));
        confidential = authorization();
    }
    return BlobPlace{.url = url, .confidential = std::move(confidential)};
}

} // namespace plumb::oci
