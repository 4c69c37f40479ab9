// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/widgets/rail.h"

#include <QButtonGroup>
#include <QKeyEvent>
#include <QPainter>
#include <QVBoxLayout>

namespace plumb::ui {

namespace {

constexpr int railWidth = 76;
constexpr int glyphSide = 20;
constexpr int badgeHeight = 15;

QString badgeText(int count)
{
    return count > 99 ? QStringLiteral("99+") : QString::number(count);
}

} // namespace

RailButton::RailButton(Glyph glyph, const QString &text, QWidget *parent)
    : QAbstractButton(parent)
    , m_glyph(glyph)
{
    setText(text);
    setCheckable(true);
    setFocusPolicy(Qt::TabFocus);
    setAttribute(Qt::WA_Hover);
    setAccessibleName(text);
}

QSize RailButton::sizeHint() const
{
    return {railWidth, glyphSide + fontMetrics().height() + 24};
}

void RailButton::setBadge(int count)
{
    m_badge = count;
    setAccessibleDescription(count > 0 ? tr("%n need attention", nullptr, count) : QString());
    update();
}

void RailButton::paintEvent(QPaintEvent *)
{
    using Color = Theme::Color;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool current = isChecked();
    if (current) {
        painter.fillRect(rect(), themeColor(Color::RailActive));
        painter.fillRect(QRect(0, 0, 3, height()), themeColor(Color::RailMark));
    }
    const QColor ink =
        themeColor(current || underMouse() ? Color::RailActiveText : Color::RailText);
    const QRect picture((width() - glyphSide) / 2, 9, glyphSide, glyphSide);
    paintGlyph(painter, picture, m_glyph, ink);

    painter.setFont(themeFont(Theme::Font::Small));
    painter.setPen(ink);
    painter.drawText(QRect(2, picture.bottom() + 4, width() - 4, height() - picture.bottom() - 8),
                     Qt::AlignHCenter | Qt::AlignTop,
                     painter.fontMetrics().elidedText(text(), Qt::ElideRight, width() - 4));

    if (m_badge > 0) {
        QFont small = themeFont(Theme::Font::Section);
        small.setLetterSpacing(QFont::AbsoluteSpacing, 0);
        painter.setFont(small);
        const QString number = badgeText(m_badge);
        const int width = qMax(badgeHeight, painter.fontMetrics().horizontalAdvance(number) + 8);
        const QRectF badge(picture.right() - 1, picture.top() - 5, width, badgeHeight);
        painter.setPen(Qt::NoPen);
        painter.setBrush(themeColor(Color::Badge));
        painter.drawRoundedRect(badge, badgeHeight / 2.0, badgeHeight / 2.0);
        painter.setPen(themeColor(Color::BadgeText));
        painter.drawText(badge, Qt::AlignCenter, number);
    }
    if (hasFocus() && window()->testAttribute(Qt::WA_KeyboardFocusChange)) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(themeColor(Color::RailMark), 1.5));
        painter.drawRoundedRect(QRectF(rect()).adjusted(4, 2, -2, -2), 4, 4);
    }
}

Rail::Rail(QWidget *parent)
    : QWidget(parent)
    , m_layout(new QVBoxLayout(this))
    , m_buttons(new QButtonGroup(this))
{
    setFixedWidth(railWidth);
    setAccessibleName(tr("Pages"));
    m_layout->setContentsMargins(0, 6, 0, 6);
    m_layout->setSpacing(0);
    m_layout->addStretch();
    connect(m_buttons, &QButtonGroup::idToggled, this, [this](int page, bool on) {
        if (on)
            Q_EMIT currentChanged(page);
    });
    connect(&Theme::current(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

int Rail::current() const
{
    return m_buttons->checkedId();
}

int Rail::count() const
{
    return int(m_buttons->buttons().size());
}

RailButton *Rail::button(int page) const
{
    return static_cast<RailButton *>(m_buttons->button(page));
}

int Rail::addPage(Glyph glyph, const QString &text, const QString &toolTip)
{
    auto *button = new RailButton(glyph, text, this);
    button->setToolTip(toolTip.isEmpty() ? text : toolTip);
    const int page = count();
    button->setObjectName(QStringLiteral("railPage%1").arg(page));
    m_buttons->addButton(button, page);
    m_layout->insertWidget(page, button);
    if (page == 0)
        button->setChecked(true);
    return page;
}

void Rail::setCurrent(int page)
{
    if (RailButton *wanted = button(page))
        wanted->setChecked(true);
}

void Rail::setBadge(int page, int count)
{
    if (RailButton *wanted = button(page))
        wanted->setBadge(count);
}

void Rail::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), themeColor(Theme::Color::Rail));
}

void Rail::keyPressEvent(QKeyEvent *event)
{
    const int step = event->key() == Qt::Key_Down ? 1 : event->key() == Qt::Key_Up ? -1 : 0;
    RailButton *next = step ? button(current() + step) : nullptr;
    if (!next)
        return QWidget::keyPressEvent(event);
    next->setChecked(true);
    next->setFocus(Qt::TabFocusReason);
}

} // namespace plumb::ui
