// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/error.h"
#include "core/yaml/value.h"

#include <string>
#include <string_view>
#include <vector>

namespace plumb::kustomize {

/// Splits "spec.ports[0].name" as kustomize does: "[a.b]" keeps its dots, "ports[0]" is two steps,
/// "\." is a dot.
std::vector<std::string> splitLookupPath(std::string_view path);

/// The value that a path with dots leads to: fields, places in lists ("0", "-" for the last),
/// items by a field ("[name=web]"). Null when there is none; InvalidInput when a step does not fit
/// what is there.
Result<const yaml::Value *> lookUp(const yaml::Value &value, std::string_view path);

} // namespace plumb::kustomize
