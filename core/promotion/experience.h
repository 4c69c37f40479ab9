// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/run.h"
#include "core/promotion/difference.h"
#include "core/reconcile/snapshot.h"

namespace plumb::promotion {

/// Improves suggestions by what the history of the branch shows: a value that was carried over
/// before is suggested, one that never was, or differs since it was written, stays. What names and
/// kinds of values say for certain is left alone.
///
/// Looks back some thousand commits at most; the answers are kept in @p cache for the commit.
/// Does nothing for a folder that is not in git.
Result<> learn(Differences &differences, const reconcile::Snapshot &snapshot,
               build::BuildCache &cache, const Run &run);

} // namespace plumb::promotion
