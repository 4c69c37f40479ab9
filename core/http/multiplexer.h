// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/http/client.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <stop_token>

namespace plumb::http {

/// Many requests that one thread sends and waits for at the same time, over as few connections as
/// the server lets it: one where that speaks HTTP/2. Nothing is sent a second time.
///
/// Belongs to one thread; only wakeUp() may be called from others.
class Multiplexer
{
public:
    using Id = std::uint64_t;
    using Clock = std::chrono::steady_clock;
    using Done = std::function<void(Result<Response>)>;

    Multiplexer();
    /// Gives up what is still running, without a word to those who wait for it.
    ~Multiplexer();
    Multiplexer(const Multiplexer &) = delete;
    Multiplexer &operator=(const Multiplexer &) = delete;

    /// Starts a request. While wait() runs it calls the request's onBody with what arrives, and
    /// @p done once at the end.
    Id start(Request request, std::shared_ptr<const ClientOptions> options, Done done);
    /// Gives up a request, whose functions are not called any more. Not from its own onBody.
    void cancel(Id id);
    std::size_t running() const;

    /// Moves the bytes of all until one of the functions was called, @p deadline is over, or
    /// somebody stops or wakes it.
    void wait(Clock::time_point deadline, const std::stop_token &stop);
    void wakeUp();

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace plumb::http
