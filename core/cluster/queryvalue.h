// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>
#include <string_view>

namespace plumb::cluster {

/// The text as the value of a query or a segment of a path: everything that could mean something
/// else there is percent-encoded.
std::string queryValue(std::string_view text);

} // namespace plumb::cluster
