// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/error.h"
#include "core/yaml/value.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace plumb::kustomize {

/// A path as replacements write it: "spec.containers.[name=web].image", cut at its dots. Brackets
/// hold parts with dots together and are left out unless they have a '='.
std::vector<std::string> splitNodePath(std::string_view path);

/// Whether a part of a path has the form "[…]".
bool isItemPart(std::string_view part);
/// The number that a part is, when it is one that is not negative.
std::optional<std::size_t> indexOfPart(std::string_view part);
/// The name and the value of "[name=value]"; InvalidInput without a '='.
Result<std::pair<std::string, std::string>> splitItemPart(std::string_view part);

/// What a field must become so that the next part of a path can lead on from it.
enum class NodeKind : std::uint8_t { Scalar, Sequence, Mapping };
NodeKind kindBefore(std::string_view nextPart, NodeKind last);
yaml::Value emptyNode(NodeKind kind);

/// The node at the end of a path; null when there is none. "[name=value]" finds the first item with
/// exactly that value, a number the item in that place, "-" the last one.
Result<const yaml::Value *> lookUp(const yaml::Value &root, const std::vector<std::string> &path);

/// The same, making what is not there. Null when a place in a list does not exist.
Result<yaml::Value *> lookUpOrCreate(yaml::Value &root, const std::vector<std::string> &path);

} // namespace plumb::kustomize
