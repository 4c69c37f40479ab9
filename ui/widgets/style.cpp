// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/widgets/style.h"

#include "ui/widgets/icons.h"
#include "ui/widgets/stylepaint.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QPainter>
#include <QStyleFactory>
#include <QStyleOption>
#include <QTabBar>

using namespace Qt::StringLiterals;

namespace plumb::ui {

namespace {

using Color = Theme::Color;
using namespace stylepaint;

constexpr int headerPadding = 8;
constexpr int comboArrowRoom = 26;

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
    case CE_HeaderLabel: {
        const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option);
        if (!header || header->orientation == Qt::Vertical)
            break;
        painter->setFont(themeFont(Theme::Font::Strong));
        painter->setPen(themeColor(Color::MutedText));
        const QRect place = option->rect.adjusted(headerPadding, 0, -4, 0);
        painter->drawText(
            place, int(header->textAlignment) | Qt::TextSingleLine,
            painter->fontMetrics().elidedText(header->text, Qt::ElideMiddle, place.width()));
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
    if (control == CC_ComboBox && part == SC_ComboBoxEditField)
        return visualRect(option->direction, option->rect,
                          option->rect.adjusted(9, 1, -comboArrowRoom, -1));
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
    case SH_DialogButtonBox_ButtonsHaveIcons: return 0;
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
        result = {qMax(size.width() * (isPrimary(widget) ? 108 : 100) / 100 + 24, 32), height};
    else if (type == CT_ComboBox)
        result = {size.width() + 40, height};
    else if (type == CT_LineEdit)
        result.setHeight(height);
    else if (type == CT_HeaderSection)
        result.setHeight(height + 1);
    else if (type == CT_MenuBarItem)
        result = {size.width() + 16, size.height() + 9};
    return result;
}

void Style::polish(QWidget *widget)
{
    QProxyStyle::polish(widget);
    if (auto *tabs = qobject_cast<QTabBar *>(widget)) {
        tabs->setExpanding(false);
        tabs->setDrawBase(false);
    }
    // Hover looks need the events.
    if (qobject_cast<QAbstractButton *>(widget) || qobject_cast<QComboBox *>(widget)
        || widget->inherits("QScrollBar"))
        widget->setAttribute(Qt::WA_Hover);
}

void makePrimary(QAbstractButton *button)
{
    markPrimary(button);
    button->update();
}

} // namespace plumb::ui
