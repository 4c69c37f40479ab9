// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/widgets/icons.h"

#include <QAbstractButton>
#include <QWidget>

class QButtonGroup;
class QVBoxLayout;

namespace plumb::ui {

/// A page's button in the rail: icon over word, a mark when it is the current page, a badge that
/// counts.
class RailButton : public QAbstractButton
{
    Q_OBJECT

public:
    RailButton(Glyph glyph, const QString &text, QWidget *parent = nullptr);

    int badge() const { return m_badge; }
    QSize sizeHint() const override;

    /// 0 shows none; more than 99 shows "99+".
    void setBadge(int count);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Glyph m_glyph;
    int m_badge = 0;
};

/// The dark strip of pages at the left edge of the window; arrows and Tab move in it.
class Rail : public QWidget
{
    Q_OBJECT

public:
    explicit Rail(QWidget *parent = nullptr);

    int current() const;
    int count() const;
    RailButton *button(int page) const;

    /// Returns the page's number, from 0.
    int addPage(Glyph glyph, const QString &text, const QString &toolTip = {});
    void setCurrent(int page);
    void setBadge(int page, int count);

Q_SIGNALS:
    void currentChanged(int page);

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    QVBoxLayout *m_layout;
    QButtonGroup *m_buttons;
};

} // namespace plumb::ui
