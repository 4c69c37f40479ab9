// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/diagnostic.h"
#include "core/cluster/authenticator.h"
#include "core/cluster/kubeconfig.h"
#include "core/http/client.h"

#include <memory>
#include <mutex>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace plumb::cluster {

/// An API server together with the user who asks it. May be used from any thread.
class Connection
{
public:
    /// Prepares a connection to the cluster of a context, the current one for ""; asks nothing yet.
    static Result<std::unique_ptr<Connection>>
    open(const Kubeconfig &config, std::string_view context, const Surroundings &surroundings);

    const std::string &server() const { return m_cluster.server; }
    const std::string &context() const { return m_context.name; }
    /// What is unsafe about this connection.
    const std::vector<Diagnostic> &diagnostics() const { return m_diagnostics; }

    /// Asks for @p path, which may have a query. Refusals are errors: Unauthorized names the user
    /// entry and what to do about it.
    Result<http::Response> get(std::string_view path, std::string_view accept,
                               const std::stop_token &stop);

private:
    Connection(ContextEntry context, ClusterEntry cluster, UserEntry user);

    Result<> prepare(const Surroundings &surroundings);
    Result<std::shared_ptr<http::Client>> clientFor(const Credential &credential);
    Result<http::Request> request(std::string_view path, std::string_view accept,
                                  const Credential &credential) const;
    Error refusal(const http::Response &response, const Credential &credential) const;

    ContextEntry m_context;
    ClusterEntry m_cluster;
    UserEntry m_user;
    std::vector<Diagnostic> m_diagnostics;
    http::ClientOptions m_options;
    std::unique_ptr<Authenticator> m_authenticator;
    std::mutex m_mutex; // guards what follows
    std::shared_ptr<http::Client> m_client;
    std::string m_certificate; ///< The one that m_client shows.
};

} // namespace plumb::cluster
