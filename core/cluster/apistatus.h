// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/error.h"
#include "core/http/client.h"
#include "core/yaml/value.h"

namespace plumb::cluster {

/// Why an API server refused, as an error to act on. The reason in its Status object is told;
/// nothing else of the body is.
Error errorOf(const http::Response &response);

/// The same for a Status object that came inside a stream.
Error errorOfStatus(const yaml::Value &status);

} // namespace plumb::cluster
