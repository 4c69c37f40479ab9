// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/cluster/jsonstream.h"
#include "core/cluster/kindstore.h"
#include "core/cluster/watchevent.h"
#include "core/http/retry.h"

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace plumb::cluster {

/// What one reflector follows.
struct ReflectorTarget
{
    ApiResource resource;
    std::string namespaceName = {}; ///< Empty for all of them.

    bool operator==(const ReflectorTarget &) const = default;
};

struct ReflectorOptions
{
    std::shared_ptr<yaml::Packer> packer = std::make_shared<yaml::Packer>();
    std::function<std::chrono::system_clock::time_point()> now = {}; ///< The time of day.
    http::Retry retry = {.first = std::chrono::milliseconds(500),
                         .longest = std::chrono::seconds(30)};
    /// After that the server ends a watch, which then goes on: half as long again at random.
    std::chrono::seconds watchTime = std::chrono::minutes(5);
    bool streamsLists = false; ///< Asks for lists as the beginning of a watch.
};

/// Keeps the objects of one kind as they are in the cluster: lists them, watches what changes,
/// goes on where a watch has ended, and begins again when it cannot.
///
/// It sends nothing itself. Whoever drives it sends the request of path() when that is due, gives
/// what arrives to receive() and the end to finish().
class Reflector
{
public:
    using Clock = std::chrono::steady_clock;

    Reflector(ReflectorTarget target, ReflectorOptions options);

    const ReflectorTarget &target() const { return m_target; }
    /// When the next request is to be sent.
    Clock::time_point dueAt() const { return m_dueAt; }
    /// Whether a response comes piece by piece, without an end to wait for.
    bool isStream() const { return m_phase != Phase::Listing; }
    /// Whether the kind has been listed to the end at least once.
    bool isListed() const { return m_isListed; }
    /// Why it does not follow the kind at the moment; cleared by the first answer that is one.
    const std::optional<Error> &error() const { return m_error; }
    /// Whether the objects have changed since this was last asked.
    bool takeChanged() { return std::exchange(m_hasChanged, false); }
    KindStore &store() { return m_store; }

    /// The path and query of the next request, which begins now.
    Result<std::string> begin();
    Result<> receive(std::string_view piece);
    void finish(const Result<http::Response> &result, Clock::time_point now);
    /// The cluster has been out of reach: what it was is known, what it is must be asked.
    void startOver(Clock::time_point now);
    /// Tries again at once instead of when it is due.
    void hurry(Clock::time_point now);

private:
    enum class Phase : std::uint8_t { Listing, StreamingList, Watching };

    std::string query() const;
    Result<> take(std::string_view document);
    Result<> apply(const WatchEvent &event);
    Result<> checkOrder(const WatchEvent &event);
    Result<> takePage(const http::Response &response);
    void keep(const Object &object);
    void completeList(std::string resourceVersion);
    void relist();
    void fail(const Error &error, const http::Response *response, Clock::time_point now);

    ReflectorTarget m_target;
    ReflectorOptions m_options;
    Phase m_phase;
    Clock::time_point m_dueAt = {};
    KindStore m_store;
    std::optional<KindStore> m_listing; ///< What a list has brought that is not at its end.
    std::string m_resourceVersion;      ///< Up to which everything is known.
    std::string m_nextPage;
    JsonStream m_stream;
    std::optional<Error> m_error;
    std::uint64_t m_random = 0;
    int m_failures = 0; ///< Since something last went well.
    int m_relists = 0;  ///< Since a watch last went well.
    bool m_isListed = false;
    bool m_hasChanged = false;
};

} // namespace plumb::cluster
