// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/kustomize/strategicmerge.h"

#include <string_view>
#include <vector>

namespace plumb::kustomize {

/// Merges one list whose items are told apart by merge keys: the patch's items first, in their
/// order, then what only the target has.
class AssociativeMerge
{
public:
    AssociativeMerge(StrategicMerge &walker, SchemaNode schema)
        : m_walker(walker)
        , m_keys(schema.mergeKeys())
        , m_itemSchema(schema.items())
    {
    }

    Result<> merge(yaml::Value &target, yaml::Value patch);
    /// For a list of a patch that becomes a list of the target.
    Result<> absorb(yaml::Value &list);
    /// For a list that the patch leaves alone.
    Result<> settle(yaml::Value &list);

private:
    using Items = std::vector<yaml::Value>;

    Result<Items> mergeKeyed(Items target, Items patch);
    Result<> mergeNewItem(yaml::Value item, Items &merged);
    /// Whether the target's item stays.
    Result<bool> mergeItem(yaml::Value &target, const yaml::Value &patch);

    StrategicMerge &m_walker;
    std::vector<std::string_view> m_keys;
    SchemaNode m_itemSchema;
};

} // namespace plumb::kustomize
