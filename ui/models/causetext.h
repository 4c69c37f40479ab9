// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/drift/changeset.h"
#include "ui/roles/status.h"

#include <QString>

#include <map>

namespace plumb::ui {

/// "manual edit", "controller-owned".
QString causeName(drift::CauseKind kind);
Tone causeTone(drift::CauseKind kind);
/// "31 API default · 9 controller-owned"; empty for none.
QString causeCounts(const std::map<drift::CauseKind, std::size_t> &counts);
/// The cause of all that differs in an object; null when there is none, or several.
const drift::Cause *commonCause(const drift::ObjectDiff &diff);

} // namespace plumb::ui
