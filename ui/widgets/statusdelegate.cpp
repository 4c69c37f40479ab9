// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/widgets/statusdelegate.h"

#include "ui/widgets/chip.h"

#include <QApplication>
#include <QPainter>

namespace plumb::ui {

namespace {

using Color = Theme::Color;

constexpr int margin = 10;
constexpr int glyphSide = 14;
constexpr int gap = 6;

Status statusOf(const QModelIndex &index)
{
    return Status(index.data(StatusRole).toInt());
}

/// The chip that a row asks for, or the one of its status when the row has no second way to say it.
Chip chipOf(const QModelIndex &index)
{
    const QString text = index.data(ChipTextRole).toString();
    if (text.isEmpty())
        return {};
    return {.text = text, .tone = Tone(index.data(ChipToneRole).toInt())};
}

void paintHeading(QPainter *painter, const QRect &place, const QModelIndex &index)
{
    painter->setFont(themeFont(Theme::Font::Section));
    painter->setPen(themeColor(Color::MutedText));
    painter->drawText(
        place, Qt::AlignLeft | Qt::AlignVCenter,
        painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideMiddle, place.width()));
}

/// Title and dim suffix in one line; the suffix gives way first.
void paintTitle(QPainter *painter, const QRect &place, const QModelIndex &index, QFont font)
{
    const bool stale = index.data(StaleRole).toBool();
    painter->setFont(font);
    painter->setPen(themeColor(stale ? Color::MutedText : Color::Text));
    const QString title =
        painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideMiddle, place.width());
    painter->drawText(place, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, title);
    const QString suffix = index.data(TitleSuffixRole).toString();
    const int used = painter->fontMetrics().horizontalAdvance(title) + gap;
    if (suffix.isEmpty() || used >= place.width())
        return;
    painter->setFont(themeFont(Theme::Font::Body));
    painter->setPen(themeColor(Color::MutedText));
    painter->drawText(
        place.adjusted(used, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
        painter->fontMetrics().elidedText(suffix, Qt::ElideRight, place.width() - used));
}

void paintSubtitle(QPainter *painter, const QRect &place, const QModelIndex &index)
{
    const bool monospace = index.data(SubtitleMonospaceRole).toBool();
    painter->setFont(themeFont(monospace ? Theme::Font::MonospaceSmall : Theme::Font::Small));
    painter->setPen(themeColor(Color::MutedText));
    painter->drawText(place, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                      painter->fontMetrics().elidedText(index.data(SubtitleRole).toString(),
                                                        Qt::ElideMiddle, place.width()));
}

} // namespace

StatusDelegate::StatusDelegate(Density density, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_density(density)
{
}

void StatusDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                           const QModelIndex &index) const
{
    QStyleOptionViewItem row = option;
    initStyleOption(&row, index);
    const QStyle *style = row.widget ? row.widget->style() : QApplication::style();
    style->drawPrimitive(QStyle::PE_PanelItemViewItem, &row, painter, row.widget);

    painter->save();
    painter->setClipRect(option.rect);
    QRect place = option.rect.adjusted(margin, 0, -margin, 0);
    if (row.features & QStyleOptionViewItem::HasCheckIndicator) {
        QStyleOptionViewItem check = row;
        check.rect = style->subElementRect(QStyle::SE_ItemViewItemCheckIndicator, &row, row.widget);
        check.state |= row.checkState == Qt::Checked            ? QStyle::State_On
                       : row.checkState == Qt::PartiallyChecked ? QStyle::State_NoChange
                                                                : QStyle::State_Off;
        style->drawPrimitive(QStyle::PE_IndicatorItemViewItemCheck, &check, painter, row.widget);
        place.setLeft(check.rect.right() + gap);
    }
    if (index.data(SectionRole).toBool()) {
        place.setRight(place.right() - paintRight(painter, place, index));
        paintHeading(painter, place, index);
        painter->restore();
        return;
    }
    const Status status = statusOf(index);
    if (status != Status::None) {
        paintGlyph(
            *painter,
            QRectF(place.left(), place.center().y() - glyphSide / 2 + 1, glyphSide, glyphSide),
            statusGlyph(status), Theme::current().toneText(statusTone(status)));
        place.setLeft(place.left() + glyphSide + gap);
    }
    place.setRight(place.right() - paintRight(painter, place, index));
    if (m_density == Density::OneLine) {
        const bool monospace = index.data(MonospaceRole).toBool();
        paintTitle(painter, place, index,
                   themeFont(monospace ? Theme::Font::Monospace : Theme::Font::Body));
    } else {
        const int half = place.height() / 2;
        paintTitle(painter, QRect(place.left(), place.top() + 3, place.width(), half - 2), index,
                   themeFont(Theme::Font::Strong));
        paintSubtitle(painter, QRect(place.left(), place.top() + half, place.width(), half - 4),
                      index);
    }
    painter->restore();
    if ((option.state & QStyle::State_HasFocus)
        && (option.state & QStyle::State_KeyboardFocusChange)) {
        painter->setPen(themeColor(Color::Focus));
        painter->drawRect(option.rect.adjusted(0, 0, -1, -1));
    }
}

QSize StatusDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QSize plain = QStyledItemDelegate::sizeHint(option, index);
    const int line = option.fontMetrics.height();
    const bool heading = index.data(SectionRole).toBool();
    const int height = m_density == Density::TwoLines && !heading ? 2 * line + 12 : line + 11;
    // Lists of two lines elide and never scroll sideways; columns may be sized to what they hold.
    if (m_density == Density::TwoLines)
        return {8 * margin, height};
    int width = plain.width() + 2 * margin;
    if (statusOf(index) != Status::None)
        width += glyphSide + gap;
    const Chip chip = chipOf(index);
    if (!chip.text.isEmpty())
        width += chipSize(chip).width() + gap;
    return {width, height};
}

/// Paints chip or count at the right end and returns the room taken.
int StatusDelegate::paintRight(QPainter *painter, const QRect &place,
                               const QModelIndex &index) const
{
    const Chip chip = chipOf(index);
    if (!chip.text.isEmpty()) {
        const int width = qMin(chipSize(chip).width(), place.width() / 2);
        paintChip(*painter, QRect(place.right() - width + 1, place.top(), width, place.height()),
                  chip);
        return width + gap;
    }
    const QVariant count = index.data(CountRole);
    if (!count.isValid())
        return 0;
    painter->setFont(themeFont(Theme::Font::Small));
    painter->setPen(themeColor(Color::MutedText));
    const QString text = count.toString();
    painter->drawText(place, Qt::AlignRight | Qt::AlignVCenter, text);
    return painter->fontMetrics().horizontalAdvance(text) + gap;
}

} // namespace plumb::ui
