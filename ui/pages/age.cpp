// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/pages/age.h"

#include "ui/roles/text.h"

#include <QCoreApplication>

#include <algorithm>

namespace plumb::ui {

namespace {

QString translated(const char *text)
{
    return QCoreApplication::translate("plumb::ui::Age", text);
}

} // namespace

QString ageText(const QDateTime &then, const QDateTime &now)
{
    constexpr qint64 minute = 60;
    constexpr qint64 hour = 60 * minute;
    constexpr qint64 day = 24 * hour;
    // Clocks of two machines differ; nothing is younger than now.
    const qint64 seconds = std::max<qint64>(0, then.secsTo(now));
    if (seconds < minute)
        return translated("%1 s ago").arg(seconds);
    if (seconds < hour)
        return translated("%1 min ago").arg(seconds / minute);
    if (seconds < 2 * day)
        return translated("%1 h ago").arg(seconds / hour);
    return translated("%1 days ago").arg(seconds / day);
}

} // namespace plumb::ui
