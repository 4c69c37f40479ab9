// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <atomic>
#include <functional>
#include <stop_token>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace plumb::test {

/// One side of a connection to a LoopbackServer.
class LoopbackPeer
{
public:
    LoopbackPeer(int socket, std::stop_token stop)
        : m_socket(socket)
        , m_stop(std::move(stop))
    {
    }

    /// The next request with its headers (bodies are not read); "" when the client has gone.
    std::string readRequest();
    /// The body that belongs to the headers of @p request, which say its length.
    std::string readBody(std::string_view request);
    void write(std::string_view bytes) const;
    /// Writes a whole response.
    void respond(int status, std::string_view headers, std::string_view body) const;
    /// Waits until the client goes away or the server ends.
    void waitForEnd();

private:
    int m_socket;
    std::stop_token m_stop;
};

/// An HTTP server on loopback that does what a test says, to inject faults that no real server
/// has on request. The handler runs once for each connection, on a thread of its own.
class LoopbackServer
{
public:
    explicit LoopbackServer(std::function<void(LoopbackPeer &)> handler);
    ~LoopbackServer();
    LoopbackServer(const LoopbackServer &) = delete;
    LoopbackServer &operator=(const LoopbackServer &) = delete;

    /// "http://127.0.0.1:34567"
    std::string url() const;
    int connections() const { return m_connections; }

private:
    void accept(const std::stop_token &stop);

    std::function<void(LoopbackPeer &)> m_handler;
    int m_socket = -1;
    int m_port = 0;
    std::atomic<int> m_connections = 0;
    std::vector<std::jthread> m_threads;
    std::jthread m_acceptor;
};

} // namespace plumb::test
