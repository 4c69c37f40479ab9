// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/drift/changeset.h"
#include "core/object/fieldpath.h"
#include "core/object/object.h"

#include <vector>

namespace plumb::drift {

/// An object's fields without what no comparison looks at: the bookkeeping of the API server, of
/// kubectl and of Flux; against a cluster also the status. A Secret's stringData becomes data, as
/// the API server does it.
yaml::Value normalized(const Object &object, Comparison comparison);

/// Makes a Secret's stringData data, as the API server and Flux do.
void foldStringData(yaml::Value &fields);

/// Fields of an object that its kind does not have: those of built-in kinds Flux leaves out before
/// it applies them.
std::vector<FieldPath> unknownFields(const Object &object);
/// The object's fields without those.
yaml::Value withoutUnknownFields(const Object &object);

/// Whether the API server has the kind compiled in, so that what it stores is rewritten in its own
/// spelling: quantities, and fields at their zero value left out.
bool isBuiltinKind(const GroupVersionKind &gvk);

} // namespace plumb::drift
