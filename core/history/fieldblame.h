// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/run.h"
#include "core/git/commit.h"
#include "core/object/fieldpath.h"
#include "core/reconcile/snapshot.h"
#include "core/yaml/sourcetable.h"

#include <optional>
#include <vector>

namespace plumb::history {

/// A step that set a field, with the commit that its line came in with.
struct BlamedLayer
{
    yaml::Layer layer;
    /// Nothing when the line is not committed yet, or its file is not in the repository.
    std::optional<git::Commit> commit = {};
    bool isUncommitted = false; ///< The line was edited, or its file added, since HEAD.
};

/// Everything that set a field of a built object, newest first: where, in which commit, by whom.
///
/// In a snapshot of the working tree the lines that are as in HEAD are found there, however far
/// local edits moved them. Empty when nothing is known about the field.
Result<std::vector<BlamedLayer>> blameField(const reconcile::Snapshot &snapshot,
                                            const Object &object, const FieldPath &field,
                                            const Run &run);

} // namespace plumb::history
