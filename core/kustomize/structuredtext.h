// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/kustomize/nodepath.h"
#include "core/yaml/value.h"

#include <optional>
#include <string>
#include <vector>

namespace plumb::kustomize {

/// Sets a value within a text that is JSON or YAML itself, such as an entry of a ConfigMap, when
/// the path leads into one. Whether that was so, and the text could be written again; the text's
/// node is in @p changed then.
bool setInStructuredText(yaml::Value &target, const std::vector<std::string> &path,
                         const yaml::Value &value, std::optional<NodeKind> create,
                         yaml::Value **changed);

} // namespace plumb::kustomize
