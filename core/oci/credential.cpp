// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/oci/credential.h"

#include "core/process/program.h"
#include "core/yaml/base64.h"
#include "core/yaml/json.h"

#include <algorithm>

namespace plumb::oci {

namespace {

bool isHelperName(std::string_view name)
{
    return !name.empty() && std::ranges::all_of(name, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
               || c == '-' || c == '_' || c == '.';
    });
}

} // namespace

std::pair<std::string, std::string> basicAuthorization(const Credential &credential)
{
    return {"Authorization",
            "Basic " + yaml::encodeBase64(credential.user + ':' + credential.secret)};
}

Result<std::optional<Credential>> askCredentialHelper(const std::string &helper,
                                                      const std::string &server, const Run &run)
{
    if (!isHelperName(helper)) {
        return std::unexpected(
            Error(ErrorCode::InvalidInput, "'" + helper + "' is no name of a credential helper"));
    }
    const auto answer = PLUMB_TRY(process::run(
        {.arguments = {"docker-credential-" + helper, "get"}, .input = server}, run.stop));
    if (answer.exitCode != 0)
        return std::nullopt;
    const Result<yaml::Value> value = yaml::parseJson(answer.output, "docker-credential-" + helper);
    if (!value) {
        return std::unexpected(Error(ErrorCode::Unauthorized,
                                     "docker-credential-" + helper + " has not answered in JSON"));
    }
    Credential credential{.user = std::string(value->textAt({"Username"})),
                          .secret = std::string(value->textAt({"Secret"}))};
    if (credential.user == "<token>")
        credential = {.identityToken = std::move(credential.secret)};
    if (credential.isEmpty())
        return std::nullopt;
    return credential;
}

} // namespace plumb::oci
