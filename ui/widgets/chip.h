// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/roles/status.h"
#include "ui/widgets/icons.h"

#include <QWidget>

namespace plumb::ui {

/// A short word on a tinted, rounded background; the glyph says the same to who sees no colour.
struct Chip
{
    QString text = {};
    Tone tone = Tone::Neutral;
    Glyph glyph = Glyph::None;

    /// "≠ 3", "↓ 1" when compact, else "≠ drifted 3"; an empty chip for a status that needs none.
    static Chip ofStatus(Status status, int count = 0);
};

QSize chipSize(const Chip &chip);

/// Paints at the size of chipSize(), elided when the place is narrower.
void paintChip(QPainter &painter, const QRect &place, const Chip &chip);

/// A chip as a widget.
class ChipLabel : public QWidget
{
    Q_OBJECT

public:
    explicit ChipLabel(QWidget *parent = nullptr);
    explicit ChipLabel(Chip chip, QWidget *parent = nullptr);

    const Chip &chip() const { return m_chip; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

    void setChip(Chip chip);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Chip m_chip;
};

} // namespace plumb::ui
