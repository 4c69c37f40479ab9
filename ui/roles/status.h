// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>
#include <QtTypes>

namespace plumb::ui {

/// What a row, a cell or an object is like; models give it, delegates turn it into glyph and word.
enum class Status : quint8 {
    None, ///< Nothing is shown.
    InSync,
    Failed,
    Drifted,
    Behind, ///< Older than what the environment before runs.
    Suspended,
    Reconciling,
    Unknown,
    Error, ///< Could not be built or read, which is not the same as a failed reconciliation.
    Missing,
    Extra,
    Created,
    Configured,
    Recreated,
    Pruned,
    Unchanged,
};

/// How loud a chip, banner or mark is; the theme has one colour and one background for each.
enum class Tone : quint8 { Neutral, Accent, Success, Warning, Danger, Progress };

Tone statusTone(Status status);

/// The word for a status with its count: "failed", "drifted 3", "behind 1"; "" for None.
QString statusText(Status status, int count = 0);

/// Item data roles beyond Qt's own that our delegates understand.
enum ItemRole : int {
    StatusRole = 0x0100 + 0x40, ///< int(Status); Qt::UserRole is 0x0100 and stays free for models.
    CountRole,                  ///< int that belongs to the status ("drifted 3"), or a row's count.
    TitleSuffixRole,            ///< QString shown dim after the title, as a kind or an environment.
    SubtitleRole,               ///< QString of the second line.
    SubtitleMonospaceRole,      ///< bool: the second line is a path, a field or a revision.
    MonospaceRole,              ///< bool: the text itself is a version, a path or a revision.
    ChipTextRole,               ///< QString of a chip at the right; the status text when absent.
    ChipToneRole,               ///< int(Tone) of that chip.
    StaleRole,                  ///< bool: the last known state of something unreachable; drawn dim.
    SectionRole,                ///< bool: the row is a heading of the rows below it.
};

} // namespace plumb::ui
