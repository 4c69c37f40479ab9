// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/http/multiplexer.h"

#include "core/http/transfer.h"

#include <algorithm>
#include <atomic>
#include <map>
#include <optional>

namespace plumb::http {

namespace {

using std::chrono::milliseconds;

// curl waits no longer than its own timers say, whatever it is told.
constexpr milliseconds longestWait = std::chrono::minutes(1);

/// One request under way. The transfer refers to what stands before it.
struct Entry
{
    Entry(Request r, std::shared_ptr<const ClientOptions> o, Multiplexer::Done whenDone)
        : request(std::move(r))
        , options(std::move(o))
        , done(std::move(whenDone))
        , handle(curl_easy_init())
        , transfer(request, *options, handle)
    {
        transfer.onPieces = [] {};
    }
    ~Entry() { curl_easy_cleanup(handle); }
    Entry(const Entry &) = delete;
    Entry &operator=(const Entry &) = delete;

    Request request;
    std::shared_ptr<const ClientOptions> options;
    Multiplexer::Done done;
    CURL *handle;
    Transfer transfer;
    std::optional<Error> failure = {}; ///< Known without asking curl.
    std::optional<CURLcode> code = {}; ///< How it ended.
};

} // namespace

struct Multiplexer::Private
{
    Private()
        : multi(curl_multi_init())
    {
        curl_multi_setopt(multi, CURLMOPT_PIPELINING, static_cast<long>(CURLPIPE_MULTIPLEX));
    }
    ~Private()
    {
        for (const auto &[id, entry] : entries)
            curl_multi_remove_handle(multi, entry->handle);
        entries.clear();
        curl_multi_cleanup(multi);
    }
    Private(const Private &) = delete;
    Private &operator=(const Private &) = delete;

    void collect();
    bool deliver();
    bool deliver(Id id);
    void end(Id id);

    CURLM *multi;
    std::map<Id, std::unique_ptr<Entry>> entries;
    Id lastId = 0;
    std::atomic<bool> isWoken = false;
};

Multiplexer::Multiplexer()
{
    initializeCurl();
    d = std::make_unique<Private>();
}

Multiplexer::~Multiplexer() = default;

Multiplexer::Id Multiplexer::start(Request request, std::shared_ptr<const ClientOptions> options,
                                   Done done)
{
    const Id id = ++d->lastId;
    Entry &entry = *d->entries
                        .emplace(id, std::make_unique<Entry>(std::move(request), std::move(options),
                                                             std::move(done)))
                        .first->second;
    if (const Result<> prepared = entry.transfer.prepare(); !prepared) {
        entry.failure = prepared.error();
        return id;
    }
    curl_easy_setopt(entry.handle, CURLOPT_PRIVATE, &entry);
    if (curl_multi_add_handle(d->multi, entry.handle) != CURLM_OK)
        entry.failure = Error(ErrorCode::LimitExceeded, "not enough memory for a request");
    return id;
}

void Multiplexer::cancel(Id id)
{
    const auto found = d->entries.find(id);
    if (found == d->entries.end())
        return;
    curl_multi_remove_handle(d->multi, found->second->handle);
    d->entries.erase(found);
}

std::size_t Multiplexer::running() const
{
    return d->entries.size();
}

void Multiplexer::wait(Clock::time_point deadline, const std::stop_token &stop)
{
    const std::stop_callback onStop(stop, [this] { wakeUp(); });
    for (;;) {
        int running = 0;
        curl_multi_perform(d->multi, &running);
        d->collect();
        const bool hasDelivered = d->deliver();
        const bool isWoken = d->isWoken.exchange(false);
        const auto left = std::chrono::ceil<milliseconds>(deadline - Clock::now());
        if (hasDelivered || isWoken || stop.stop_requested() || left.count() <= 0)
            return;
        const auto patience = std::min(left, longestWait);
        curl_multi_poll(d->multi, nullptr, 0, static_cast<int>(patience.count()), nullptr);
    }
}

void Multiplexer::wakeUp()
{
    d->isWoken = true;
    curl_multi_wakeup(d->multi);
}

void Multiplexer::Private::collect()
{
    int remaining = 0;
    while (CURLMsg *message = curl_multi_info_read(multi, &remaining)) {
        void *entry = nullptr;
        if (message->msg != CURLMSG_DONE)
            continue;
        const CURLcode code = message->data.result;
        curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &entry);
        static_cast<Entry *>(entry)->code = code;
    }
}

bool Multiplexer::Private::deliver()
{
    // The functions may start and cancel requests.
    std::vector<Id> ids;
    ids.reserve(entries.size());
    for (const auto &[id, entry] : entries)
        ids.push_back(id);
    bool hasDelivered = false;
    for (const Id id : ids)
        hasDelivered = (entries.contains(id) && deliver(id)) || hasDelivered;
    return hasDelivered;
}

bool Multiplexer::Private::deliver(Id id)
{
    Entry &entry = *entries.at(id);
    const bool hasPieces = entry.transfer.hasPieces();
    if (hasPieces) {
        if (const Result<> delivered = entry.transfer.deliver(); !delivered)
            entry.failure = delivered.error();
        if (entry.transfer.takeResumable())
            curl_easy_pause(entry.handle, CURLPAUSE_CONT);
    }
    // What was held back while it was read slowly comes with the next round.
    const bool isOver = entry.failure || (entry.code && !entry.transfer.hasPieces());
    if (isOver)
        end(id);
    return hasPieces || isOver;
}

void Multiplexer::Private::end(Id id)
{
    const auto node = entries.extract(id);
    Entry &entry = *node.mapped();
    curl_multi_remove_handle(multi, entry.handle);
    if (entry.failure)
        entry.done(std::unexpected(*std::move(entry.failure)));
    else if (*entry.code != CURLE_OK)
        entry.done(std::unexpected(entry.transfer.failure(*entry.code)));
    else
        entry.done(entry.transfer.takeResponse());
}

} // namespace plumb::http
