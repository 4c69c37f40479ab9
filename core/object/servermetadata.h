// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string_view>

namespace plumb {

/// The fields of an object's metadata that the API server keeps for itself.
inline constexpr std::string_view serverMetadata[] = {
    "creationTimestamp", "deletionGracePeriodSeconds",
    "deletionTimestamp", "generation",
    "managedFields",     "resourceVersion",
    "selfLink",          "uid",
};

} // namespace plumb
