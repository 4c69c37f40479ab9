// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <compare>
#include <string_view>

namespace plumb::ui {

/// Which of two versions is older, by the rules of Semantic Versioning with an optional "v" and
/// missing parts taken as 0; unordered when either is something else (a digest, a branch).
std::partial_ordering compareVersions(std::string_view a, std::string_view b);

} // namespace plumb::ui
