// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/run.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace plumb::oci {

/// As whom to appear. Never part of an Error or a log.
struct Credential
{
    std::string user = {};
    std::string secret = {};
    std::string identityToken = {}; ///< Of an earlier login, in place of a secret.

    bool isEmpty() const { return secret.empty() && identityToken.empty(); }
};

/// The Authorization header of a user name and a secret.
std::pair<std::string, std::string> basicAuthorization(const Credential &credential);

/// Asks one of Docker's credential helpers, "ecr-login" for docker-credential-ecr-login; it is
/// started without a shell. Nothing when it knows no answer.
Result<std::optional<Credential>> askCredentialHelper(const std::string &helper,
                                                      const std::string &server, const Run &run);

} // namespace plumb::oci
