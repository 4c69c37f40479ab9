// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/kustomize/oddlistmerge.h"

#include "core/kustomize/listitems.h"
#include "core/kustomize/scalarfield.h"

#include <algorithm>

namespace plumb::kustomize {

using yaml::Value;

namespace {

using Texts = std::vector<std::string>;
using KeyValues = OddListMerge::KeyValues;

/// Each step looks at all items.
constexpr std::size_t longestList = 4000;

std::string keyText(const Value &item, const std::string &key)
{
    const Value *field = item.find(key);
    return field && !field->isNull() ? std::string(field->text()) : std::string();
}

/// Two items are one when they agree in a key and one of them lacks what they differ in.
bool unite(const Texts &a, const Texts &b, Texts &united)
{
    bool agree = false;
    united.clear();
    for (std::size_t position = 0; position < a.size(); ++position) {
        agree = agree || a[position] == b[position];
        if (a[position] != b[position] && !a[position].empty() && !b[position].empty())
            return false;
        united.push_back(a[position].empty() ? b[position] : a[position]);
    }
    return agree;
}

void uniteAll(std::vector<Texts> &all)
{
    Texts united;
    for (std::size_t i = 0; i < all.size(); ++i) {
        // The outer side stays what it was when its turn began.
        const Texts outer = all[i];
        for (std::size_t j = 0; j < all.size(); ++j) {
            if (unite(outer, all[j], united)) {
                all[i] = united;
                all[j] = united;
            }
        }
    }
}

/// The keys that any of @p all has a value for, with what they are in @p item; all when none has.
KeyValues presentKeys(const std::vector<Texts> &all, const KeyValues &item)
{
    KeyValues present;
    for (std::size_t position = 0; position < item.keys.size(); ++position) {
        if (std::ranges::any_of(
                all, [position](const Texts &values) { return !values[position].empty(); })) {
            present.keys.push_back(item.keys[position]);
            present.values.push_back(item.values[position]);
        }
    }
    return present.keys.empty() ? item : present;
}

} // namespace

OddListMerge::OddListMerge(const std::vector<std::string_view> &keys, WalkItem walkItem)
    : m_keys(keys.begin(), keys.end())
    , m_walkItem(std::move(walkItem))
{
}

OddListMerge::Nodes OddListMerge::own(std::span<const Value> items)
{
    Nodes nodes;
    nodes.reserve(items.size());
    for (const Value &item : items)
        nodes.push_back(&m_nodes.emplace_back(item));
    return nodes;
}

Result<> OddListMerge::merge(Value &target, const Value &patch)
{
    Nodes nodes = own(std::as_const(target).items());
    const Nodes from = own(patch.items());
    PLUMB_TRY(mergeNodes(nodes, &from));
    std::vector<Value> items;
    for (const Value *node : nodes)
        items.push_back(*node);
    target.mutableItems() = std::move(items);
    return {};
}

Result<> OddListMerge::absorb(Value &list)
{
    Nodes nodes = own(std::as_const(list).items());
    PLUMB_TRY(mergeNodes(nodes, &nodes));
    std::vector<Value> items;
    for (const Value *node : nodes)
        items.push_back(*node);
    list.mutableItems() = std::move(items);
    return {};
}

Result<> OddListMerge::settle(Value &list)
{
    Nodes nodes = own(std::as_const(list).items());
    PLUMB_TRY(mergeNodes(nodes, nullptr));
    std::vector<Value> items;
    for (const Value *node : nodes)
        items.push_back(*node);
    list.mutableItems() = std::move(items);
    return {};
}

void OddListMerge::readValues(const Nodes &nodes, std::vector<Texts> &values) const
{
    for (const Value *node : nodes) {
        Texts texts;
        if (m_keys.empty())
            texts.emplace_back(node->text());
        for (const std::string &key : m_keys)
            texts.push_back(keyText(*node, key));
        if (std::ranges::find(values, texts) == values.end())
            values.push_back(std::move(texts));
    }
}

Result<> OddListMerge::mergeNodes(Nodes &target, const Nodes *patch)
{
    if (target.size() + (patch ? patch->size() : 0) > longestList) {
        return std::unexpected(
            Error(ErrorCode::LimitExceeded,
                  "a list of more than " + std::to_string(longestList)
                      + " items is merged only if all of them can be told apart by their keys"));
    }
    if (patch)
        readValues(*patch, m_values);
    readValues(target, m_values);
    if (m_values.empty())
        return {};
    if (m_keys.empty())
        m_keys.emplace_back();
    if (m_keys.size() > 1)
        uniteAll(m_values);
    Nodes merged;
    for (const Texts &texts : m_values)
        PLUMB_TRY(mergeValues(texts, target, patch, merged));
    target = PLUMB_TRY(appendTarget(std::move(merged), target));
    return {};
}

Result<> OddListMerge::mergeValues(const Texts &texts, Nodes &target, const Nodes *patch,
                                   Nodes &merged)
{
    m_used = presentKeys(m_values, {m_keys, texts});
    const KeyValues own = presentKeys({m_used.values}, m_used);
    Value *const targetItem = listitems::find(target, own.keys, own.values);
    Value *const patchItem = patch ? listitems::find(*patch, own.keys, own.values) : nullptr;
    Value *const item = PLUMB_TRY(m_walkItem(targetItem, patchItem));
    if (!item || listitems::isEmpty(*item))
        return listitems::put(target, nullptr, m_used.keys, m_used.values);
    PLUMB_TRY(completeKeys(*item));
    return listitems::put(merged, item, m_used.keys, m_used.values);
}

Result<> OddListMerge::completeKeys(Value &item) const
{
    for (std::size_t position = 0; position < m_used.keys.size(); ++position) {
        const std::string &key = m_used.keys[position];
        if (key.empty() || m_used.values[position].empty() || std::as_const(item).find(key))
            continue;
        if (!item.isMapping())
            return std::unexpected(
                Error(ErrorCode::InvalidInput, "a list to merge has items that are not mappings"));
        setScalarField(item, key, m_used.values[position]);
    }
    return {};
}

Result<OddListMerge::Nodes> OddListMerge::appendTarget(Nodes merged, const Nodes &target) const
{
    for (Value *item : target) {
        if (m_used.keys[0].empty()) {
            PLUMB_TRY(listitems::put(merged, item, {""}, {std::string(item->text())}));
            continue;
        }
        Texts values;
        for (const std::string &key : m_used.keys) {
            if (!item->isMapping() && !item->isNull())
                return std::unexpected(Error(ErrorCode::InvalidInput,
                                             "a list to merge has items that are not mappings"));
            if (const Value *field = std::as_const(*item).find(key))
                values.emplace_back(field->text());
            else
                merged.push_back(item);
        }
        if (m_used.keys.size() > 1)
            PLUMB_TRY(listitems::put(merged, nullptr, m_used.keys, values));
        PLUMB_TRY(listitems::put(merged, item, m_used.keys, values));
    }
    return merged;
}

} // namespace plumb::kustomize
