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

std::string messageOf(const yaml::Value &status, int code)
{
    std::string message;
    if (status.textAt({"kind"}) == "Status")
        message = std::string(status.textAt({"message"}).substr(0, longestMessage));
    if (message.empty())
        message = "the server answered with status " + std::to_string(code);
    return message;
}

} // namespace

Error errorOf(const http::Response &response)
{
    yaml::ParseOptions options;
    options.limits.maximumBytes = 1u << 20;
    const auto status = yaml::parseJson(response.body, "response", options);
    return {codeOf(response.status), messageOf(status ? *status : yaml::Value(), response.status)};
}

Error errorOfStatus(const yaml::Value &status)
{
    const yaml::Value *code = status.find("code");
    const auto number = static_cast<int>(code ? code->asInteger().value_or(0) : 0);
    return {codeOf(number), messageOf(status, number)};
}

} // namespace plumb::cluster
