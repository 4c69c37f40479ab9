// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/error.h"

#include <chrono>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

namespace plumb::source {

/// Results by key. The first who asks works one out while others who want the same wait; failures
/// are kept too, for a shorter time, so that a dead server is not asked by every build.
template<typename T>
class Remembered
{
public:
    explicit Remembered(std::chrono::milliseconds freshFor)
        : m_freshFor(freshFor)
    {
    }

    template<typename Work>
    Result<T> get(const std::string &key, Work work)
    {
        const std::shared_ptr<Slot> slot = slotOf(key);
        const std::lock_guard guard(slot->lock);
        if (!isGood(*slot)) {
            Result<T> result = work();
            if (!result && result.error().code() == ErrorCode::Cancelled)
                return result;
            slot->result = std::move(result);
            slot->at = Clock::now();
        }
        return *slot->result;
    }

private:
    using Clock = std::chrono::steady_clock;

    struct Slot
    {
        std::mutex lock;
        Clock::time_point at = {};
        std::optional<Result<T>> result = {};
    };

    static constexpr auto patience = std::chrono::minutes(1);

    bool isGood(const Slot &slot) const
    {
        if (!slot.result)
            return false;
        const auto age = Clock::now() - slot.at;
        return *slot.result ? age < m_freshFor : age < patience;
    }

    std::shared_ptr<Slot> slotOf(const std::string &key)
    {
        const std::lock_guard guard(m_lock);
        std::shared_ptr<Slot> &slot = m_slots[key];
        if (!slot)
            slot = std::make_shared<Slot>();
        return slot;
    }

    const std::chrono::milliseconds m_freshFor;
    std::mutex m_lock;
    std::map<std::string, std::shared_ptr<Slot>> m_slots;
};

} // namespace plumb::source
