// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/widgets/matrixdelegate.h"

#include "ui/widgets/chip.h"

#include <QAbstractItemView>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

namespace plumb::ui {

namespace {

using Color = Theme::Color;

constexpr int margin = 10;
constexpr int glyphSide = 14;

void paintApp(QPainter &painter, const QRect &cell, const QModelIndex &index)
{
    const QRect place = cell.adjusted(margin, 3, -margin, -4);
    const QString detail = index.data(SubtitleRole).toString();
    QRect line = place;
    if (!detail.isEmpty())
        line.setHeight(place.height() / 2 + 1);
    painter.setFont(themeFont(Theme::Font::Strong));
    painter.setPen(themeColor(Color::Text));
    painter.drawText(
        line, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
        painter.fontMetrics().elidedText(index.data().toString(), Qt::ElideMiddle, line.width()));
    const QRect below(place.left(), place.top() + place.height() / 2 + 1, place.width(),
                      place.height() / 2);
    painter.setFont(themeFont(Theme::Font::Small));
    painter.setPen(themeColor(Color::MutedText));
    painter.drawText(below, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                     painter.fontMetrics().elidedText(detail, Qt::ElideMiddle, below.width()));
}

void paintVersion(QPainter &painter, const QRect &cell, const QModelIndex &index)
{
    const QRect place = cell.adjusted(margin, 0, -margin, 0);
    const auto status = Status(index.data(StatusRole).toInt());
    const QString version = index.data().toString();
    if (version.isEmpty() && status == Status::None) {
        painter.setPen(themeColor(Color::FaintText));
        painter.setFont(themeFont(Theme::Font::Body));
        painter.drawText(place.adjusted(glyphSide + 8, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter,
                         QStringLiteral("–"));
        return;
    }
    if (status == Status::InSync)
        paintGlyph(
            painter,
            QRectF(place.left(), place.center().y() - glyphSide / 2 + 1, glyphSide, glyphSide),
            Glyph::Check, themeColor(Color::SuccessText));
    QRect words = place.adjusted(glyphSide + 8, 0, 0, 0);

    Chip chip = Chip::ofStatus(status, index.data(CountRole).toInt());
    const QString given = index.data(ChipTextRole).toString();
    if (!given.isEmpty())
        chip = {.text = given, .tone = Tone(index.data(ChipToneRole).toInt())};
    const int chipWidth = chipSize(chip).width();
    if (chipWidth > 0) {
        const int width = qMin(chipWidth, place.width() * 2 / 3);
        paintChip(painter, QRect(place.right() - width + 1, place.top(), width, place.height()),
                  chip);
        words.setRight(place.right() - width - 4);
    }
    // Where the chip needs the room, the version starts where the check would be.
    painter.setFont(themeFont(Theme::Font::Monospace));
    if (status != Status::InSync
        && painter.fontMetrics().horizontalAdvance(version) > words.width())
        words.setLeft(place.left());
    painter.setPen(themeColor(index.data(StaleRole).toBool() ? Color::FaintText : Color::Text));
    painter.drawText(words, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                     painter.fontMetrics().elidedText(version, Qt::ElideMiddle, words.width()));
}

} // namespace

void MatrixDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                           const QModelIndex &index) const
{
    const bool current = option.state & QStyle::State_Selected;
    painter->save();
    painter->setClipRect(option.rect);
    const bool hover = option.state & QStyle::State_MouseOver;
    if (index.column() == 0 && current)
        painter->fillRect(option.rect, themeColor(Color::Selection));
    else if (hover)
        painter->fillRect(option.rect, themeColor(Color::Hover));
    else
        painter->fillRect(option.rect, themeColor(Color::Base));

    if (index.column() == 0)
        paintApp(*painter, option.rect, index);
    else
        paintVersion(*painter, option.rect, index);

    if (current && index.column() > 0) {
        painter->setPen(QPen(themeColor(Color::Focus), 2));
        painter->drawRect(option.rect.adjusted(1, 1, -1, -1));
    }
    painter->restore();
}

QSize MatrixDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const int height = 2 * option.fontMetrics.height() + 14;
    if (index.column() == 0) {
        const QFontMetrics name(themeFont(Theme::Font::Strong));
        const QFontMetrics detail(themeFont(Theme::Font::Small));
        return {2 * margin
                    + qMax(name.horizontalAdvance(index.data().toString()),
                           detail.horizontalAdvance(index.data(SubtitleRole).toString())),
                height};
    }
    const QFontMetrics version(themeFont(Theme::Font::Monospace));
    const Chip chip =
        Chip::ofStatus(Status(index.data(StatusRole).toInt()), index.data(CountRole).toInt());
    return {2 * margin + glyphSide + 12 + version.horizontalAdvance(index.data().toString())
                + chipSize(chip).width(),
            height};
}

bool MatrixDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view,
                               const QStyleOptionViewItem &option, const QModelIndex &index)
{
    if (event->type() != QEvent::ToolTip || index.data(Qt::ToolTipRole).isValid())
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    if (sizeHint(option, index).width() <= option.rect.width())
        QToolTip::hideText();
    else
        QToolTip::showText(event->globalPos(), index.data().toString(), view);
    return true;
}

} // namespace plumb::ui
