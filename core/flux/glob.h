// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <optional>
#include <string_view>

namespace plumb::flux {

/// Whether a glob of '*', '?', '[…]' and '\\' matches the whole text; nothing when the pattern is
/// malformed and the text got as far as to show it. '*' and '?' match '/' like anything else, so
/// that paths are matched name by name.
std::optional<bool> matchesGlob(std::string_view pattern, std::string_view text);

} // namespace plumb::flux
