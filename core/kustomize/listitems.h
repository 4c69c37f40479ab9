// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/error.h"
#include "core/yaml/value.h"

#include <string>
#include <vector>

/// kyaml's ways to find, put and delete items of a list by the values of some of their fields.
/// The key "" stands for the item itself, which is a scalar then.
namespace plumb::kustomize::listitems {

using Nodes = std::vector<yaml::Value *>;
using Texts = std::vector<std::string>;

/// The first item with these values; null when there is none.
yaml::Value *find(const Nodes &items, const Texts &keys, const Texts &values);

/// Replaces every item with these values by @p element, or appends it when there is none; deletes
/// them when it is null. Without a value the field must merely be there, without any values all
/// other items go. Empty items go in any case.
Result<> put(Nodes &items, yaml::Value *element, const Texts &keys, const Texts &values);

/// Nothing but null or a mapping without fields.
bool isEmpty(const yaml::Value &item);

} // namespace plumb::kustomize::listitems
