// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/diagnostic.h"
#include "core/yaml/value.h"

#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace plumb::ctl {

/// A JSON object of the given members.
yaml::Value jsonObject(std::initializer_list<std::pair<std::string_view, yaml::Value>> members);

yaml::Value jsonStrings(std::span<const std::string> texts);

/// {"file", "line", "column"}
yaml::Value positionJson(const SourcePosition &position);

yaml::Value diagnosticsJson(std::span<const Diagnostic> diagnostics);

} // namespace plumb::ctl
