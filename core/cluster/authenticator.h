// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/error.h"
#include "core/cluster/kubeconfig.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

namespace plumb::cluster {

/// What the world outside gives to a connection, since core reads neither clock nor environment.
struct Surroundings
{
    /// "NAME=value": where plugins are found (PATH) and what they get, and proxies.
    std::vector<std::string> environment = {};
    /// The time of day, for credentials that expire. Without it they are used until refused.
    std::function<std::chrono::system_clock::time_point()> now = {};
    std::uint64_t seed = 1; ///< Spreads retries.
    /// How many requests are sent to one server in the long run; 0 for as many as there are.
    double requestsPerSecond = 0;

    /// A variable of the environment; "" when it is not set.
    std::string_view variable(std::string_view name) const;
};

/// What proves to a server who is asking. Never printed.
struct Credential
{
    std::string authorization = {}; ///< The value of the Authorization header; may be empty.
    std::string certificate = {};   ///< PEM
    std::string key = {};           ///< PEM
    std::uint64_t generation = 0;   ///< Differs whenever anything else does.

    bool isAnonymous() const { return authorization.empty() && certificate.empty(); }
};

/// Holds the credential of one user entry and renews it. May be used from any thread.
class Authenticator
{
public:
    /// Reads the files that the entry names. Errors say which entry is at fault and what to do.
    static Result<std::unique_ptr<Authenticator>>
    create(const UserEntry &user, const ClusterEntry &cluster, const Surroundings &surroundings);
    virtual ~Authenticator() = default;

    virtual Result<Credential> current(std::stop_token stop) = 0;

    /// Says that the server did not accept the credential of that generation; whether trying again
    /// with current() may help.
    virtual bool refused(std::uint64_t generation) = 0;
};

} // namespace plumb::cluster
