// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/error.h"
#include "core/gotemplate/value.h"

#include <string>
#include <string_view>

namespace plumb::gotemplate {

/// The value as sigs.k8s.io/yaml writes it, without the line end after it.
Result<std::string> toYaml(const Value &value);

/// The value as toYamlPretty writes it: go-yaml v3 with sequences indented and lines of any length.
Result<std::string> toPrettyYaml(const Value &value);

/// What sigs.k8s.io/yaml reads into an interface {}; its error for what is no YAML.
Result<Value> fromYaml(std::string_view text);

} // namespace plumb::gotemplate
