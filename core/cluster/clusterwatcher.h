// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/executor.h"
#include "core/cluster/clusterlink.h"
#include "core/cluster/connection.h"
#include "core/cluster/followedkinds.h"
#include "core/http/multiplexer.h"

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <stop_token>
#include <vector>

namespace plumb::cluster {

/// What is known about a watched cluster at one moment.
struct ClusterView
{
    /// The state; null until every kind has been listed once, or has turned out to be unreadable.
    /// While the cluster is out of reach it is what it last was.
    std::shared_ptr<const LiveState> live = {};
    LinkStatus link = {};
    std::size_t kinds = 0;      ///< That are followed.
    std::size_t listed = 0;     ///< Of these, that have been read.
    std::uint64_t requests = 0; ///< That have been sent to the cluster, by anybody here.
};

struct WatcherOptions
{
    ReflectorOptions reflectors = {};
    LinkOptions link = {};
    std::chrono::milliseconds batch = std::chrono::milliseconds(250); ///< Between two views.
    /// A watch of which nothing comes for so long is given up; bookmarks come once a minute.
    std::chrono::seconds stallTimeout = std::chrono::seconds(100);
    /// How often the cluster is asked which kinds it has.
    std::chrono::milliseconds discoverEvery = std::chrono::minutes(5);
};

/// Follows what happens in one cluster: Flux's objects, the kinds of what its inventories name and
/// of what is wanted, and what these make. Whatever happens to the connection, it finds back to
/// what the cluster is.
class ClusterWatcher
{
public:
    using Clock = std::chrono::steady_clock;
    using Publish = std::function<void(std::shared_ptr<const ClusterView>)>;

    ClusterWatcher(std::shared_ptr<Connection> connection, Executor &executor,
                   WatcherOptions options);

    /// Watches until it is stopped, on the thread that calls it, which also calls @p publish.
    void run(const Publish &publish, const std::stop_token &stop);

    /// Says which objects matter besides those that Flux knows. From any thread.
    void want(std::vector<WantedObject> wanted);
    /// Tries to connect now instead of at the next try. From any thread.
    void retryNow();

private:
    using Answer = Result<http::Response>;

    void takeWishes(Clock::time_point now);
    void probe(const std::stop_token &stop);
    void finishProbe(const Connection::Prepared &sent, const Answer &answer);
    void connect(const http::Response &version, Clock::time_point now);
    void disconnect(Clock::time_point now);
    void discover(const std::stop_token &stop);
    void plan(Clock::time_point now);
    void sendDue(const std::stop_token &stop);
    void send(FollowedKind &kind, const std::stop_token &stop);
    void finish(FollowedKind &kind, const Connection::Prepared &sent, const Answer &answer);
    void noticeChanges(Clock::time_point now);
    void publishDue(const Publish &publish, Clock::time_point now);
    Clock::time_point nextEvent(Clock::time_point now) const;

    std::shared_ptr<Connection> m_connection;
    Executor &m_executor;
    WatcherOptions m_options;
    ClusterLink m_link;
    FollowedKinds m_kinds;
    std::unique_ptr<http::Multiplexer> m_requests;
    std::shared_ptr<const ApiResources> m_resources;
    std::vector<WantedObject> m_wanted;
    std::shared_ptr<const LiveState> m_live;
    LinkStatus m_publishedLink;
    Clock::time_point m_discoverAt = {};
    std::optional<Clock::time_point> m_publishAt;
    Clock::time_point m_publishedAt = {};
    std::optional<Error> m_lost; ///< Why the connection is to be given up.
    std::set<GroupVersionKind> m_forbidden;
    bool m_hasChanged = false; ///< The objects, since the last state was made.
    bool m_isPlanOld = false;
    bool m_hadCredentialRenewed = false; ///< Since the last answer that was one.

    std::mutex m_mutex; // guards what follows
    std::optional<std::vector<WantedObject>> m_newWanted;
    bool m_isRetryWanted = false;
    http::Multiplexer *m_running = nullptr; ///< To be woken.
};

} // namespace plumb::cluster
