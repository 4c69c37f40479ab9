// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/run.h"
#include "core/fleet/fleet.h"
#include "core/git/repository.h"

#include <optional>
#include <string_view>

namespace plumb::history {

/// The version of the nearest environment before @p environment that has the app, where that one
/// is ahead; null where nothing is waiting, or where git cannot tell: the registry decides what a
/// range means, and two kinds of version have no order.
const fleet::Version *versionWaiting(const fleet::App &app, std::size_t environment);

/// How many times the value at @p where has been changed since it was @p older, up to what
/// @p commit says: the versions that an environment with @p older is behind. Nothing when the file
/// never said so, or when that lies further back than a few hundred of its commits.
Result<std::optional<std::size_t>> versionsSince(const git::Repository &repository,
                                                 const git::Oid &commit,
                                                 const fleet::Version &newer,
                                                 std::string_view older, const Run &run);

} // namespace plumb::history
