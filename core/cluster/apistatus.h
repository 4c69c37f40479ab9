// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/error.h"
#include "core/http/client.h"

namespace plumb::cluster {

/// Why an API server refused, as an error to act on. The reason in its Status object is told;
/// nothing else of the body is.
Error errorOf(const http::Response &response);

} // namespace plumb::cluster
