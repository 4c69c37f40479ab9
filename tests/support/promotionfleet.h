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
    PromotionFleet();

    ScratchRepository &repository() { return m_repository; }

    /// The files on disk as they are now; null when they cannot be opened.
    std::shared_ptr<const plumb::reconcile::Snapshot> open();
    /// What staging and production do not agree on now.
    plumb::promotion::Differences differences();
    /// The plan to carry over the differences with these paths, of all files.
    plumb::Result<plumb::promotion::PromotionPlan> plan(const std::vector<std::string> &paths);

private:
    plumb::reconcile::SnapshotRequest request() const;

    ScratchRepository m_repository;
    plumb::build::BuildCache m_cache;
    plumb::InlineExecutor m_executor;
    plumb::drift::Mask m_mask;
    std::shared_ptr<const plumb::reconcile::Snapshot> m_snapshot;
};
