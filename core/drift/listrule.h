// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/object/fieldpath.h"
#include "core/object/schema.h"
#include "core/yaml/value.h"

#include <string>
#include <string_view>
#include <vector>

namespace plumb::drift {

/// How the items of two lists are paired.
struct ListRule
{
    enum class Kind : std::uint8_t {
        Keyed,   ///< By the values at their keys.
        Set,     ///< Scalars, each present or not.
        Scalars, ///< One value made of scalars, as a command line is.
        Positions,
    };

    Kind kind = Kind::Positions;
    std::vector<std::string_view> keys = {}; ///< Of Keyed.
    /// What the server fills in for each of the keys; "" for nothing.
    std::vector<std::string_view> defaults = {};
    /// Whether the server merges the list, so that others may own items of it. A list that is
    /// paired by name only for reading belongs whole to who applied it.
    bool isMerged = false;
};

/// The rule for a list that is @p desired on one side and @p live on the other. A list that the
/// schema says nothing about is keyed by "name" when all its items have different ones.
ListRule listRule(const SchemaNode &node, const yaml::Value &desired, const yaml::Value &live);

/// The step that leads to an item of a keyed list.
FieldStep keyedStep(const yaml::Value &item, const ListRule &rule);

/// The step as short text, to list an order: "name=web" is "web".
std::string keyText(const FieldStep &step);

} // namespace plumb::drift
