// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/diagnostic.h"
#include "core/cluster/authenticator.h"
#include "core/cluster/kubeconfig.h"
#include "core/cluster/requestbudget.h"
#include "core/http/client.h"

#include <memory>
#include <mutex>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace plumb::cluster {

/// What is asked of an API server.
struct ApiRequest
{
    std::string method = "GET";
    std::string path = {}; ///< May have a query.
    std::string accept = "application/json";
    std::string contentType = {}; ///< Of the body.
    std::string body = {};
};

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

    /// Sends a request. Refusals are errors: Unauthorized names the user entry and what to do about
    /// it. Only what changes nothing is sent again after a failure of the network.
    Result<http::Response> send(const ApiRequest &request, const std::stop_token &stop);
    /// A request as it goes over the network now, for those who send many at the same time.
    struct Prepared
    {
        http::Request request = {};
        std::shared_ptr<const http::ClientOptions> options = {};
        std::uint64_t credential = 0; ///< Which one it shows.
        bool isAnonymous = false;
    };
    Result<Prepared> prepared(const ApiRequest &request, const std::stop_token &stop);
    /// Says that the server did not accept the credential of a prepared request; whether trying
    /// again may help.
    bool refused(const Prepared &prepared);
    /// What a response to it that is no success means.
    Error refusal(const http::Response &response, bool isAnonymous) const;
    /// Counts everything that is asked of this server.
    RequestBudget &budget() { return m_budget; }

    /// Asks for @p path, which may have a query.
    Result<http::Response> get(std::string_view path, std::string_view accept,
                               const std::stop_token &stop);

private:
    Connection(ContextEntry context, ClusterEntry cluster, UserEntry user, double perSecond);

    Result<> prepare(const Surroundings &surroundings);
    Result<std::shared_ptr<http::Client>> clientFor(const Credential &credential);
    http::ClientOptions optionsFor(const Credential &credential) const;
    http::Request request(const ApiRequest &wanted, const Credential &credential) const;

    ContextEntry m_context;
    ClusterEntry m_cluster;
    UserEntry m_user;
    std::vector<Diagnostic> m_diagnostics;
    http::ClientOptions m_options;
    std::unique_ptr<Authenticator> m_authenticator;
    RequestBudget m_budget;
    std::mutex m_mutex; // guards what follows
    std::shared_ptr<http::Client> m_client;
    std::string m_certificate; ///< The one that m_client shows.
};

} // namespace plumb::cluster
