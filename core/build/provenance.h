// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/object/fieldpath.h"
#include "core/object/object.h"
#include "core/yaml/sourcetable.h"

#include <vector>

namespace plumb::build {

/// The steps that set a field of a built object, newest first. A value without an origin of its
/// own (made by a transformer, or a whole mapping) gets that of its nearest ancestor that has one.
/// Empty when the field does not exist or nothing is known about it.
std::vector<yaml::Layer> layersOf(const Object &object, const FieldPath &field,
                                  const yaml::SourceTable &sources);

/// Where the newest layer of a value is written; an empty path when unknown.
SourcePosition placeOf(const yaml::Value &value, const yaml::SourceTable &sources);

} // namespace plumb::build
