// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/error.h"
#include "core/files/descriptor.h"

#include <optional>
#include <string>
#include <string_view>
#include <sys/stat.h>

namespace plumb::git {

enum class MissingFolder : std::uint8_t { Nothing, Make };

/// Opens a folder below another one. Below @p root no link is followed, so that the way never
/// leads out; a folder that is not there, or is something else, is nothing.
Result<std::optional<files::Descriptor>> openFolder(int root, const std::string &path,
                                                    MissingFolder missing);

/// Writes a new file to the disk itself.
Result<> writeFile(const std::string &path, std::string_view content, mode_t mode);

Result<> copyFile(const std::string &from, const std::string &to, mode_t mode);

} // namespace plumb::git
