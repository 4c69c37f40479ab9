// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/roles/status.h"
#include "ui/text/linehighlighter.h"

#include <QColor>
#include <QFont>
#include <QHash>
#include <QObject>
#include <QPalette>

class QApplication;

namespace plumb::ui {

/// The colours, fonts and scheme of the whole program, read from one palette file.
///
/// Widgets and delegates ask current() for roles when they paint and never name a colour
/// themselves, so that a switch of the system's colour scheme only needs a repaint.
class Theme : public QObject
{
    Q_OBJECT

public:
    enum class Scheme : quint8 { System, Light, Dark };
    Q_ENUM(Scheme)

    /// The keys of the palette file are these names.
    enum class Color : quint8 {
        Window,
        Panel,
        Base,
        AlternateBase,
        Border,
        StrongBorder,
        Text,
        MutedText,
        FaintText,
        Hover,
        Pressed,
        Selection,
        SelectionText,
        Focus,
        Link,
        Accent,
        AccentHover,
        AccentText,
        ToolTip,
        ToolTipText,
        Shadow,
        Rail,
        RailText,
        RailActive,
        RailActiveText,
        RailMark,
        Badge,
        BadgeText,
        NeutralText,
        InfoText,
        SuccessText,
        WarningText,
        DangerText,
        ProgressText,
        NeutralChip,
        InfoChip,
        SuccessChip,
        WarningChip,
        DangerChip,
        ProgressChip,
        AddedLine,
        RemovedLine,
        AddedWord,
        RemovedWord,
        AddedText,
        RemovedText,
        FoldLine,
        FoldText,
        FillerLine,
        FillerHatch,
        Gutter,
        GutterText,
        CurrentLine,
        TextSelection,
        Match,
        CurrentMatch,
        MatchText,
        RulerMark,
        SyntaxKey,
        SyntaxString,
        SyntaxNumber,
        SyntaxKeyword,
        SyntaxComment,
        SyntaxMeta,
    };
    Q_ENUM(Color)

    enum class Font : quint8 {
        Body,
        Strong,  ///< Body, semi-bold: names.
        Small,   ///< Second lines, chips, the status bar.
        Section, ///< Headings of panels, in capitals.
        Title,   ///< The name of what an inspector or a page shows.
        Monospace,
        MonospaceSmall,
    };
    Q_ENUM(Font)

    /// The theme of the running application; made with the system's scheme when nobody made one.
    static Theme &current();

    /// Sets style, palette and fonts of the application and follows the system from now on.
    static void install(QApplication &application, Scheme scheme = Scheme::System);

    Scheme scheme() const { return m_scheme; }
    bool isDark() const { return m_dark; }
    QColor color(Color role) const { return m_colors[std::size_t(role)]; }
    QColor toneText(Tone tone) const;
    QColor toneChip(Tone tone) const;
    QColor syntax(SyntaxKind kind) const;
    QFont font(Font role) const;

    void setScheme(Scheme scheme);

    /// The colours of one scheme by role name, for checks; empty when the file has no such scheme.
    static QHash<QString, QColor> readPalette(bool dark);

Q_SIGNALS:
    /// Colours or fonts are others now.
    void changed();

private:
    explicit Theme(QObject *parent);
    void apply();
    QPalette palette() const;

    Scheme m_scheme = Scheme::System;
    bool m_dark = false;
    bool m_installed = false;
    std::vector<QColor> m_colors; // by Color
};

/// Short for Theme::current().color().
inline QColor themeColor(Theme::Color role)
{
    return Theme::current().color(role);
}

/// Short for Theme::current().font().
inline QFont themeFont(Theme::Font role)
{
    return Theme::current().font(role);
}

} // namespace plumb::ui
