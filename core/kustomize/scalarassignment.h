// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/yaml/value.h"

#include <string_view>

namespace plumb::kustomize {

/// Gives a scalar another text and leaves its type as it is; one that is new takes the type that
/// the text has. False, with nothing changed, when the text cannot be of the scalar's type.
bool assignText(yaml::Value &scalar, std::string_view text, bool isNew);

} // namespace plumb::kustomize
