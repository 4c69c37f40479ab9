// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/error.h"
#include "core/yaml/value.h"

#include <string>
#include <string_view>

namespace plumb::yaml {
class SourceTable;
}

namespace plumb::helm {

/// Reads one YAML document as Go's sigs.k8s.io/yaml does: keys become text, the last of equal keys
/// wins, and what follows the first document is not looked at. @p source is its number in a
/// SourceTable.
Result<yaml::Value> readYaml(std::string_view text, const std::string &path,
                             std::uint32_t source = 0);

/// Reads a JSON text that must be an object.
Result<yaml::Value> readJsonObject(std::string_view text);

/// Reads a file of values: the documents in it are merged one over the other.
Result<yaml::Value> readValues(std::string_view text, const std::string &path,
                               std::uint32_t source = 0);

/// @p over laid over @p under, mapping by mapping; a null is a value like any other.
yaml::Value mergeMappings(const yaml::Value &under, const yaml::Value &over);

/// The text that a scalar becomes where text is wanted: a number or boolean in Go's spelling.
/// Nothing for null and collections.
std::string goText(const yaml::Value &scalar);

/// Go's name of what JSON has there: "object", "array", "string", "number", "bool".
std::string_view jsonKind(const yaml::Value &value);

/// What Go's decoder says about a value that does not fit.
Error cannotDecode(const yaml::Value &value, std::string_view target);

} // namespace plumb::helm
