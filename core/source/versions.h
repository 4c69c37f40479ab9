// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/semver/version.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plumb::source {

/// A version as Flux reads it: "v1" and "1.2" are none, though ranges may be written so.
std::optional<semver::Version> readVersion(std::string_view text);

/// What readVersion() can read, the highest first; of equal ones the earlier comes first.
std::vector<std::string> newestFirst(const std::vector<std::string> &versions);

/// The highest of the versions that lie in the range, by its spelling; nothing when none does.
/// InvalidInput when the range is none. "" and "*" mean any release.
Result<std::optional<std::string>> highestIn(std::string_view range,
                                             const std::vector<std::string> &versions);

/// "; the newest are 1.2.0, 1.1.9 and 1.1.8", to say in an error what could have been asked for;
/// the versions are sorted already.
std::string newestOf(const std::vector<std::string> &versions);

} // namespace plumb::source
