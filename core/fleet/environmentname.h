// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plumb::fleet {

/// How far along the way to production a name like "c2-production", "stg" or "prod_eu" says it is;
/// nothing when no word of it is one that environments are called.
std::optional<int> environmentRank(std::string_view name);

/// Whether the name as a whole is one that environments are called.
bool isEnvironmentName(std::string_view name);

/// Orders names by rank and then naturally ("c2" before "c10"); a name without a rank comes between
/// the last test environment and production.
bool comesBefore(std::string_view a, std::string_view b);

/// The name without the words of the environment at its start or end: "keycloak-staging" is
/// "keycloak" in "staging".
std::string withoutEnvironment(std::string_view name, std::string_view environment);

/// A path's names.
std::vector<std::string_view> segmentsOf(std::string_view path);

} // namespace plumb::fleet
