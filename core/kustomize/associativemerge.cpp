// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/kustomize/associativemerge.h"

#include "core/kustomize/oddlistmerge.h"
#include "core/kustomize/patchdirective.h"
#include "core/kustomize/settled.h"

#include <string>
#include <unordered_map>

namespace plumb::kustomize {

using yaml::Value;

namespace {

bool isGone(const Value &item)
{
    return item.isNull() || (item.isMapping() && item.size() == 0);
}

} // namespace

Result<> AssociativeMerge::merge(Value &target, Value patch)
{
    if (!areItemsKeyed(target.items(), m_keys) || !areItemsKeyed(patch.items(), m_keys)) {
        OddListMerge odd(m_keys, [this](Value *item, Value *from) {
            return m_walker.walkItem(item, from, m_itemSchema);
        });
        return odd.merge(target, patch);
    }
    Items items =
        PLUMB_TRY(mergeKeyed(std::move(target.mutableItems()), std::move(patch.mutableItems())));
    target.mutableItems() = std::move(items);
    return {};
}

Result<AssociativeMerge::Items> AssociativeMerge::mergeKeyed(Items target, Items patch)
{
    std::unordered_map<std::string, std::size_t> positions;
    for (std::size_t position = 0; position < target.size(); ++position)
        positions.emplace(keyOf(target[position], m_keys), position);

    // With one key, items that both have come where the patch has them; with several they stay
    // where the target has them, behind the new ones.
    const bool patchOrders = m_keys.size() <= 1;
    std::vector<char> isPlaced(target.size(), 0);
    Items merged;
    merged.reserve(target.size() + patch.size());
    for (Value &item : patch) {
        const auto found = positions.find(keyOf(item, m_keys));
        if (found == positions.end()) {
            PLUMB_TRY(mergeNewItem(std::move(item), merged));
            continue;
        }
        Value &old = target[found->second];
        const bool stays = PLUMB_TRY(mergeItem(old, item));
        isPlaced[found->second] = patchOrders || !stays ? 1 : 0;
        if (patchOrders && stays)
            merged.push_back(std::move(old));
    }
    for (std::size_t position = 0; position < target.size(); ++position) {
        if (isPlaced[position])
            continue;
        static_cast<void>(PLUMB_TRY(m_walker.settle(target[position], m_itemSchema)));
        merged.push_back(std::move(target[position]));
    }
    return merged;
}

Result<> AssociativeMerge::mergeNewItem(Value item, Items &merged)
{
    if (PLUMB_TRY(m_walker.add(item, m_itemSchema)) == Remains::Something && !isGone(item)) {
        m_walker.markAdded(item);
        merged.push_back(std::move(item));
    }
    return {};
}

Result<bool> AssociativeMerge::mergeItem(Value &target, const Value &patch)
{
    if (m_keys.empty())
        return true;
    // kustomize puts the target's item back after replacing it, so that a replacing item has no
    // effect but that of telling the order.
    if (PLUMB_TRY(directiveOfMapping(patch, m_walker.m_context)) == PatchDirective::Replace)
        return true;
    return PLUMB_TRY(m_walker.merge(target, patch, m_itemSchema)) == Remains::Something;
}

Result<> AssociativeMerge::absorb(Value &list)
{
    if (!areItemsKeyed(std::as_const(list).items(), m_keys)) {
        OddListMerge odd(m_keys, [this](Value *item, Value *from) {
            return m_walker.walkItem(item, from, m_itemSchema);
        });
        return odd.absorb(list);
    }
    if (m_keys.empty())
        return {};
    Items kept;
    for (Value &item : list.mutableItems()) {
        if (PLUMB_TRY(m_walker.absorb(item, m_itemSchema)) == Remains::Something && !isGone(item))
            kept.push_back(std::move(item));
    }
    list.mutableItems() = std::move(kept);
    return {};
}

Result<> AssociativeMerge::settle(Value &list)
{
    if (!areItemsKeyed(std::as_const(list).items(), m_keys)) {
        OddListMerge odd(m_keys, [this](Value *item, Value *from) {
            return m_walker.walkItem(item, from, m_itemSchema);
        });
        return odd.settle(list);
    }
    for (Value &item : list.mutableItems())
        static_cast<void>(PLUMB_TRY(m_walker.settle(item, m_itemSchema)));
    return {};
}

} // namespace plumb::kustomize
