// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/build/buildcache.h"
#include "core/reconcile/snapshot.h"

#include <map>
#include <memory>
#include <mutex>
#include <string>

namespace plumb::reconcile {

/// Looks at commits of one fleet, each opened once and kept for the next question. May be used from
/// any thread.
class CommitSnapshots
{
public:
    /// @p request says everything but the revision.
    explicit CommitSnapshots(SnapshotRequest request)
        : m_request(std::move(request))
    {
    }

    Result<std::shared_ptr<const Snapshot>> open(const std::string &commit, Executor &executor,
                                                 const Run &run);

private:
    SnapshotRequest m_request;
    std::mutex m_mutex; // guards what follows, and lets one thread build at a time
    build::BuildCache m_cache;
    std::map<std::string, std::shared_ptr<const Snapshot>> m_snapshots;
};

} // namespace plumb::reconcile
