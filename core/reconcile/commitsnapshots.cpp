// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/reconcile/commitsnapshots.h"

namespace plumb::reconcile {

namespace {

// Clusters of one fleet are a few commits apart at most.
constexpr std::size_t mostSnapshots = 16;

} // namespace

Result<std::shared_ptr<const Snapshot>> CommitSnapshots::open(const std::string &commit,
                                                              Executor &executor, const Run &run)
{
    const std::lock_guard lock(m_mutex);
    if (const auto known = m_snapshots.find(commit); known != m_snapshots.end())
        return known->second;
    SnapshotRequest request = m_request;
    request.revision = commit;
    auto snapshot = PLUMB_TRY(openSnapshot(request, m_cache, executor, run));
    if (m_snapshots.size() >= mostSnapshots)
        m_snapshots.clear();
    m_snapshots.emplace(commit, snapshot);
    return snapshot;
}

} // namespace plumb::reconcile
