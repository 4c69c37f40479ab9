// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/drift/changeset.h"
#include "core/history/effect.h"
#include "core/object/fieldpath.h"

#include <optional>
#include <string>

namespace plumb::history {

/// Which object, and what of it.
struct ChangedObject
{
    std::string cluster; ///< fleet::Cluster::path
    std::string kind;
    std::string namespaceName = {};
    std::string name;
    FieldPath field = {}; ///< The root for the object as a whole.
};

struct LastChange
{
    git::Commit commit;
    drift::ObjectDiff change; ///< What the commit did to the object.
    std::size_t built = 0;    ///< How many states were built to find it.
};

/// The commit that made an object, as it is built, what it is in @p snapshot; of a merge, the
/// merge.
///
/// Looks at the commits that touch the folders that the object is built from, in ever larger steps
/// and then by halves: an object that changed and changed back in between is not noticed. Nothing
/// when it was the same as far back as some thousand commits. NotFound when it is not built.
Result<std::optional<LastChange>> lastChangeOf(const HistoryContext &context,
                                               const reconcile::Snapshot &snapshot,
                                               const ChangedObject &question, const Run &run);

} // namespace plumb::history
