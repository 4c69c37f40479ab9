// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/widgets/style.h"

#include "ui/widgets/icons.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QComboBox>
#include <QPainter>
#include <QPainterPath>
#include <QStyleFactory>
#include <QStyleOption>

using namespace Qt::StringLiterals;

namespace plumb::ui {

namespace {

using Color = Theme::Color;

constexpr double radius = 5;
constexpr const char *primaryProperty = "plumbPrimary";

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

} // namespace

Style::Style()
    : QProxyStyle(QStyleFactory::create(u"Fusion"_s))
{
}

void Style::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                          const QWidget *widget) const
{
    switch (element) {
    case PE_PanelButtonCommand: drawButton(option, painter, widget); return;
    case PE_PanelButtonTool: drawFlatButton(option, painter); return;
    case PE_PanelLineEdit: {
        const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option);
        if (frame && frame->lineWidth > 0)
            drawField(option, painter);
        return;
    }
    case PE_FrameLineEdit:
    case PE_FrameStatusBarItem:
    case PE_FrameButtonTool:
    case PE_FrameTabBarBase: return;
    case PE_FrameFocusRect:
        if (option->state & State_KeyboardFocusChange)
            drawFocusRing(painter, option->rect);
        return;
    case PE_FrameDefaultButton: return;
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck: drawCheck(option, painter); return;
    case PE_IndicatorBranch: drawBranch(option, painter); return;
    case PE_PanelItemViewItem:
    case PE_PanelItemViewRow: drawRowPart(option, painter); return;
    case PE_Frame:
        painter->setPen(themeColor(Color::Border));
        painter->drawRect(option->rect.adjusted(0, 0, -1, -1));
        return;
    default: QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void Style::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                        const QWidget *widget) const
{
    switch (element) {
    case CE_PushButtonLabel: {
        const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option);
        if (!button || !isPrimary(widget) || !(option->state & State_Enabled))
            break;
        QStyleOptionButton filled(*button);
        filled.palette.setColor(QPalette::ButtonText, themeColor(Color::AccentText));
        QFont font = painter->font();
        font.setWeight(QFont::DemiBold);
        painter->setFont(font);
        QProxyStyle::drawControl(element, &filled, painter, widget);
        return;
    }
    case CE_HeaderSection:
    case CE_HeaderEmptyArea: drawHeaderSection(option, painter); return;
    case CE_TabBarTabShape: drawTab(option, painter); return;
    case CE_ProgressBarGroove:
    case CE_ProgressBarLabel: return;
    case CE_ProgressBarContents: drawProgress(option, painter); return;
    case CE_Splitter: painter->fillRect(option->rect, themeColor(Color::Border)); return;
    case CE_ToolBar:
    case CE_MenuBarEmptyArea:
        painter->fillRect(option->rect,
                          themeColor(element == CE_ToolBar ? Color::Base : Color::Panel));
        return;
    case CE_MenuBarItem: {
        painter->fillRect(option->rect, themeColor(Color::Panel));
        if (option->state & (State_Selected | State_Sunken))
            drawBox(painter, option->rect, themeColor(Color::Hover), Qt::transparent);
        const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option);
        if (item)
            drawItemText(painter, option->rect, Qt::AlignCenter | Qt::TextShowMnemonic,
                         option->palette, option->state & State_Enabled, item->text,
                         QPalette::WindowText);
        return;
    }
    default: break;
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void Style::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option,
                               QPainter *painter, const QWidget *widget) const
{
    if (control == CC_ScrollBar)
        drawScrollBar(this, option, painter, widget);
    else if (control == CC_ComboBox)
        drawComboBox(option, painter, widget);
    else
        QProxyStyle::drawComplexControl(control, option, painter, widget);
}

QRect Style::subControlRect(ComplexControl control, const QStyleOptionComplex *option,
                            SubControl part, const QWidget *widget) const
{
    const auto *bar =
        control == CC_ScrollBar ? qstyleoption_cast<const QStyleOptionSlider *>(option) : nullptr;
    if (!bar)
        return QProxyStyle::subControlRect(control, option, part, widget);
    // No buttons at the ends: the groove is the whole bar.
    const QRect whole = option->rect;
    const bool upright = bar->orientation == Qt::Vertical;
    const int length = upright ? whole.height() : whole.width();
    const qint64 range = qint64(bar->maximum) - bar->minimum;
    const int handle = range <= 0
                           ? length
                           : qBound(qMin(28, length),
                                    int(length * bar->pageStep / (range + bar->pageStep)), length);
    const int start = sliderPositionFromValue(bar->minimum, bar->maximum, bar->sliderPosition,
                                              length - handle, bar->upsideDown);
    const auto along = [&](int from, int to) {
        return upright ? QRect(whole.left(), whole.top() + from, whole.width(), to - from)
                       : QRect(whole.left() + from, whole.top(), to - from, whole.height());
    };
    switch (part) {
    case SC_ScrollBarGroove: return whole;
    case SC_ScrollBarSlider: return along(start, start + handle);
    case SC_ScrollBarSubPage: return along(0, start);
    case SC_ScrollBarAddPage: return along(start + handle, length);
    default: return {};
    }
}

int Style::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    switch (metric) {
    case PM_SplitterWidth: return 1;
    case PM_ScrollBarExtent: return 12;
    case PM_ToolBarFrameWidth: return 0;
    case PM_ToolBarItemSpacing: return 8;
    case PM_TabBarTabShiftVertical:
    case PM_TabBarTabShiftHorizontal:
    case PM_TabBarBaseOverlap:
    case PM_TabBarTabOverlap: return 0;
    case PM_TabBarTabHSpace: return 30;
    case PM_TabBarTabVSpace: return 16;
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical: return 0;
    case PM_SmallIconSize:
    case PM_ButtonIconSize:
    case PM_ToolBarIconSize: return 16;
    default: return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int Style::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                     QStyleHintReturn *result) const
{
    switch (hint) {
    case SH_EtchDisabledText: return 0;
    case SH_ScrollBar_Transient: return 0;
    case SH_ItemView_ShowDecorationSelected: return 1;
    case SH_Table_GridLineColor: return int(themeColor(Color::Border).rgba());
    default: return QProxyStyle::styleHint(hint, option, widget, result);
    }
}

QSize Style::sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                              const QWidget *widget) const
{
    QSize result = QProxyStyle::sizeFromContents(type, option, size, widget);
    const int height = option ? option->fontMetrics.height() + 13 : 28;
    if (type == CT_PushButton)
        result = {qMax(size.width() + 24, 32), height};
    else if (type == CT_ComboBox)
        result = {size.width() + 40, height};
    else if (type == CT_LineEdit)
        result.setHeight(height);
    else if (type == CT_MenuBarItem)
        result = {size.width() + 16, size.height() + 9};
    return result;
}

void Style::polish(QWidget *widget)
{
    QProxyStyle::polish(widget);
    // Hover looks need the events.
    if (qobject_cast<QAbstractButton *>(widget) || qobject_cast<QComboBox *>(widget)
        || widget->inherits("QScrollBar"))
        widget->setAttribute(Qt::WA_Hover);
}

void makePrimary(QAbstractButton *button)
{
    button->setProperty(primaryProperty, true);
    button->update();
}

} // namespace plumb::ui
