// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/build/buildcache.h"
#include "core/drift/mask.h"
#include "core/promotion/plan.h"
#include "tests/support/scratchrepository.h"

#include <memory>
#include <vector>

/// A repository with a staging and a production cluster that share bases and have overlays with
/// comments, anchors, image policy markers and Windows line ends; and snapshots of it.
class PromotionFleet
{
public:
    enum class Choices { Forgotten, Remembered };

    PromotionFleet();

    ScratchRepository &repository() { return m_repository; }

    /// What the plans of this fleet are made with; also for what looks at older commits.
    plumb::reconcile::SnapshotRequest request() const;
    plumb::build::BuildCache &cache() { return m_cache; }
    plumb::Executor &executor() { return m_executor; }
    const plumb::drift::Mask &mask() const { return m_mask; }

    /// The files on disk as they are now; null when they cannot be opened.
    std::shared_ptr<const plumb::reconcile::Snapshot> open();
    /// What staging and production do not agree on now.
    plumb::promotion::Differences differences();
    /// The plan to carry over the differences with these paths, of all files.
    plumb::Result<plumb::promotion::PromotionPlan> plan(const std::vector<std::string> &paths);
    /// The plan to carry over the selected differences, on what open() gave last.
    plumb::Result<plumb::promotion::PromotionPlan>
    planOf(const plumb::promotion::Differences &all,
           const std::vector<plumb::promotion::Difference> &selected,
           Choices choices = Choices::Forgotten);

private:
    ScratchRepository m_repository;
    plumb::build::BuildCache m_cache;
    plumb::InlineExecutor m_executor;
    plumb::drift::Mask m_mask;
    std::shared_ptr<const plumb::reconcile::Snapshot> m_snapshot;
};
