// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/error.h"

#include <optional>
#include <string>
#include <string_view>

namespace plumb::gotemplate {

struct UserInfo
{
    std::string name;
    std::optional<std::string> password;

    /// As it stands in a URL.
    std::string text() const;
};

/// A URL's parts, decoded, by the rules of Go's net/url.
struct Url
{
    std::string scheme;
    std::string opaque; ///< Of "mailto:someone": what follows the scheme.
    std::optional<UserInfo> user;
    std::string host; ///< With the port.
    std::string path;
    std::string query; ///< As written.
    std::string fragment;

    static Result<Url> parse(std::string_view text);
    std::string text() const;
    /// The host without port and brackets.
    std::string hostname() const;
};

} // namespace plumb::gotemplate
