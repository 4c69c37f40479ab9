// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/http/follow.h"

#include "core/http/url.h"

namespace plumb::http {

namespace {

constexpr int maximumRedirects = 10;

bool isRedirect(const Response &response)
{
    const int status = response.status;
    return (status == 301 || status == 302 || status == 303 || status == 307 || status == 308)
           && !response.header("Location").empty();
}

ErrorCode codeFor(int status)
{
    if (status == 401 || status == 403)
        return ErrorCode::Unauthorized;
    if (status == 404 || status == 410)
        return ErrorCode::NotFound;
    return status == 429 || status >= 500 ? ErrorCode::Unreachable : ErrorCode::ArtifactFailed;
}

} // namespace

Result<Response> follow(Client &client, Request request, const Headers &confidential,
                        const std::stop_token &stop)
{
    const Url first = PLUMB_TRY(Url::parse(request.url));
    const Headers shared = request.headers;
    bool isAtHome = true;
    Url now = first;
    for (int i = 0; i <= maximumRedirects; ++i) {
        isAtHome = isAtHome && now.isSameOrigin(first);
        request.url = now.toString();
        request.headers = shared;
        if (isAtHome)
            request.headers.insert(request.headers.end(), confidential.begin(), confidential.end());
        Response response = PLUMB_TRY(client.send(request, stop));
        if (!isRedirect(response))
            return response;
        const Url next = PLUMB_TRY(within("following a redirect of '" + now.shown() + "'",
                                          now.resolve(response.header("Location"))));
        if (now.scheme == "https" && next.scheme != "https") {
            return std::unexpected(
                Error(ErrorCode::InvalidInput, "'" + now.shown() + "' leads away from https"));
        }
        now = next;
    }
    return std::unexpected(Error(ErrorCode::LimitExceeded,
                                 "'" + first.shown() + "' leads from one place to the next"));
}

Error refusal(const std::string &url, const Response &response)
{
    const Result<Url> parsed = Url::parse(url);
    std::string text = "'" + (parsed ? parsed->shown() : std::string("the address"))
                       + "' answers with status " + std::to_string(response.status);
    const ErrorCode code = codeFor(response.status);
    if (code == ErrorCode::Unauthorized) {
        text += response.status == 401 ? "; it wants credentials, or other ones"
                                       : "; these credentials may not read it";
    }
    return {code, std::move(text)};
}

} // namespace plumb::http
