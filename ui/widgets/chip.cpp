// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/widgets/chip.h"

#include <QFontMetrics>
#include <QPainter>

namespace plumb::ui {

namespace {

constexpr int padding = 7;
constexpr int glyphGap = 3;

int glyphSide(const QFontMetrics &metrics)
{
    return metrics.ascent();
}

} // namespace

Chip Chip::ofStatus(Status status, int count)
{
    if (status == Status::None || status == Status::InSync || status == Status::Unchanged)
        return {};
    const bool countSaysAll = count > 0 && (status == Status::Drifted || status == Status::Behind);
    return {.text = countSaysAll ? QString::number(count) : statusText(status),
            .tone = statusTone(status),
            .glyph = statusGlyph(status)};
}

QSize chipSize(const Chip &chip)
{
    if (chip.text.isEmpty() && chip.glyph == Glyph::None)
        return {};
    const QFontMetrics metrics(themeFont(Theme::Font::Small));
    // One pixel more, for advances that are rounded down.
    int width = 2 * padding + metrics.horizontalAdvance(chip.text) + 1;
    if (chip.glyph != Glyph::None)
        width += glyphSide(metrics) + (chip.text.isEmpty() ? 0 : glyphGap);
    return {width, metrics.height() + 4};
}

void paintChip(QPainter &painter, const QRect &place, const Chip &chip)
{
    const QSize wanted = chipSize(chip);
    if (wanted.isEmpty() || place.width() < 2 * padding)
        return;
    const Theme &theme = Theme::current();
    QRect body(place.topLeft(), QSize(qMin(wanted.width(), place.width()), wanted.height()));
    body.moveTop(place.top() + (place.height() - body.height()) / 2);

    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.toneChip(chip.tone));
    painter.drawRoundedRect(body, body.height() / 2.0, body.height() / 2.0);

    painter.setFont(theme.font(Theme::Font::Small));
    painter.setPen(theme.toneText(chip.tone));
    const QFontMetrics metrics(painter.font());
    QRect text = body.adjusted(padding, 0, -padding, 0);
    if (chip.glyph != Glyph::None) {
        const int side = glyphSide(metrics);
        paintGlyph(painter,
                   QRectF(text.left(), body.top() + (body.height() - side) / 2.0, side, side),
                   chip.glyph, theme.toneText(chip.tone));
        text.setLeft(text.left() + side + glyphGap);
    }
    painter.drawText(text, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                     metrics.elidedText(chip.text, Qt::ElideRight, text.width()));
    painter.restore();
}

ChipLabel::ChipLabel(QWidget *parent)
    : ChipLabel(Chip(), parent)
{
}

ChipLabel::ChipLabel(Chip chip, QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setChip(std::move(chip));
    connect(&Theme::current(), &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

QSize ChipLabel::sizeHint() const
{
    return chipSize(m_chip);
}

QSize ChipLabel::minimumSizeHint() const
{
    return sizeHint();
}

void ChipLabel::setChip(Chip chip)
{
    m_chip = std::move(chip);
    setAccessibleName(m_chip.text);
    updateGeometry();
    update();
}

void ChipLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintChip(painter, rect(), m_chip);
}

} // namespace plumb::ui
