// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <optional>
#include <string_view>

namespace plumb::history {

/// The line of @p before, counted from 1, that line @p line of @p after was before the edits
/// between them; nothing when it is new or was changed.
std::optional<int> oldLineOf(std::string_view before, std::string_view after, int line);

} // namespace plumb::history
