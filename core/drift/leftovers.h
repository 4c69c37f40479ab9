// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/drift/diff.h"
#include "core/object/fieldpath.h"
#include "core/object/object.h"

#include <vector>

namespace plumb::drift {

/// The fields of a live object that git does not set and that Flux removes all the same when it
/// next applies, as the local dry run says: it takes over what kubectl set (flux-semantics §3.8),
/// and lets go of what it has applied itself. What somebody else owns too stays, and is not among
/// them.
///
/// @p present is the live side normalised.
std::vector<FieldPath> leftovers(const Object &desired, const Object &live,
                                 const yaml::Value &present, const Schema &schema,
                                 const DiffOptions &options);

/// Puts the field of @p present into @p value, which lacks it.
void addField(yaml::Value &value, const FieldPath &field, const yaml::Value &present);

} // namespace plumb::drift
