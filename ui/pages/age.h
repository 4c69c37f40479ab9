// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QDateTime>
#include <QString>

namespace plumb::ui {

/// "40 s ago", "6 min ago", "2 h ago", "5 days ago": how old something is.
QString ageText(const QDateTime &then, const QDateTime &now);

} // namespace plumb::ui
