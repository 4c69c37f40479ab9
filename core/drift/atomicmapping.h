// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <algorithm>
#include <string_view>

namespace plumb::drift {

/// Whether the server replaces the whole mapping at such a key, so that an entry that only the
/// cluster has is drift, and a field manager owns all of it or nothing.
constexpr bool isAtomicMapping(std::string_view key)
{
    constexpr std::string_view known[] = {
        "labelSelector", "matchLabels", "namespaceSelector",
        "nodeSelector",  "podSelector", "selector",
    };
    return std::ranges::contains(known, key);
}

} // namespace plumb::drift
