// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/cluster/ownertree.h"

#include <utility>

namespace plumb::cluster {

OwnerTree::OwnerTree(std::shared_ptr<const LiveState> state)
    : m_state(std::move(state))
{
    for (const auto &kind : m_state->kinds()) {
        for (const LiveObjectPointer &object : *kind) {
            if (object->controllerUid != 0 && object->controllerUid != object->uid)
                m_made[object->controllerUid].push_back(object);
        }
    }
}

std::span<const LiveObjectPointer> OwnerTree::madeOf(const LiveObject &owner) const
{
    const auto found = m_made.find(owner.uid);
    if (owner.uid == 0 || found == m_made.end())
        return {};
    return found->second;
}

} // namespace plumb::cluster
