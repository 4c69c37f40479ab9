// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/run.h"
#include "core/git/oid.h"
#include "core/promotion/difference.h"
#include "core/promotion/plan.h"

#include <string_view>

namespace plumb::promotion {

/// What a commit did to one environment, as differences that would do the same to another one: a
/// three-way merge for each value, with what the source was before the commit as the base.
///
/// What the target has already is left out. Where the target's value is neither what the source's
/// was before nor what it is now, the difference is a conflict and not suggested. A commit with
/// several parents counts as what it brought into the first of them.
///
/// NotFound when the commit touches no file of the source environment.
Result<Differences> differencesOfCommit(const reconcile::Snapshot &snapshot, const git::Oid &commit,
                                        std::string_view from, std::string_view to, const Run &run);

/// What would take a commit back: a three-way merge in its own files, with the commit as the base.
/// A file that nobody has changed since becomes what it was before, byte for byte.
Result<Differences> differencesToRevert(const reconcile::Snapshot &snapshot, const git::Oid &commit,
                                        const Run &run);

} // namespace plumb::promotion
