// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/error.h"
#include "core/yaml/value.h"

#include <deque>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace plumb::kustomize {

/// Merges lists whose items cannot all be told apart: some lack a merge key, or share one.
///
/// What kustomize makes of these can only be had by taking its steps one by one: items are found,
/// put and deleted by searches that see the half-merged lists. So this follows kyaml's walk of
/// associative sequences closely, with nodes by pointer as there.
class OddListMerge
{
public:
    /// Merges one item, either side of which may be null; both are the same when a list is merged
    /// with itself. Returns the node that results, or null.
    using WalkItem = std::function<Result<yaml::Value *>(yaml::Value *target, yaml::Value *patch)>;

    /// Merge keys, and what they are in one item.
    struct KeyValues
    {
        std::vector<std::string> keys;
        std::vector<std::string> values;
    };

    OddListMerge(const std::vector<std::string_view> &keys, WalkItem walkItem);

    Result<> merge(yaml::Value &target, const yaml::Value &patch);
    Result<> absorb(yaml::Value &list);
    Result<> settle(yaml::Value &list);

private:
    using Nodes = std::vector<yaml::Value *>;
    using Texts = std::vector<std::string>;

    Nodes own(std::span<const yaml::Value> items);
    void readValues(const Nodes &nodes, std::vector<Texts> &values) const;
    Result<> mergeNodes(Nodes &target, const Nodes *patch);
    Result<> mergeValues(const Texts &texts, Nodes &target, const Nodes *patch, Nodes &merged);
    Result<Nodes> appendTarget(Nodes merged, const Nodes &target) const;
    Result<> completeKeys(yaml::Value &item) const;

    Texts m_keys;
    WalkItem m_walkItem;
    std::deque<yaml::Value> m_nodes;
    std::vector<Texts> m_values; ///< What the merge keys are in the items of both lists.
    KeyValues m_used; ///< Those of the item that is merged, without keys that no item has.
};

} // namespace plumb::kustomize
