// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstddef>
#include <functional>

namespace plumb {

/// Runs the iterations of a data-parallel loop. Core owns no thread: whoever starts a run
/// decides how wide it is, and tests run it inline.
class Executor
{
public:
    virtual ~Executor() = default;

    /// Calls body(0) … body(count - 1), each once, in any order and possibly at the same time;
    /// returns when all are done. The body must not throw.
    virtual void forEach(std::size_t count, const std::function<void(std::size_t)> &body) = 0;
};

/// Runs everything on the calling thread, in order.
class InlineExecutor final : public Executor
{
public:
    void forEach(std::size_t count, const std::function<void(std::size_t)> &body) override;
};

/// Runs each loop on up to @p width threads (the caller's among them) that live as long as the
/// loop.
class ThreadExecutor final : public Executor
{
public:
    /// A width of 0 means one thread a core.
    explicit ThreadExecutor(std::size_t width = 0);

    void forEach(std::size_t count, const std::function<void(std::size_t)> &body) override;

private:
    std::size_t m_width;
};

} // namespace plumb
