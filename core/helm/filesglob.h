// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace plumb::helm {

/// The patterns of .Files.Glob: '*' and '?' stop at '/', "**" does not, and {a,b} are choices.
/// Nothing when the pattern is malformed.
std::optional<bool> matchesFilesGlob(std::string_view pattern, std::string_view name);

} // namespace plumb::helm
