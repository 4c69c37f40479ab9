// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/base/executor.h"

#include <algorithm>
#include <atomic>
#include <thread>
#include <vector>

namespace plumb {

void InlineExecutor::forEach(std::size_t count, const std::function<void(std::size_t)> &body)
{
    for (std::size_t i = 0; i < count; ++i)
        body(i);
}

ThreadExecutor::ThreadExecutor(std::size_t width)
    : m_width(width ? width : std::max<std::size_t>(1, std::thread::hardware_concurrency()))
{
}

void ThreadExecutor::forEach(std::size_t count, const std::function<void(std::size_t)> &body)
{
    std::atomic<std::size_t> next = 0;
    const auto work = [&] {
        for (std::size_t i = next++; i < count; i = next++)
            body(i);
    };
    std::vector<std::jthread> helpers;
    for (std::size_t i = 1; i < std::min(m_width, count); ++i)
        helpers.emplace_back(work);
    work();
}

} // namespace plumb
