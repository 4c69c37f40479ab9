// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/error.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace plumb::git {

/// A name and a password or token. Never part of an Error or a log.
struct Credential
{
    std::string user;
    std::string secret;
};

/// What a server or a key asks for.
struct CredentialRequest
{
    enum class Kind : std::uint8_t { Password, KeyPassphrase };

    Kind kind = Kind::Password;
    std::string url;     ///< Without user and password.
    std::string user;    ///< As far as it is known from the URL.
    std::string keyFile; ///< For KeyPassphrase.
};

/// Where credentials of remotes come from, in this order: ssh agent, key files, git's own
/// credential helpers, the callback.
struct Credentials
{
    bool useAgent = true;
    std::vector<std::string> keyFiles = {}; ///< Private keys, their ".pub" beside them.
    bool useHelpers = true;                 ///< Runs "git credential", as git does.
    /// Asks the user; may be empty. Nothing means that the user does not want to answer.
    std::function<std::optional<Credential>(const CredentialRequest &)> ask = {};
};

} // namespace plumb::git
