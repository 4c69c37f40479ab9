// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/error.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace plumb::source {

/// The folder or file of @p name below @p folder, called by the hash of what it holds the content
/// of; marks it as used now, where it is there.
std::string cachePlace(const std::string &folder, const std::string &name);

/// Removes what was not used for the longest time until the rest is small enough. What was used
/// within a day stays, since another program may be reading it.
void shrinkCache(const std::string &folder, std::uint64_t maximumSize);

/// Puts a whole file there, or none.
Result<> writeWhole(const std::string &file, std::string_view content);

/// NotFound when there is no such file.
Result<std::string> readWhole(const std::string &file);

} // namespace plumb::source
