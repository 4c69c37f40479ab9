// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/http/client.h"

#include <array>
#include <curl/curl.h>
#include <mutex>
#include <optional>

namespace plumb::http {

/// To be called before anything else of curl; more than once does no harm.
void initializeCurl();

/// One attempt at one request: curl's handle and what has come back so far.
///
/// Whoever drives the TransferLoop writes the response; the thread that waits for the transfer
/// reads it once the loop says that it is done. Only the pieces of a stream are shared.
class Transfer
{
public:
    /// @p handle is a fresh handle that outlives this.
    Transfer(const Request &request, const ClientOptions &options, CURL *handle);
    ~Transfer();
    Transfer(const Transfer &) = delete;
    Transfer &operator=(const Transfer &) = delete;

    /// Tells curl what to do; InvalidInput when the request cannot be sent.
    Result<> prepare();

    CURL *handle() const { return m_handle; }
    bool isStreamed() const { return static_cast<bool>(m_request.onBody); }
    bool hasDelivered() const { return m_hasDelivered; }
    Response takeResponse() { return std::move(m_response); }
    /// What @p code, the way the transfer ended, means to the caller.
    Error failure(CURLcode code) const;

    /// Gives what has arrived of a stream to the caller's function; on the caller's thread.
    Result<> deliver();
    bool hasPieces() const;
    /// Whether curl was told to wait because the caller has not kept up, and may go on now.
    bool takeResumable();

    /// Called after pieces have been added, on the driver's thread.
    std::function<void()> onPieces;

private:
    Result<> prepareUrl();
    Result<> prepareHeaders();
    void prepareTls();
    void prepareBody();
    std::string target() const;
    std::size_t receiveBody(std::string_view bytes);
    void receiveHeader(std::string_view line);

    static std::size_t bodyCallback(char *bytes, std::size_t size, std::size_t count, void *self);
    static std::size_t headerCallback(char *bytes, std::size_t size, std::size_t count, void *self);

    const Request &m_request;
    const ClientOptions &m_options;
    CURL *m_handle;
    curl_slist *m_headerLines = nullptr;
    curl_slist *m_connectTo = nullptr;
    std::array<char, CURL_ERROR_SIZE> m_errorText = {};

    Response m_response;
    std::uint64_t m_received = 0;
    bool m_isTooLarge = false;
    bool m_hasDelivered = false;

    mutable std::mutex m_mutex; // guards what follows
    std::string m_pieces;
    std::optional<Response> m_start; // for onStart, until it got it
    bool m_isPaused = false;
};

} // namespace plumb::http
