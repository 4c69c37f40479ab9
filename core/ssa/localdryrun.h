// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/object/object.h"
#include "core/object/schema.h"
#include "core/ssa/managedfields.h"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace plumb::ssa {

/// Who applies, and what is known about the kinds.
struct DryRunOptions
{
    const Schema *schema = &Schema::current();
    std::string fieldManager = "kustomize-controller";
    /// Whose fields the applier makes its own first; nobody's when it is empty. Flux does so with
    /// kubectl's, and removes what git does not have.
    std::function<bool(const FieldManager &)> takesOver = {};
};

/// A field that somebody else owns and that gets another value.
struct TakenField
{
    FieldPath path;
    FieldManager from;

    bool operator==(const TakenField &) const = default;
};

/// What a server-side apply would make of an object.
struct DryRun
{
    Object object; ///< As it would be; without managedFields.
    /// Live fields that only this manager owned and does not apply any more; list items as a whole.
    std::vector<FieldPath> removed = {};
    std::vector<TakenField> taken = {};
    /// Fields that only the server can choose, where an object is created.
    std::vector<FieldPath> unknown = {};

    bool isCreated = false;
};

/// Computes what a forced server-side apply of @p desired over @p live (null when there is none)
/// would produce, with no request: fields are merged by the rules of the kind, what the manager
/// applied before and does not apply any more is removed, the API server's defaults are filled in.
/// What admission changes or refuses cannot be known here.
DryRun dryRunLocally(const Object &desired, const Object *live, const DryRunOptions &options);

/// The description of a kind; of one that nobody knows, at least of its metadata.
SchemaNode describedKind(const Schema &schema, const GroupVersionKind &gvk);

} // namespace plumb::ssa
