// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QWidget>

namespace plumb::ui {

class DiffCanvas;

/// The overview at the right edge of a comparison: a mark for each change, the visible part, click
/// to jump.
class DiffRuler final : public QWidget
{
    Q_OBJECT

public:
    explicit DiffRuler(DiffCanvas *canvas);

    QSize sizeHint() const override { return {14, 0}; }

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;

private:
    void jump(int y);

    DiffCanvas *m_canvas;
};

/// The titles above the panes: what is compared, at which revision.
class DiffHeader final : public QWidget
{
    Q_OBJECT

public:
    explicit DiffHeader(DiffCanvas *canvas);

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    DiffCanvas *m_canvas;
};

} // namespace plumb::ui
