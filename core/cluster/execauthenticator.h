// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/cluster/authenticator.h"

#include <mutex>
#include <optional>
#include <string_view>

namespace plumb::cluster {

/// What a credential plugin printed.
struct PrintedCredential
{
    Credential credential = {};
    std::optional<std::chrono::system_clock::time_point> expires = {};
};

/// Reads an ExecCredential, which must be of the version that was asked for.
Result<PrintedCredential> readExecCredential(std::string_view text, std::string_view apiVersion);

/// A time in RFC 3339; nothing when the text is none, or names a time centuries away.
std::optional<std::chrono::system_clock::time_point> parseTime(std::string_view text);

/// Runs the credential plugin of a user entry and keeps what it printed until it expires or is
/// refused. The plugin is the user's own configuration, never something from a repository.
class ExecAuthenticator final : public Authenticator
{
public:
    static Result<std::unique_ptr<Authenticator>>
    create(const UserEntry &user, const ClusterEntry &cluster, const Surroundings &surroundings);

    Result<Credential> current(std::stop_token stop) override;
    bool refused(std::uint64_t generation) override;

private:
    ExecAuthenticator(const UserEntry &user, const ClusterEntry &cluster,
                      const Surroundings &surroundings);

    Result<std::string> program() const;
    std::string execInfo() const;
    bool isFresh() const;
    Result<PrintedCredential> run(const std::stop_token &stop) const;

    const UserEntry m_user;
    const ClusterEntry m_cluster;
    const Surroundings m_surroundings;
    std::mutex m_mutex; // guards what follows; held while the plugin runs, so that it runs once
    std::optional<PrintedCredential> m_printed;
    std::uint64_t m_generation = 0;
};

} // namespace plumb::cluster
