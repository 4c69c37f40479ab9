// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/kustomize/buildcontext.h"
#include "core/object/schema.h"
#include "core/yaml/value.h"

#include <span>
#include <string_view>
#include <vector>

namespace plumb::kustomize {

/// Null with nothing written in its place: kustomize drops such a field whenever it merges.
bool isLeftEmpty(const yaml::Value &value);

/// What is known of a node: what its parent's schema says, else what its own kind and apiVersion
/// do.
SchemaNode schemaFor(const Schema &schema, SchemaNode known, const yaml::Value *target,
                     const yaml::Value *patch = nullptr);

/// Whether a merge in which the patch says nothing about this node leaves it as it is.
bool isSettled(const yaml::Value &node, SchemaNode known, const BuildContext &context);

/// Whether every item can be told apart by the merge keys (by its own text without any): all have
/// them, none twice. Lists of this kind merge as everybody expects.
bool areItemsKeyed(std::span<const yaml::Value> items, const std::vector<std::string_view> &keys);

/// The values of an item's merge keys as one text; the item's own text without keys.
std::string keyOf(const yaml::Value &item, const std::vector<std::string_view> &keys);

} // namespace plumb::kustomize
