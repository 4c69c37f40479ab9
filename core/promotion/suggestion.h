// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/promotion/difference.h"
#include "core/promotion/scope.h"

#include <string_view>

namespace plumb::promotion {

/// Says what kind of value it is, whether it should be carried over, and why.
///
/// Versions and images are; what an environment has of its own (names, hosts, sizes, schedules,
/// secrets, version ranges) stays, and so does everything that is no version: a person decides.
/// @p targetLine is the line of the target's file that holds the value.
void suggest(Difference &difference, const ScopePair &scopes, std::string_view targetLine);

} // namespace plumb::promotion
