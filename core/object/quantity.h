// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string_view>

namespace plumb {

/// Whether two resource quantities mean the same amount: "1000m" and "1", "1Gi" and "1024Mi".
/// Parts smaller than billionths are rounded up, as the API server does; texts that are no
/// quantity are never the same.
bool sameQuantity(std::string_view a, std::string_view b);

} // namespace plumb
