// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/error.h"
#include "core/yaml/parser.h"
#include "core/yaml/value.h"

#include <string>
#include <string_view>

namespace plumb::yaml {

/// Reads one JSON value. Numbers keep their text; of equal keys the last one wins, whatever the
/// options say about duplicates, as in Go. The dialect is ignored.
Result<Value> parseJson(std::string_view text, const std::string &path,
                        const ParseOptions &options = {});

enum class HtmlEscaping : bool { Off, On };

/// Compact JSON with sorted keys, as Go's encoding/json writes a map: '<', '>' and '&' are
/// escaped unless that is turned off, and .inf and .nan are null.
std::string toJson(const Value &value, HtmlEscaping escaping = HtmlEscaping::On);

/// JSON for people: two spaces a level, keys sorted, nothing escaped that need not be.
std::string toJsonPretty(const Value &value);

/// Whether the value can be written as JSON, as everything that kustomize prints must be: keys
/// that are not strings (but for numbers and booleans of the first level), .inf, .nan and control
/// characters are InvalidInput at their line of @p path.
Result<> requireJson(const Value &value, const std::string &path);

} // namespace plumb::yaml
