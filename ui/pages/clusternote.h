// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/roles/status.h"
#include "ui/session/driftcheck.h"

#include <QString>

#include <chrono>

namespace plumb::ui {

/// How one cluster is doing, as the status bar says it.
struct ClusterNote
{
    QString text;
    Tone tone = Tone::Neutral;
    QString toolTip = {};

    bool operator==(const ClusterNote &) const = default;
};

ClusterNote noteOf(const ClusterDrift &cluster, std::chrono::steady_clock::time_point now);

} // namespace plumb::ui
