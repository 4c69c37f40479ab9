// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/cluster/reflector.h"

#include "core/cluster/apistatus.h"
#include "core/cluster/queryvalue.h"

#include <algorithm>
#include <charconv>

namespace plumb::cluster {

namespace {

constexpr int pageSize = 500;

// A refusal is asked about again only now and then: somebody must first allow it.
constexpr std::chrono::minutes refusalWait(5);

// A server that lost its data never reaches the resourceVersion that a watch is to go on from.
constexpr int mostResumptions = 3;

/// A resourceVersion may be compared only where both are numbers; servers say that they are.
std::optional<std::uint64_t> numberOf(std::string_view resourceVersion)
{
    std::uint64_t number = 0;
    const char *const end = resourceVersion.data() + resourceVersion.size();
    const auto read = std::from_chars(resourceVersion.data(), end, number);
    if (read.ec != std::errc() || read.ptr != end)
        return {};
    return number;
}

bool isBefore(std::string_view a, std::string_view b)
{
    const auto first = numberOf(a);
    const auto second = numberOf(b);
    return first && second && *first < *second;
}

} // namespace

Reflector::Reflector(ReflectorTarget target, ReflectorOptions options)
    : m_target(std::move(target))
    , m_options(std::move(options))
    , m_random(m_options.retry.seed)
{
    relist();
}

Result<std::string> Reflector::begin()
{
    m_stream = JsonStream();
    return PLUMB_TRY(m_target.resource.path(m_target.namespaceName)) + query();
}

std::string Reflector::query() const
{
    std::string query;
    if (m_phase == Phase::Listing) {
        query = "?limit=" + std::to_string(pageSize);
        if (!m_nextPage.empty())
            query += "&continue=" + queryValue(m_nextPage);
    } else {
        const auto spread = static_cast<std::uint64_t>(m_options.watchTime.count()) / 2 + 1;
        const auto seconds =
            static_cast<std::uint64_t>(m_options.watchTime.count()) + (m_random >> 8) % spread;
        query = "?watch=1&allowWatchBookmarks=true&timeoutSeconds=" + std::to_string(seconds);
        query += m_phase == Phase::Watching
                     ? "&resourceVersion=" + queryValue(m_resourceVersion)
                     : "&sendInitialEvents=true&resourceVersionMatch=NotOlderThan";
    }
    // Helm keeps whole charts in Secrets, which take more memory than all that Flux applies.
    if (m_target.resource.gvk.group.empty() && m_target.resource.gvk.kind == "Secret")
        query += "&fieldSelector=" + queryValue("type!=helm.sh/release.v1");
    return query;
}

Result<> Reflector::receive(std::string_view piece)
{
    return m_stream.add(piece, [this](std::string_view document) { return take(document); });
}

Result<> Reflector::take(std::string_view document)
{
    const WatchEvent event = PLUMB_TRY(readWatchEvent(document, m_target.resource));
    m_failures = 0;
    m_error.reset();
    return apply(event);
}

Result<> Reflector::apply(const WatchEvent &event)
{
    if (event.endsInitialEvents && m_listing) {
        completeList(event.resourceVersion);
        return {};
    }
    if (m_listing) {
        // Initial events come in no order, and say no resourceVersion to go on from.
        if (event.type == WatchEvent::Type::Deleted)
            m_listing->remove(event.object.id());
        else if (event.type != WatchEvent::Type::Bookmark)
            keep(event.object);
        return {};
    }
    PLUMB_TRY(checkOrder(event));
    m_resourceVersion = event.resourceVersion;
    if (event.type == WatchEvent::Type::Bookmark)
        m_relists = 0;
    if (event.type == WatchEvent::Type::Deleted)
        m_hasChanged = m_store.remove(event.object.id()) || m_hasChanged;
    else if (event.type != WatchEvent::Type::Bookmark)
        keep(event.object);
    return {};
}

// A server tells changes in their order. What comes otherwise has been mixed up on its way, and
// what else is wrong with it nobody knows.
Result<> Reflector::checkOrder(const WatchEvent &event)
{
    if (!event.resourceVersion.empty() && !isBefore(event.resourceVersion, m_resourceVersion))
        return {};
    return std::unexpected(Error(ErrorCode::Conflict, "the watch of " + m_target.resource.plural
                                                          + " does not tell changes in order"));
}

void Reflector::keep(const Object &object)
{
    const auto time = m_options.now ? m_options.now() : std::chrono::system_clock::time_point();
    if (!m_listing) {
        m_store.set(packed(object, m_options.packer, time));
        m_hasChanged = true;
        return;
    }
    // What has not changed since an earlier list stays the very same.
    LiveObjectPointer known = m_store.pointer(object.id());
    const std::string_view version = object.fields().textAt({"metadata", "resourceVersion"});
    const bool isSame = known && !version.empty() && known->resourceVersion == version;
    m_listing->set(isSame ? std::move(known) : packed(object, m_options.packer, time));
}

void Reflector::completeList(std::string resourceVersion)
{
    m_store = *std::exchange(m_listing, std::nullopt);
    m_resourceVersion = std::move(resourceVersion);
    m_phase = Phase::Watching;
    m_isListed = true;
    m_hasChanged = true;
}

void Reflector::relist()
{
    m_phase = m_options.streamsLists ? Phase::StreamingList : Phase::Listing;
    m_listing.emplace();
    m_nextPage.clear();
    m_resourceVersion.clear();
}

Result<> Reflector::takePage(const http::Response &response)
{
    ListPage page = PLUMB_TRY(readListPage(response.body, m_target.resource));
    for (const Object &object : page.objects)
        keep(object);
    m_failures = 0;
    m_error.reset();
    if (page.next.empty())
        completeList(std::move(page.resourceVersion));
    else
        m_nextPage = std::move(page.next);
    return {};
}

void Reflector::finish(const Result<http::Response> &result, Clock::time_point now)
{
    http::nextRandom(m_random);
    if (!result)
        return fail(result.error(), nullptr, now);
    if (!result->isSuccess())
        return fail(errorOf(*result), &*result, now);
    if (m_phase == Phase::Listing) {
        const Result<> taken = takePage(*result);
        return taken ? hurry(now) : fail(taken.error(), nullptr, now);
    }
    if (m_stream.isInside()) {
        return fail(Error(ErrorCode::Unreachable, "the watch of " + m_target.resource.plural
                                                      + " was cut off in the middle of an event"),
                    nullptr, now);
    }
    if (m_phase == Phase::StreamingList) {
        return fail(Error(ErrorCode::Unreachable, "the list of " + m_target.resource.plural
                                                      + " ended before it was complete"),
                    nullptr, now);
    }
    // The ordinary end of a watch. One that ends at once, again and again, must not become a storm.
    m_relists = 0;
    m_dueAt = now + http::waitAfter(m_options.retry, ++m_failures, nullptr, m_random);
}

void Reflector::fail(const Error &error, const http::Response *response, Clock::time_point now)
{
    if (error.code() == ErrorCode::Cancelled)
        return;
    // A list that is streamed is refused by servers that do not know it.
    if (m_phase == Phase::StreamingList && error.code() == ErrorCode::InvalidInput) {
        m_options.streamsLists = false;
        relist();
        return hurry(now);
    }
    ++m_failures;
    const bool isExpired = error.code() == ErrorCode::Conflict;
    if (isExpired || m_phase != Phase::Watching || m_failures > mostResumptions)
        relist();
    if (isExpired) {
        // That a server forgets is no failure, unless it does so again and again.
        m_dueAt = m_relists == 0
                      ? now
                      : now + http::waitAfter(m_options.retry, m_relists, nullptr, m_random);
        ++m_relists;
        return;
    }
    m_error = error;
    const bool isRefused =
        error.code() == ErrorCode::Unauthorized || error.code() == ErrorCode::NotFound;
    m_dueAt = now
              + (isRefused ? refusalWait
                           : http::waitAfter(m_options.retry, m_failures, response, m_random));
}

void Reflector::startOver(Clock::time_point now)
{
    m_failures = 0;
    m_relists = 0;
    relist();
    hurry(now);
}

void Reflector::hurry(Clock::time_point now)
{
    m_dueAt = now;
}

} // namespace plumb::cluster
