// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/error.h"
#include "core/http/retry.h"

#include <chrono>
#include <cstdint>
#include <string>

namespace plumb::cluster {

/// How a cluster can be reached at the moment.
struct LinkStatus
{
    using Clock = std::chrono::steady_clock;

    enum class State : std::uint8_t {
        Connecting, ///< For the first time.
        Connected,
        Reconnecting, ///< It has been lost a short time ago.
        Unreachable,  ///< It has not answered for a while.
        Forbidden,    ///< It does not let the user in.
    };

    State state = State::Connecting;
    Clock::time_point since = {};   ///< Since when it is, or is not, reached.
    Clock::time_point nextTry = {}; ///< While it is not connected and does not try just now.
    std::string reason = {};        ///< Why it is not connected.

    bool isConnected() const { return state == State::Connected; }
    bool operator==(const LinkStatus &) const = default;
};

struct LinkOptions
{
    http::Retry retry = {.first = std::chrono::milliseconds(800),
                         .longest = std::chrono::seconds(30)};
    /// How often a cluster that says nothing is asked whether it is there.
    std::chrono::milliseconds probeEvery = std::chrono::seconds(20);
    std::chrono::milliseconds probeTimeout = std::chrono::seconds(10);
    /// When a cluster that does not answer is called unreachable.
    std::chrono::milliseconds patience = std::chrono::seconds(30);
};

/// Decides when a cluster is asked whether it answers, and what its answers mean. One question
/// finds out for all watches; they wait until it is answered.
class ClusterLink
{
public:
    using Clock = LinkStatus::Clock;

    explicit ClusterLink(LinkOptions options)
        : m_options(options)
        , m_random(options.retry.seed)
    {
    }

    const LinkStatus &status() const { return m_status; }
    bool isOpen() const { return m_status.isConnected(); }
    /// When the next question is to be sent.
    Clock::time_point dueAt() const { return m_dueAt; }
    std::chrono::milliseconds probeTimeout() const { return m_options.probeTimeout; }

    /// The question is being sent.
    void begin() { m_dueAt = Clock::time_point::max(); }
    void succeed(Clock::time_point now);
    void fail(const Error &error, Clock::time_point now);
    /// Something went wrong that may be the cluster's end: asks at once.
    void suspect(Clock::time_point now);
    /// Asks at once, whatever was to come before.
    void hurry(Clock::time_point now) { m_dueAt = now; }

private:
    bool isAsking() const { return m_dueAt == Clock::time_point::max(); }

    LinkOptions m_options;
    LinkStatus m_status;
    Clock::time_point m_dueAt = {};
    std::uint64_t m_random;
    int m_failures = 0;
};

} // namespace plumb::cluster
