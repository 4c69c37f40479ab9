// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/http/retry.h"

#include <algorithm>
#include <charconv>

namespace plumb::http {

namespace {

std::optional<std::chrono::seconds> retryAfter(const Response &response)
{
    const std::string_view text = response.header("Retry-After");
    int seconds = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
    if (error != std::errc() || end != text.data() + text.size() || seconds < 0)
        return {};
    return std::chrono::seconds(seconds);
}

} // namespace

bool isRepeatable(const Request &request)
{
    return request.method == "GET" || request.method == "HEAD";
}

bool asksForRepeat(const Response &response)
{
    // An API server adds Retry-After to a 5xx only when it has not begun with the request.
    return response.status == 429
           || (response.status >= 500 && !response.header("Retry-After").empty());
}

std::chrono::milliseconds waitAfter(const Retry &retry, int attempt, const Response *response,
                                    std::uint64_t random)
{
    using std::chrono::milliseconds;
    if (response) {
        if (const auto asked = retryAfter(*response))
            return std::min<milliseconds>(*asked, retry.longest);
    }
    const int doublings = std::clamp(attempt - 1, 0, 20);
    const milliseconds whole = std::min(retry.first * (1 << doublings), retry.longest);
    const auto half = static_cast<std::uint64_t>(whole.count()) / 2;
    return milliseconds(static_cast<milliseconds::rep>(half + random % (half + 1)));
}

std::uint64_t nextRandom(std::uint64_t &state)
{
    state += 0x9e3779b97f4a7c15u;
    std::uint64_t z = state;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

} // namespace plumb::http
