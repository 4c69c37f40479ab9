// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

namespace plumb {

/// A resource quantity's amount in billionths ("1000m" and "1" have the same); nothing when the
/// text is no quantity or does not fit. Smaller parts than billionths are rounded up, as the API
/// server does.
std::optional<__extension__ __int128> parseQuantity(std::string_view text);

/// Whether two quantities mean the same amount: "1000m" and "1", "1Gi" and "1024Mi".
bool sameQuantity(std::string_view a, std::string_view b);

} // namespace plumb
