// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/http/client.h"

#include "core/http/retry.h"
#include "core/http/transferloop.h"
#include "core/http/url.h"

#include <algorithm>
#include <map>

namespace plumb::http {

namespace {

bool sameName(std::string_view a, std::string_view b)
{
    const auto lower = [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    };
    return std::ranges::equal(a, b, {}, lower, lower);
}

using Clock = std::chrono::steady_clock;

std::string originOf(const std::string &url)
{
    const Result<Url> parsed = Url::parse(url);
    return parsed ? parsed->scheme + "://" + parsed->authority : url;
}

} // namespace

std::string_view Response::header(std::string_view name) const
{
    for (const auto &[key, value] : headers) {
        if (sameName(key, name))
            return value;
    }
    return {};
}

struct Client::Private
{
    explicit Private(ClientOptions o)
        : options(std::move(o))
        , random(options.retry.seed)
    {
    }
    ~Private()
    {
        for (CURL *handle : idle)
            curl_easy_cleanup(handle);
    }
    Private(const Private &) = delete;
    Private &operator=(const Private &) = delete;

    CURL *takeHandle()
    {
        {
            const std::lock_guard lock(mutex);
            if (!idle.empty()) {
                CURL *handle = idle.back();
                idle.pop_back();
                return handle;
            }
        }
        return curl_easy_init();
    }

    void returnHandle(CURL *handle)
    {
        // Forgets the options, and with them every credential.
        curl_easy_reset(handle);
        const std::lock_guard lock(mutex);
        idle.push_back(handle);
    }

    /// Fails when the host has not answered lately.
    Result<> admit(const std::string &url);
    void rememberSilence(const std::string &url, const Error &error);
    Result<Response> attempt(const Request &request, const std::stop_token &stop, bool &isFinal);
    Result<> wait(std::chrono::milliseconds duration, const std::stop_token &stop);

    const ClientOptions options;
    TransferLoop loop;
    std::mutex mutex; // guards what follows
    std::vector<CURL *> idle;
    std::uint64_t random;
    std::map<std::string, std::pair<Clock::time_point, Error>> silent; // by origin
};

Result<> Client::Private::admit(const std::string &url)
{
    const std::lock_guard lock(mutex);
    const auto known = silent.find(originOf(url));
    if (known == silent.end())
        return {};
    if (Clock::now() - known->second.first < options.silencePatience)
        return std::unexpected(known->second.second);
    silent.erase(known);
    return {};
}

void Client::Private::rememberSilence(const std::string &url, const Error &error)
{
    if (options.silencePatience.count() == 0 || error.code() != ErrorCode::Unreachable)
        return;
    const std::lock_guard lock(mutex);
    silent.insert_or_assign(originOf(url), std::pair(Clock::now(), error));
}

Result<Response> Client::Private::attempt(const Request &request, const std::stop_token &stop,
                                          bool &isFinal)
{
    CURL *handle = takeHandle();
    if (!handle)
        return std::unexpected(Error(ErrorCode::LimitExceeded, "not enough memory for a request"));
    Result<Response> result;
    {
        Transfer transfer(request, options, handle);
        Result<> done = transfer.prepare();
        isFinal = !done;
        if (done)
            done = loop.run(transfer, stop);
        isFinal = isFinal || transfer.hasDelivered();
        if (done)
            result = transfer.takeResponse();
        else
            result = std::unexpected(std::move(done).error());
    }
    returnHandle(handle);
    return result;
}

Result<> Client::Private::wait(std::chrono::milliseconds duration, const std::stop_token &stop)
{
    std::mutex waiting;
    std::unique_lock lock(waiting);
    std::condition_variable_any changed;
    changed.wait_for(lock, stop, duration, [] { return false; });
    if (stop.stop_requested())
        return std::unexpected(Error(ErrorCode::Cancelled, "cancelled"));
    return {};
}

Client::Client(ClientOptions options)
{
    initializeCurl();
    d = std::make_unique<Private>(std::move(options));
}

Client::~Client() = default;

Result<Response> Client::send(const Request &request, const std::stop_token &stop)
{
    PLUMB_TRY(d->admit(request.url));
    const Retry &retry = d->options.retry;
    const auto start = Clock::now();
    const auto isOver = [&request, start] {
        return request.timeout.count() > 0 && Clock::now() - start >= request.timeout;
    };
    for (int attempt = 1;; ++attempt) {
        bool isFinal = false;
        Result<Response> result = d->attempt(request, stop, isFinal);
        const bool mayHelp =
            result ? asksForRepeat(*result) : result.error().code() == ErrorCode::Unreachable;
        if (!mayHelp || isFinal || !isRepeatable(request) || attempt >= retry.attempts
            || isOver()) {
            if (!result && !isFinal)
                d->rememberSilence(request.url, result.error());
            return result;
        }
        std::uint64_t random = 0;
        {
            const std::lock_guard lock(d->mutex);
            random = nextRandom(d->random);
        }
        PLUMB_TRY(d->wait(waitAfter(retry, attempt, result ? &*result : nullptr, random), stop));
    }
}

} // namespace plumb::http
