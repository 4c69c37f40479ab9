// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flux/substitution.h"
#include "core/object/object.h"
#include "core/yaml/sourcetable.h"

namespace plumb::build {

/// Adds the data of a ConfigMap or Secret, as substituteFrom takes them. Values that are encrypted
/// are known by name only.
void addVariables(flux::Variables &variables, const Object &object, yaml::SourceTable *sources);

/// Where a variable is defined, as an origin of its own: one that may be put above others.
yaml::Origin definitionOf(const yaml::Value &value, yaml::SourceTable *sources);

} // namespace plumb::build
