// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/object/schema.h"
#include "core/ssa/fieldset.h"
#include "core/yaml/value.h"

namespace plumb::ssa {

/// The live value with what is applied in it, as structured-merge-diff merges the two: list items
/// and mappings by their keys, what the kind treats as one value as a whole. New items are where
/// the applied list has them.
yaml::Value mergedWith(const yaml::Value &live, const yaml::Value &applied, const SchemaNode &node);

/// The value without the members of a set.
yaml::Value withoutFields(const yaml::Value &value, const FieldSet &fields, const SchemaNode &node);

/// What of @p merged an apply removes: the members of @p last, which the manager applied the time
/// before, that are not among @p owned, which all managers own now.
FieldSet prunedFields(const yaml::Value &merged, const FieldSet &last, const FieldSet &owned,
                      const SchemaNode &node);

} // namespace plumb::ssa
