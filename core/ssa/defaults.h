// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/object/groupversionkind.h"
#include "core/object/schema.h"
#include "core/yaml/value.h"

#include <string_view>
#include <vector>

namespace plumb::ssa {

/// Fills in what the API server would where a field of a built-in kind is not set, and for other
/// kinds the defaults of their description.
void fillDefaults(yaml::Value &fields, const GroupVersionKind &gvk, const SchemaNode &node);

/// Adds what the API server keeps for itself in an object that comes into being.
void fillNew(yaml::Value &fields, const GroupVersionKind &gvk);

/// Counts a change of a template where the API server does so in an annotation.
void countTemplate(yaml::Value &fields, const yaml::Value &live, const GroupVersionKind &gvk);

/// The fields of a kind that the server chooses when an object is created: addresses, ports,
/// selectors. As the text of field paths.
std::vector<std::string_view> chosenFields(const GroupVersionKind &gvk);

} // namespace plumb::ssa
