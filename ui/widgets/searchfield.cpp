// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/widgets/searchfield.h"

#include "ui/widgets/icons.h"

#include <QKeyEvent>
#include <QPainter>

namespace plumb::ui {

SearchField::SearchField(const QString &placeholder, QWidget *parent)
    : QLineEdit(parent)
{
    setPlaceholderText(placeholder);
    setAccessibleName(placeholder);
    setClearButtonEnabled(true);
    addAction(icon(Glyph::Search, Theme::Color::MutedText), LeadingPosition);
}

void SearchField::setKeyHint(const QString &hint)
{
    m_keyHint = hint;
    update();
}

void SearchField::paintEvent(QPaintEvent *event)
{
    QLineEdit::paintEvent(event);
    if (m_keyHint.isEmpty() || !text().isEmpty())
        return;
    QPainter painter(this);
    paintKeyCap(painter, rect().adjusted(0, 0, -8, 0), m_keyHint);
}

void SearchField::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape) {
        if (text().isEmpty())
            Q_EMIT dismissed();
        else
            clear();
        return;
    }
    if (event->key() == Qt::Key_Down) {
        Q_EMIT leftDownwards();
        return;
    }
    QLineEdit::keyPressEvent(event);
}

int paintKeyCap(QPainter &painter, const QRect &place, const QString &text)
{
    painter.save();
    painter.setFont(themeFont(Theme::Font::Small));
    const QFontMetrics metrics = painter.fontMetrics();
    const QSize size(metrics.horizontalAdvance(text) + 10, metrics.height() + 2);
    const QRect cap(place.right() - size.width() + 1,
                    place.top() + (place.height() - size.height()) / 2, size.width(),
                    size.height());
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(themeColor(Theme::Color::Border));
    painter.setBrush(themeColor(Theme::Color::Panel));
    painter.drawRoundedRect(QRectF(cap).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
    painter.setPen(themeColor(Theme::Color::MutedText));
    painter.drawText(cap, Qt::AlignCenter, text);
    painter.restore();
    return size.width();
}

} // namespace plumb::ui
