// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/error.h"

#include <chrono>
#include <cstdint>
#include <mutex>
#include <stop_token>

namespace plumb::cluster {

/// Keeps everything that asks one server below a number of requests a second. After a quiet time
/// two seconds' worth may go out at once. May be used from any thread.
class RequestBudget
{
public:
    using Clock = std::chrono::steady_clock;

    /// 0 sets no limit.
    explicit RequestBudget(double perSecond)
        : m_perSecond(perSecond)
        , m_left(burst())
    {
    }

    double perSecond() const { return m_perSecond; }
    /// How many requests there have been.
    std::uint64_t taken() const;

    /// Takes one request; false, and takes none, when there is none left.
    bool tryTake(Clock::time_point now);
    /// When the next one is left.
    Clock::time_point freeAt(Clock::time_point now) const;
    /// Takes one request when there is one left; Cancelled when it is stopped before.
    Result<> wait(const std::stop_token &stop);

private:
    double burst() const { return m_perSecond * 2 < 1 ? 1 : m_perSecond * 2; }
    double leftAt(Clock::time_point now) const;

    const double m_perSecond;
    mutable std::mutex m_mutex; // guards what follows
    double m_left;
    Clock::time_point m_countedAt = {};
    std::uint64_t m_taken = 0;
};

} // namespace plumb::cluster
