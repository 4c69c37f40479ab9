// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/loopbackserver.h"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <charconv>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace plumb::test {

namespace {

/// Waits until there is something to read or to accept; false when the server ends.
bool waitForInput(int socket, const std::stop_token &stop)
{
    while (!stop.stop_requested()) {
        pollfd wait = {.fd = socket, .events = POLLIN, .revents = 0};
        if (::poll(&wait, 1, 20) > 0)
            return true;
    }
    return false;
}

} // namespace

std::string LoopbackPeer::readRequest()
{
    std::string request;
    while (!request.ends_with("\r\n\r\n")) {
        char c = 0;
        if (!waitForInput(m_socket, m_stop) || ::recv(m_socket, &c, 1, 0) <= 0)
            return {};
        request += c;
    }
    return request;
}

std::string LoopbackPeer::readBody(std::string_view request)
{
    constexpr std::string_view header = "Content-Length: ";
    const auto at = request.find(header);
    std::size_t missing = 0;
    if (at != request.npos)
        std::from_chars(request.data() + at + header.size(), request.data() + request.size(),
                        missing);
    std::string body;
    std::array<char, 4096> bytes;
    while (missing > 0 && waitForInput(m_socket, m_stop)) {
        const ssize_t count = ::recv(m_socket, bytes.data(), std::min(missing, bytes.size()), 0);
        if (count <= 0)
            break;
        body.append(bytes.data(), static_cast<std::size_t>(count));
        missing -= static_cast<std::size_t>(count);
    }
    return body;
}

void LoopbackPeer::write(std::string_view bytes) const
{
    while (!bytes.empty()) {
        const ssize_t count = ::send(m_socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (count <= 0)
            return;
        bytes.remove_prefix(static_cast<std::size_t>(count));
    }
}

void LoopbackPeer::respond(int status, std::string_view headers, std::string_view body) const
{
    write("HTTP/1.1 " + std::to_string(status)
          + " X\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" + std::string(headers)
          + "\r\n" + std::string(body));
}

void LoopbackPeer::waitForEnd()
{
    std::array<char, 256> bytes;
    while (waitForInput(m_socket, m_stop) && ::recv(m_socket, bytes.data(), bytes.size(), 0) > 0) {}
}

LoopbackServer::LoopbackServer(std::function<void(LoopbackPeer &)> handler)
    : m_handler(std::move(handler))
    , m_socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
{
    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    ::bind(m_socket, reinterpret_cast<const sockaddr *>(&address), size);
    ::listen(m_socket, 64);
    ::getsockname(m_socket, reinterpret_cast<sockaddr *>(&address), &size);
    m_port = ntohs(address.sin_port);
    m_acceptor = std::jthread([this](const std::stop_token &stop) { accept(stop); });
}

LoopbackServer::~LoopbackServer()
{
    m_acceptor.request_stop();
    m_acceptor.join();
    m_threads.clear();
    ::close(m_socket);
}

std::string LoopbackServer::url() const
{
    return "http://127.0.0.1:" + std::to_string(m_port);
}

void LoopbackServer::accept(const std::stop_token &stop)
{
    while (waitForInput(m_socket, stop)) {
        const int socket = ::accept4(m_socket, nullptr, nullptr, SOCK_CLOEXEC);
        if (socket < 0)
            continue;
        ++m_connections;
        m_threads.emplace_back([this, socket](const std::stop_token &ended) {
            LoopbackPeer peer(socket, ended);
            m_handler(peer);
            ::close(socket);
        });
    }
}

} // namespace plumb::test
