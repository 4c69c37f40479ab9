// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/http/client.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace plumb::oci {

/// What a server asks for in a WWW-Authenticate header.
struct Challenge
{
    std::string scheme;                                 ///< In lower case: "bearer", "basic".
    std::map<std::string, std::string> parameters = {}; ///< Names in lower case.

    std::string parameter(const std::string &name) const;
};

/// Reads the value of one WWW-Authenticate header (RFC 9110 §11.6.1); what it cannot read ends it.
std::vector<Challenge> readChallenges(std::string_view header);

/// Those of all headers of a response.
std::vector<Challenge> challengesOf(const http::Response &response);

} // namespace plumb::oci
