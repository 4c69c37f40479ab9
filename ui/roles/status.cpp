// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/roles/status.h"

#include <QCoreApplication>

namespace plumb::ui {

namespace {

QString translated(const char *text)
{
    return QCoreApplication::translate("plumb::ui::Status", text);
}

QString word(Status status)
{
    switch (status) {
    case Status::None: return {};
    case Status::InSync: return translated("in sync");
    case Status::Failed: return translated("failed");
    case Status::Drifted: return translated("drifted");
    case Status::Behind: return translated("behind");
    case Status::Suspended: return translated("suspended");
    case Status::Reconciling: return translated("reconciling");
    case Status::Unknown: return translated("unknown");
    case Status::Error: return translated("error");
    case Status::Missing: return translated("missing");
    case Status::Extra: return translated("not in git");
    case Status::Created: return translated("created");
    case Status::Configured: return translated("configured");
    case Status::Recreated: return translated("recreated");
    case Status::Pruned: return translated("pruned");
    case Status::Unchanged: return translated("unchanged");
    }
    return {};
}

} // namespace

Tone statusTone(Status status)
{
    switch (status) {
    case Status::InSync:
    case Status::Created: return Tone::Success;
    case Status::Failed:
    case Status::Error:
    case Status::Missing:
    case Status::Recreated:
    case Status::Pruned: return Tone::Danger;
    case Status::Drifted:
    case Status::Extra:
    case Status::Configured: return Tone::Warning;
    case Status::Behind: return Tone::Accent;
    case Status::Reconciling: return Tone::Progress;
    case Status::None:
    case Status::Suspended:
    case Status::Unknown:
    case Status::Unchanged: return Tone::Neutral;
    }
    return Tone::Neutral;
}

QString statusText(Status status, int count)
{
    const QString text = word(status);
    return count > 0 && !text.isEmpty() ? text + u' ' + QString::number(count) : text;
}

} // namespace plumb::ui
