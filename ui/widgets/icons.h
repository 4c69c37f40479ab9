// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/roles/status.h"
#include "ui/widgets/theme.h"

#include <QIcon>

class QPainter;
class QRectF;

namespace plumb::ui {

Q_NAMESPACE

/// Our icons; Glyph::DryRun is resources/icons/dry-run.svg.
enum class Glyph : quint8 {
    None,
    // pages
    Fleet,
    Drift,
    Promote,
    DryRun,
    History,
    Alerts,
    Rebuild,
    // states
    Check,
    Cross,
    NotEqual,
    ArrowDown,
    ArrowUp,
    ArrowRight,
    Pause,
    Spinner,
    Question,
    Warning,
    Info,
    Plus,
    Minus,
    Tilde,
    Dot,
    Lock,
    // things
    Cluster,
    Environment,
    Kustomization,
    HelmRelease,
    Source,
    Object,
    Folder,
    File,
    Commit,
    Branch,
    User,
    Clock,
    // verbs
    Search,
    Copy,
    Open,
    Settings,
    Play,
    Stop,
    Refresh,
    Fetch,
    Push,
    Clone,
    Close,
    Compare,
    Filter,
    Eye,
    More,
    Undo,
    Bell,
    Terminal,
    External,
    Columns,
    Rows,
    Fields,
    Sun,
    Moon,
    // arrows of controls
    ChevronDown,
    ChevronRight,
    ChevronUp,
    ChevronLeft,
};
Q_ENUM_NS(Glyph)

/// The glyph that stands for a status; None for Status::None.
Glyph statusGlyph(Status status);

/// An icon recoloured from the palette whenever it is painted, so that it follows the theme.
QIcon icon(Glyph glyph, Theme::Color role = Theme::Color::Text);

/// Paints a glyph into a square.
void paintGlyph(QPainter &painter, const QRectF &square, Glyph glyph, const QColor &color);

/// ":/icons/dry-run.svg"
QString glyphFile(Glyph glyph);

} // namespace plumb::ui
