// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/kustomize/bonds.h"

#include <algorithm>
#include <utility>

namespace plumb::kustomize {

using yaml::Value;

namespace {

bool hasBonds(const Value &node)
{
    if (node.isMapping())
        return std::ranges::any_of(node.entries(),
                                   [](const yaml::Entry &entry) { return hasBonds(entry.value); });
    if (node.isSequence())
        return std::ranges::any_of(node.items(), hasBonds);
    return node.bond() != 0;
}

/// Calls @p visit for each bonded scalar, without touching what has none.
template<typename Visit>
void forEachBonded(Value &node, const Visit &visit)
{
    if (node.isScalar()) {
        if (node.bond() != 0)
            visit(node);
        return;
    }
    for (std::size_t position = 0; position < node.size(); ++position) {
        const Value &child = node.isMapping() ? node.entries()[position].value
                                              : std::as_const(node).items()[position];
        if (hasBonds(child))
            forEachBonded(node.isMapping() ? node.mutableValue(position)
                                           : node.mutableItems()[position],
                          visit);
    }
}

} // namespace

void Bonds::changed(const Value &node)
{
    if (node.bond() != 0)
        m_changed.push_back(node);
}

void Bonds::spread(Value &object)
{
    if (m_changed.empty())
        return;
    forEachBonded(object, [this](Value &node) {
        for (const Value &changed : m_changed) {
            if (changed.bond() == node.bond())
                node = changed;
        }
    });
    m_changed.clear();
}

void dissolveBonds(Value &object)
{
    forEachBonded(object, [](Value &node) { node.setBond(0); });
}

} // namespace plumb::kustomize
