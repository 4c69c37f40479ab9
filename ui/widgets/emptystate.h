// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/widgets/icons.h"

#include <QWidget>

class QAction;
class QBoxLayout;
class QLabel;

namespace plumb::ui {

/// What a page shows when it has nothing to show: why, and what to do next.
class EmptyState : public QWidget
{
    Q_OBJECT

public:
    EmptyState(Glyph glyph, const QString &title, const QString &text, QWidget *parent = nullptr);

    void setTitle(const QString &title);
    void setText(const QString &text);
    void setGlyph(Glyph glyph);
    /// The first action is drawn as the primary button.
    void addAction(QAction *action);
    void clearActions();

private:
    void applyTheme();

    Glyph m_glyph;
    QLabel *m_picture;
    QLabel *m_title;
    QLabel *m_text;
    QBoxLayout *m_buttons;
};

} // namespace plumb::ui
