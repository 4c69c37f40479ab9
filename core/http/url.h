// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/error.h"

#include <string>
#include <string_view>

namespace plumb::http {

/// An absolute URL with a host, taken apart. A fragment is dropped; what may not stand in a URL,
/// such as a space, is percent-encoded, as browsers do.
struct Url
{
    std::string scheme;    ///< In lower case.
    std::string user;      ///< What stands before '@', still encoded; never printed.
    std::string authority; ///< The host in lower case, and its port if one is written.
    std::string path;      ///< "" or "/…".
    std::string query;     ///< "" or "?…".

    bool operator==(const Url &) const = default;

    /// InvalidInput when the text is no such URL.
    static Result<Url> parse(std::string_view text);

    /// What @p reference means on a page of this URL (RFC 3986 §5.2).
    Result<Url> resolve(std::string_view reference) const;

    /// Everything but the user.
    std::string toString() const;
    /// For messages: without the query, which may hold what is nobody's business.
    std::string shown() const;
    std::string_view host() const;
    /// The port as it is written, or the one of the scheme.
    std::string_view port() const;
    /// Whether both are served by the same scheme, host and port.
    bool isSameOrigin(const Url &other) const;
    /// Whether the host is this machine: "localhost", 127.x.x.x or [::1].
    bool isLoopback() const;
};

/// Resolves %XX.
std::string percentDecode(std::string_view text);
/// Escapes all but letters, digits and "-._~".
std::string percentEncode(std::string_view text);

} // namespace plumb::http
