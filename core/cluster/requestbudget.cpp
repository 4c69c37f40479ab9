// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/cluster/requestbudget.h"

#include <algorithm>
#include <condition_variable>

namespace plumb::cluster {

std::uint64_t RequestBudget::taken() const
{
    const std::lock_guard lock(m_mutex);
    return m_taken;
}

double RequestBudget::leftAt(Clock::time_point now) const
{
    const std::chrono::duration<double> passed = now - m_countedAt;
    return std::min(burst(), m_left + std::max(0.0, passed.count()) * m_perSecond);
}

bool RequestBudget::tryTake(Clock::time_point now)
{
    const std::lock_guard lock(m_mutex);
    if (m_perSecond > 0) {
        const double left = leftAt(now);
        if (left < 1)
            return false;
        m_left = left - 1;
        m_countedAt = now;
    }
    ++m_taken;
    return true;
}

RequestBudget::Clock::time_point RequestBudget::freeAt(Clock::time_point now) const
{
    const std::lock_guard lock(m_mutex);
    const double missing = m_perSecond > 0 ? 1 - leftAt(now) : 0;
    if (missing <= 0)
        return now;
    return now
           + std::chrono::ceil<Clock::duration>(
               std::chrono::duration<double>(missing / m_perSecond));
}

Result<> RequestBudget::wait(const std::stop_token &stop)
{
    std::mutex waiting;
    std::condition_variable_any changed;
    for (auto now = Clock::now(); !tryTake(now); now = Clock::now()) {
        std::unique_lock lock(waiting);
        changed.wait_until(lock, stop, freeAt(now), [] { return false; });
        if (stop.stop_requested())
            return std::unexpected(Error(ErrorCode::Cancelled, "cancelled"));
    }
    return {};
}

} // namespace plumb::cluster
