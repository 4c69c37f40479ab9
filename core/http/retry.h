// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/http/client.h"

#include <optional>

namespace plumb::http {

/// Whether sending the request twice has no other effect than sending it once.
bool isRepeatable(const Request &request);

/// Whether the server asks to send the request again: it is overloaded or not ready.
bool asksForRepeat(const Response &response);

/// How long to wait after the attempt number @p attempt (from 1) failed: growing by a factor of
/// two, spread by @p random, or what a response's Retry-After says, and never longer than the
/// policy's longest.
std::chrono::milliseconds waitAfter(const Retry &retry, int attempt, const Response *response,
                                    std::uint64_t random);

/// A small generator of numbers for spreading waits (SplitMix64); not for secrets.
std::uint64_t nextRandom(std::uint64_t &state);

} // namespace plumb::http
