// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/run.h"
#include "core/drift/changeset.h"
#include "core/drift/mask.h"
#include "core/object/objectset.h"

namespace plumb {
class Schema;
}

namespace plumb::drift {

struct DiffOptions
{
    Comparison comparison = Comparison::States;
    const Mask *mask = nullptr; ///< Without one, secret values are shown by their length alone.
    /// Pair generated names that differ by their hash suffix (cm-abc123 and cm-def456).
    bool pairsRenames = true;
    /// With a cluster: also fields that Flux has applied and git does not set any more. Not when
    /// Flux has applied what is shown, as it adds some of its own.
    bool countsApplied = false;
    /// With a cluster: also fields that kubectl has set and git does not. kustomize-controller
    /// makes them its own, and removes them; helm-controller leaves them.
    bool takesOver = true;
};

/// Compares two sets of objects, object by object and field by field.
///
/// Quantities, ports, nulls and empty collections are equal where the API treats them as equal,
/// list items are matched by their merge keys. With Comparison::Live what @p desired sets is
/// compared, and what Flux removes though it does not.
Result<ChangeSet> diffObjects(const ObjectSet &desired, const ObjectSet &live, const Schema &schema,
                              const DiffOptions &options, const Run &run);

/// Compares one object's two forms; Unchanged when nothing differs.
ObjectDiff diffObject(const Object &desired, const Object &live, const Schema &schema,
                      const DiffOptions &options);

} // namespace plumb::drift
