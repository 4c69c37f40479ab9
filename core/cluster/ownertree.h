// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/cluster/livestate.h"

#include <cstdint>
#include <memory>
#include <span>
#include <unordered_map>

namespace plumb::cluster {

/// What the controllers of a cluster have made of what: the ReplicaSets of a Deployment, and their
/// Pods.
class OwnerTree
{
public:
    explicit OwnerTree(std::shared_ptr<const LiveState> state);

    const LiveState &state() const { return *m_state; }
    /// What was made of the object, in the order of ids.
    std::span<const LiveObjectPointer> madeOf(const LiveObject &owner) const;

private:
    std::shared_ptr<const LiveState> m_state;
    std::unordered_map<std::uint64_t, LiveKind> m_made;
};

} // namespace plumb::cluster
