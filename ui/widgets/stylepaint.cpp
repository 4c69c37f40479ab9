// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/widgets/stylepaint.h"

#include "ui/widgets/icons.h"

#include <QPainter>
#include <QStyleOption>

namespace plumb::ui::stylepaint {

namespace {

using Color = Theme::Color;

constexpr double radius = 5;
constexpr const char *primaryProperty = "plumbPrimary";

} // namespace

/// A crisp round rectangle of one pixel's border.
void drawBox(QPainter *painter, const QRect &rect, const QColor &fill, const QColor &border)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(border);
    painter->setBrush(fill);
    painter->drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
    painter->restore();
}

void drawFocusRing(QPainter *painter, const QRect &rect)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(themeColor(Color::Focus), 1.5));
    painter->setBrush(Qt::NoBrush);
    painter->drawRoundedRect(QRectF(rect).adjusted(0.75, 0.75, -0.75, -0.75), radius, radius);
    painter->restore();
}

bool isPrimary(const QWidget *widget)
{
    return widget && widget->property(primaryProperty).toBool();
}

void drawButton(const QStyleOption *option, QPainter *painter, const QWidget *widget)
{
    const bool enabled = option->state & QStyle::State_Enabled;
    const bool hover = enabled && (option->state & QStyle::State_MouseOver);
    const bool down = option->state & (QStyle::State_Sunken | QStyle::State_On);
    if (isPrimary(widget) && enabled) {
        const QColor fill = themeColor(hover || down ? Color::AccentHover : Color::Accent);
        drawBox(painter, option->rect, fill, fill);
    } else {
        const Color fill = down ? Color::Pressed : hover ? Color::Hover : Color::Base;
        drawBox(painter, option->rect, themeColor(fill), themeColor(Color::Border));
    }
    const bool keyboardFocus = (option->state & QStyle::State_HasFocus)
                               && (option->state & QStyle::State_KeyboardFocusChange);
    if (keyboardFocus)
        drawFocusRing(painter, option->rect);
}

void drawFlatButton(const QStyleOption *option, QPainter *painter)
{
    const bool enabled = option->state & QStyle::State_Enabled;
    if (option->state & (QStyle::State_Sunken | QStyle::State_On))
        drawBox(painter, option->rect, themeColor(Color::Pressed), Qt::transparent);
    else if (enabled && (option->state & QStyle::State_MouseOver))
        drawBox(painter, option->rect, themeColor(Color::Hover), Qt::transparent);
    if ((option->state & QStyle::State_HasFocus)
        && (option->state & QStyle::State_KeyboardFocusChange))
        drawFocusRing(painter, option->rect);
}

void drawField(const QStyleOption *option, QPainter *painter)
{
    const bool focus = option->state & QStyle::State_HasFocus;
    const bool enabled = option->state & QStyle::State_Enabled;
    drawBox(painter, option->rect, themeColor(enabled ? Color::Base : Color::Window),
            themeColor(focus ? Color::Focus : Color::Border));
}

void drawCheck(const QStyleOption *option, QPainter *painter)
{
    const bool on = option->state & QStyle::State_On;
    const bool partly = option->state & QStyle::State_NoChange;
    const bool enabled = option->state & QStyle::State_Enabled;
    const int side = qMin(option->rect.width(), option->rect.height());
    QRect box(0, 0, side, side);
    box.moveCenter(option->rect.center());
    const QColor fill = themeColor(!on && !partly ? Color::Base
                                   : enabled      ? Color::Accent
                                                  : Color::StrongBorder);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setBrush(fill);
    painter->setPen(on || partly ? fill : themeColor(Color::StrongBorder));
    painter->drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
    painter->restore();
    if (on || partly)
        paintGlyph(*painter, QRectF(box).adjusted(1, 1, -1, -1), on ? Glyph::Check : Glyph::Minus,
                   themeColor(Color::AccentText));
}

