// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/widgets/labels.h"

#include "ui/widgets/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>

namespace plumb::ui {

ElidedLabel::ElidedLabel(const QString &text, QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setText(text);
}

QSize ElidedLabel::sizeHint() const
{
    return {fontMetrics().horizontalAdvance(m_text) + 1, fontMetrics().height() + 2};
}

QSize ElidedLabel::minimumSizeHint() const
{
    const int whole = sizeHint().width();
    return {qMin(whole, fontMetrics().averageCharWidth() * 8), fontMetrics().height() + 2};
}

void ElidedLabel::setText(const QString &text)
{
    m_text = text;
    setAccessibleName(text);
    updateToolTip();
    updateGeometry();
    update();
}

void ElidedLabel::setElideMode(Qt::TextElideMode mode)
{
    m_mode = mode;
    update();
}

void ElidedLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setPen(palette().color(foregroundRole()));
    painter.drawText(rect(), Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                     fontMetrics().elidedText(m_text, m_mode, width()));
}

void ElidedLabel::resizeEvent(QResizeEvent *)
{
    updateToolTip();
}

void ElidedLabel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::FontChange) {
        updateGeometry();
        updateToolTip();
    }
    QWidget::changeEvent(event);
}

void ElidedLabel::contextMenuEvent(QContextMenuEvent *event)
{
    QMenu menu;
    const QAction *copy = menu.addAction(tr("Copy"));
    if (menu.exec(event->globalPos()) == copy)
        QApplication::clipboard()->setText(m_text);
}

void ElidedLabel::updateToolTip()
{
    setToolTip(fontMetrics().horizontalAdvance(m_text) > width() ? m_text : QString());
}

SectionHeader::SectionHeader(const QString &title, QWidget *parent)
    : QWidget(parent)
    , m_layout(new QHBoxLayout(this))
    , m_title(new QLabel)
    , m_detail(new QLabel)
{
    m_layout->setContentsMargins(12, 9, 12, 5);
    m_layout->setSpacing(8);
    m_layout->addWidget(m_title);
    m_layout->addStretch();
    m_layout->addWidget(m_detail);
    m_detail->hide();
    setTitle(title);
    applyTheme();
    connect(&Theme::current(), &Theme::changed, this, [this] { applyTheme(); });
}

void SectionHeader::setTitle(const QString &title)
{
    m_title->setText(title);
    setAccessibleName(title);
}

void SectionHeader::setSideMargins(int width)
{
    const QMargins margins = m_layout->contentsMargins();
    m_layout->setContentsMargins(width, margins.top(), width, margins.bottom());
}

void SectionHeader::setDetail(const QString &detail)
{
    m_detail->setText(detail);
    m_detail->setVisible(!detail.isEmpty());
}

void SectionHeader::addControl(QWidget *control)
{
    m_layout->addWidget(control);
}

void SectionHeader::applyTheme()
{
    QPalette colors = m_title->palette();
    colors.setColor(QPalette::WindowText, themeColor(Theme::Color::MutedText));
    m_title->setFont(themeFont(Theme::Font::Section));
    m_title->setPalette(colors);
    m_detail->setFont(themeFont(Theme::Font::Small));
    m_detail->setPalette(colors);
}

ThemedLabel::ThemedLabel(const QString &text, Look look, QWidget *parent)
    : QLabel(text, parent)
    , m_look(look)
{
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::LinksAccessibleByMouse
                            | Qt::LinksAccessibleByKeyboard);
    applyTheme();
    connect(&Theme::current(), &Theme::changed, this, [this] { applyTheme(); });
}

void ThemedLabel::setLook(Look look)
{
    m_look = look;
    applyTheme();
}

void ThemedLabel::applyTheme()
{
    const bool dim = m_look == Look::Muted || m_look == Look::Small;
    QPalette colors = palette();
    colors.setColor(QPalette::WindowText,
                    themeColor(dim ? Theme::Color::MutedText : Theme::Color::Text));
    colors.setColor(QPalette::Link, themeColor(Theme::Color::Link));
    setPalette(colors);
    if (textFormat() == Qt::RichText) {
        // Links keep the colour that they had when the text was set.
        const QString words = text();
        clear();
        setText(words);
    }
    switch (m_look) {
    case Look::Body:
    case Look::Muted: setFont(themeFont(Theme::Font::Body)); break;
    case Look::Strong: setFont(themeFont(Theme::Font::Strong)); break;
    case Look::Small: setFont(themeFont(Theme::Font::Small)); break;
    case Look::Title: setFont(themeFont(Theme::Font::Title)); break;
    case Look::Monospace: setFont(themeFont(Theme::Font::Monospace)); break;
    }
}

} // namespace plumb::ui
