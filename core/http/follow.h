// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/http/client.h"

namespace plumb::http {

/// Sends a request and follows redirects, ten at most, never from https to http. The headers in
/// @p confidential go to the place that the request names and to no other.
Result<Response> follow(Client &client, Request request, const Headers &confidential,
                        const std::stop_token &stop);

/// What an answer that is no success means to who asked for @p url.
Error refusal(const std::string &url, const Response &response);

} // namespace plumb::http
