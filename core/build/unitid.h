// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <compare>
#include <string>

namespace plumb::build {

/// Identifies one Kustomization, or one HelmRelease, of a fleet. The same namespace and name exist
/// in every cluster, so the cluster belongs to the identity.
struct UnitId
{
    std::string cluster; ///< The path of the cluster's entry point, "clusters/production".
    std::string namespaceName;
    std::string name;

    auto operator<=>(const UnitId &) const = default;

    /// "clusters/production: flux-system/apps"
    std::string toString() const;
};

} // namespace plumb::build
