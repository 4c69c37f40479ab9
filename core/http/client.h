// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/error.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace plumb::http {

using Headers = std::vector<std::pair<std::string, std::string>>;

/// Whom to trust and as whom to appear. PEM texts are used from memory and never written to disk.
struct Tls
{
    std::string authorities = {}; ///< PEM; empty means the system's own trust store.
    bool keepsSystem = false;     ///< Whether that is trusted beside the authorities.
    std::string certificate = {}; ///< PEM of the client's certificate chain; empty for none.
    std::string key = {};         ///< PEM of the client's private key.
    std::string serverName = {};  ///< Sent and verified instead of the host in the URL.
    bool isVerified = true;       ///< False accepts any certificate of the server.

    bool operator==(const Tls &) const = default;
};

/// How often and how patiently a request is repeated that has no effect on the server.
struct Retry
{
    int attempts = 4; ///< The first one among them.
    std::chrono::milliseconds first = std::chrono::milliseconds(200);
    std::chrono::milliseconds longest = std::chrono::seconds(10); ///< Also for Retry-After.
    std::uint64_t seed = 1; ///< Spreads the waits of several clients.
};

struct ClientOptions
{
    Tls tls = {};
    std::string proxy = {};   ///< http://, https:// or socks5:// URL; empty connects directly.
    std::string noProxy = {}; ///< Hosts that are reached directly, separated by commas.
    std::string userAgent = "plumbline";
    Retry retry = {};
    bool isCompressed = true;
    /// How long a host that did not answer is not asked again but taken for unreachable; zero asks
    /// every time.
    std::chrono::milliseconds silencePatience = {};
};

struct Response
{
    int status = 0;
    Headers headers = {};
    std::string body = {}; ///< Empty when it went to Request::onBody.

    bool isSuccess() const { return status >= 200 && status < 300; }
    /// The first header of that name, whatever its case; "" when there is none.
    std::string_view header(std::string_view name) const;
};

struct Request
{
    std::string method = "GET";
    std::string url;
    Headers headers = {};
    std::string body = {};
    std::chrono::milliseconds connectTimeout = std::chrono::seconds(10);
    /// For the whole transfer; zero for streams that last until they are stopped.
    std::chrono::milliseconds timeout = std::chrono::seconds(60);
    /// How long nothing may arrive before the transfer is given up; zero for as long as it likes.
    std::chrono::seconds stallTimeout = {};
    std::uint64_t maximumSize = 256u << 20; ///< Of the response's body, after decompression.
    /// Gets a successful response's body piece by piece, on the thread that called send(). An error
    /// returned from it ends the transfer and becomes the result of send().
    std::function<Result<>(std::string_view)> onBody = {};
    /// Gets the status and the headers before the first piece goes to onBody, in the same manner.
    std::function<Result<>(const Response &)> onStart = {};
};

/// Sends requests and waits for their responses; several threads may do so at the same time and
/// share its connections (one connection multiplexes them where the server speaks HTTP/2).
///
/// It has no thread of its own: of the threads that wait, one at a time moves the bytes of all.
class Client
{
public:
    explicit Client(ClientOptions options);
    ~Client();
    Client(const Client &) = delete;
    Client &operator=(const Client &) = delete;

    /// Any status is a response; an error means that there was none. GET and HEAD are repeated
    /// after failures of the network, and after 429 and 503 as the server asks for.
    Result<Response> send(const Request &request, const std::stop_token &stop);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace plumb::http
