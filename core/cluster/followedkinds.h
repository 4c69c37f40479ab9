// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/cluster/watchplan.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace plumb::cluster {

/// A kind that is followed, and its request that is under way.
struct FollowedKind
{
    Reflector reflector;
    std::optional<std::uint64_t> request = {};
};

/// The kinds of a cluster that are followed, and the state that they make together.
class FollowedKinds
{
public:
    using Clock = Reflector::Clock;

    explicit FollowedKinds(ReflectorOptions options)
        : m_options(std::move(options))
    {
    }

    std::span<const std::unique_ptr<FollowedKind>> all() const { return m_kinds; }
    /// Whether everything has been listed, or cannot be.
    bool isComplete() const;
    std::size_t listed() const;

    /// Follows what the plan says and nothing else. Returns the requests of what is not followed
    /// any more.
    std::vector<std::uint64_t> follow(WatchPlan plan);
    /// Whether the server streams lists.
    void setStreamsLists(bool streamsLists) { m_options.streamsLists = streamsLists; }
    /// The cluster has been out of reach: no request is under way any more, all begin again.
    void startOver(Clock::time_point now);
    /// The kinds that may not be listed as a whole.
    std::set<GroupVersionKind> forbidden() const;
    /// What the inventories of all Kustomizations name.
    std::vector<WantedObject> inventories();

    LiveState state(std::shared_ptr<const ApiResources> resources);

private:
    std::shared_ptr<const LiveKind> merged(std::span<FollowedKind *const> kinds) const;
    bool isFollowedOtherwise(const FollowedKind &kind) const;
    void addUnreadable(LiveParts &parts) const;

    ReflectorOptions m_options;
    WatchPlan m_plan;
    std::vector<std::unique_ptr<FollowedKind>> m_kinds;
};

} // namespace plumb::cluster
