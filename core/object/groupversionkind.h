// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <compare>
#include <string>
#include <string_view>

namespace plumb {

/// What kind an object is, with the API version that its manifest was written in.
struct GroupVersionKind
{
    std::string group; ///< Empty for the core group.
    std::string version;
    std::string kind;

    auto operator<=>(const GroupVersionKind &) const = default;

    /// Splits an apiVersion: "apps/v1" has the group "apps", "v1" has none.
    static GroupVersionKind from(std::string_view apiVersion, std::string_view kind);

    /// "apps/v1", or "v1" for the core group.
    std::string apiVersion() const;
};

} // namespace plumb
