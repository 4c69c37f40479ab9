// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/roles/status.h"

#include <QHash>
#include <QString>
#include <QStringList>

namespace plumb::ui {

/// What is known about one line beyond its text: why it is so, and where it comes from.
struct LineNote
{
    QString chip = {};         ///< Shown after the text, as in "API default"; empty for none.
    Tone tone = Tone::Neutral; ///< Of the chip and of the mark in the gutter.
    QString tooltip = {}; ///< Plain text for hovering the gutter: cause, field manager, layers.
    QString file = {}; ///< Where the value is set, relative to the repository; empty when unknown.
    int line = 0;
    bool marked = false; ///< A mark is drawn in the gutter.
    bool secret = false; ///< The text is a mask; revealing it is asked for by a signal.

    bool operator==(const LineNote &) const = default;
};

/// One side of a comparison or the content of a YAML view: lines, and what is known about them.
///
/// paths is either empty or has one entry for each line: the field that the line shows, in
/// FieldPath's text form. Lines with equal paths are aligned even when their texts differ.
struct AnnotatedText
{
    QString title = {};    ///< "Git"; shown in the column's header.
    QString revision = {}; ///< "main@4f1c2ab"; monospaced after the title.
    QString remark = {};   ///< "rendered"; dim after the revision.
    QStringList lines = {};
    QStringList paths = {};
    QHash<int, LineNote> notes = {}; ///< By index into lines.

    bool operator==(const AnnotatedText &) const = default;

    /// Splits at line feeds; a final line feed makes no empty last line.
    static AnnotatedText fromText(const QString &text);
};

} // namespace plumb::ui
