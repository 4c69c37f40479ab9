// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/cluster/clusterlink.h"

namespace plumb::cluster {

void ClusterLink::succeed(Clock::time_point now)
{
    if (!isOpen())
        m_status = {.state = LinkStatus::State::Connected, .since = now};
    m_failures = 0;
    m_dueAt = now + m_options.probeEvery;
}

void ClusterLink::fail(const Error &error, Clock::time_point now)
{
    if (m_failures == 0)
        m_status.since = now;
    ++m_failures;
    const bool isForbidden = error.code() == ErrorCode::Unauthorized;
    const bool isPatient = now - m_status.since < m_options.patience;
    m_status.state = isForbidden ? LinkStatus::State::Forbidden
                     : isPatient ? LinkStatus::State::Reconnecting
                                 : LinkStatus::State::Unreachable;
    m_status.reason = error.toString();
    m_status.nextTry =
        now + http::waitAfter(m_options.retry, m_failures, nullptr, http::nextRandom(m_random));
    m_dueAt = m_status.nextTry;
}

void ClusterLink::suspect(Clock::time_point now)
{
    if (!isAsking())
        m_dueAt = now;
}

} // namespace plumb::cluster
