// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/run.h"

#include <atomic>
#include <memory>

namespace plumb::ui {

/// Keeps only the latest report of a run, so that a thousand reports a second cost the window
/// nothing: whoever shows it looks when it wants to.
class LatestProgress final : public ProgressSink
{
public:
    void report(const Progress &progress) override;

    /// What was reported last; a default value before the first report.
    Progress latest() const;

private:
    std::atomic<std::shared_ptr<const Progress>> m_latest;
};

} // namespace plumb::ui
