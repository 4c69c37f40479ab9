// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/cluster/apistatus.h"

#include "core/yaml/json.h"

namespace plumb::cluster {

namespace {

constexpr std::size_t longestMessage = 1000;

ErrorCode codeOf(int status)
{
    switch (status) {
    case 400:
    case 406:
    case 415:
    case 422: return ErrorCode::InvalidInput;
    case 401:
    case 403: return ErrorCode::Unauthorized;
    case 404:
    case 405: return ErrorCode::NotFound;
    case 409:
    case 410: return ErrorCode::Conflict;
    case 413: return ErrorCode::LimitExceeded;
    default: return ErrorCode::Unreachable;
    }
}

} // namespace

Error errorOf(const http::Response &response)
{
    std::string message;
    yaml::ParseOptions options;
    options.limits.maximumBytes = 1u << 20;
    const auto status = yaml::parseJson(response.body, "response", options);
    if (status && status->textAt({"kind"}) == "Status")
        message = std::string(status->textAt({"message"}).substr(0, longestMessage));
    if (message.empty())
        message = "the server answered with status " + std::to_string(response.status);
    return {codeOf(response.status), std::move(message)};
}

} // namespace plumb::cluster
