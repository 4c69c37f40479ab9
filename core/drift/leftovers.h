// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/object/fieldpath.h"
#include "core/object/object.h"

#include <vector>

namespace plumb::drift {

/// The fields of a live object that git does not set and that Flux removes all the same when it
/// next applies: it takes over what kubectl set (flux-semantics §3.8), and lets go of what it has
/// applied itself. What somebody else owns too stays, and is not among them.
///
/// @p desired and @p present are both sides normalised. @p countsApplied tells whether to look for
/// what Flux has applied itself; where it has applied just this revision, that is its own addition.
std::vector<FieldPath> leftovers(const Object &live, const yaml::Value &desired,
                                 const yaml::Value &present, bool countsApplied);

/// Puts the field of @p present into @p value, which lacks it.
void addField(yaml::Value &value, const FieldPath &field, const yaml::Value &present);

} // namespace plumb::drift
