// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/models/causetext.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

namespace plumb::ui {

namespace {

QString translated(const char *text)
{
    return QCoreApplication::translate("plumb::ui::Cause", text);
}

} // namespace

QString causeName(drift::CauseKind kind)
{
    switch (kind) {
    case drift::CauseKind::NotApplied: return translated("not applied yet");
    case drift::CauseKind::ManualEdit: return translated("manual edit");
    case drift::CauseKind::OtherApplier: return translated("other applier");
    case drift::CauseKind::Controller: return translated("controller-owned");
    case drift::CauseKind::Webhook: return translated("webhook");
    case drift::CauseKind::ApiDefault: return translated("API default");
    case drift::CauseKind::Status: return translated("status");
    case drift::CauseKind::IgnoreRule: return translated("ignore rule");
    case drift::CauseKind::Deleted: return translated("deleted");
    case drift::CauseKind::LeftBehind: return translated("left behind");
    case drift::CauseKind::Unknown: return translated("unknown cause");
    }
    Q_UNREACHABLE_RETURN(QString());
}

Tone causeTone(drift::CauseKind kind)
{
    switch (kind) {
    case drift::CauseKind::NotApplied: return Tone::Progress;
    case drift::CauseKind::ManualEdit:
    case drift::CauseKind::OtherApplier:
    case drift::CauseKind::ApiDefault:
    case drift::CauseKind::LeftBehind: return Tone::Warning;
    case drift::CauseKind::Deleted:
    case drift::CauseKind::Unknown: return Tone::Danger;
    case drift::CauseKind::Controller:
    case drift::CauseKind::Webhook:
    case drift::CauseKind::Status:
    case drift::CauseKind::IgnoreRule: return Tone::Neutral;
    }
    Q_UNREACHABLE_RETURN(Tone::Neutral);
}

QString causeCounts(const std::map<drift::CauseKind, std::size_t> &counts)
{
    QStringList parts;
    for (const auto &[kind, count] : counts)
        parts << QString::number(count) + u' ' + causeName(kind);
    return parts.join(QStringLiteral(" · "));
}

const drift::Cause *commonCause(const drift::ObjectDiff &diff)
{
    if (diff.cause)
        return &*diff.cause;
    if (diff.changes.empty() || !diff.changes.front().cause)
        return nullptr;
    const drift::Cause &first = *diff.changes.front().cause;
    const bool isCommon =
        std::ranges::all_of(diff.changes, [&first](const drift::FieldChange &change) {
            return change.cause && change.cause->kind == first.kind;
        });
    return isCommon ? &first : nullptr;
}

} // namespace plumb::ui