void drawHeaderSection(const QStyleOption *option, QPainter *painter)
{
    const QRect rect = option->rect;
    painter->fillRect(rect, themeColor(Color::Panel));
    painter->setPen(themeColor(Color::Border));
    const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option);
    if (header && header->orientation == Qt::Horizontal) {
        painter->drawLine(rect.bottomLeft(), rect.bottomRight());
        return;
    }
    painter->drawLine(rect.topRight(), rect.bottomRight());
}

void drawTab(const QStyleOption *option, QPainter *painter)
{
    const bool selected = option->state & QStyle::State_Selected;
    const QRect rect = option->rect;
    painter->fillRect(rect, themeColor(selected ? Color::Base : Color::Panel));
    painter->setPen(themeColor(Color::Border));
    painter->drawLine(rect.topRight(), rect.bottomRight());
    if (selected)
        painter->fillRect(QRect(rect.left(), rect.bottom() - 1, rect.width(), 2),
                          themeColor(Color::Accent));
    else
        painter->drawLine(rect.bottomLeft(), rect.bottomRight());
}

void drawScrollBar(const QStyle *style, const QStyleOptionComplex *option, QPainter *painter,
                   const QWidget *widget)
{
    painter->fillRect(option->rect, themeColor(Color::Panel));
    QRect handle =
        style->subControlRect(QStyle::CC_ScrollBar, option, QStyle::SC_ScrollBarSlider, widget);
    if (!(option->state & QStyle::State_Enabled) || handle.isEmpty())
        return;
    const bool active = option->activeSubControls & QStyle::SC_ScrollBarSlider;
    const bool upright =
        handle.width() < handle.height() || !(option->state & QStyle::State_Horizontal);
    handle = upright ? handle.adjusted(3, 2, -3, -2) : handle.adjusted(2, 3, -2, -3);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(themeColor(active ? Color::FaintText : Color::StrongBorder));
    painter->drawRoundedRect(handle, 3, 3);
    painter->restore();
}

void drawComboBox(const QStyleOptionComplex *option, QPainter *painter, const QWidget *widget)
{
    drawButton(option, painter, widget);
    const int side = 14;
    QRectF arrow(0, 0, side, side);
    const bool mirrored = option->direction == Qt::RightToLeft;
    const QRect rect = option->rect;
    arrow.moveCenter(
        QPointF(mirrored ? rect.left() + 14 : rect.right() - 13, rect.center().y() + 0.5));
    paintGlyph(*painter, arrow, Glyph::ChevronDown, themeColor(Color::MutedText));
}

void drawProgress(const QStyleOption *option, QPainter *painter)
{
    const auto *bar = qstyleoption_cast<const QStyleOptionProgressBar *>(option);
    if (!bar)
        return;
    QRectF groove(option->rect);
    groove.setHeight(4);
    groove.moveCenter(QRectF(option->rect).center());
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(themeColor(Color::Pressed));
    painter->drawRoundedRect(groove, 2, 2);
    const int range = bar->maximum - bar->minimum;
    // Without a known end a third of the bar is filled; nothing moves for who asked for calm.
    const double part = range > 0 ? double(bar->progress - bar->minimum) / range : 0.33;
    groove.setWidth(groove.width() * qBound(0.0, part, 1.0));
    painter->setBrush(themeColor(Color::Accent));
    painter->drawRoundedRect(groove, 2, 2);
    painter->restore();
}

void drawBranch(const QStyleOption *option, QPainter *painter)
{
    if (!(option->state & QStyle::State_Children))
        return;
    QRectF square(0, 0, 14, 14);
    square.moveCenter(QRectF(option->rect).center());
    paintGlyph(*painter, square,
               option->state & QStyle::State_Open ? Glyph::ChevronDown : Glyph::ChevronRight,
               themeColor(Color::MutedText));
}

void drawRowPart(const QStyleOption *option, QPainter *painter)
{
    if (option->state & QStyle::State_Selected)
        painter->fillRect(option->rect, themeColor(Color::Selection));
    else if ((option->state & QStyle::State_MouseOver) && (option->state & QStyle::State_Enabled))
        painter->fillRect(option->rect, themeColor(Color::Hover));
}

void markPrimary(QWidget *widget)
{
    widget->setProperty(primaryProperty, true);
}

} // namespace plumb::ui::stylepaint
