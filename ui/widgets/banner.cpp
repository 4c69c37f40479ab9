// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/widgets/banner.h"

#include "ui/widgets/icons.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

namespace plumb::ui {

namespace {

Glyph glyphOf(Tone tone)
{
    switch (tone) {
    case Tone::Success: return Glyph::Check;
    case Tone::Warning: return Glyph::Warning;
    case Tone::Danger: return Glyph::Cross;
    case Tone::Progress: return Glyph::Spinner;
    case Tone::Neutral:
    case Tone::Accent: return Glyph::Info;
    }
    return Glyph::Info;
}

Theme::Color iconRole(Tone tone)
{
    switch (tone) {
    case Tone::Success: return Theme::Color::SuccessText;
    case Tone::Warning: return Theme::Color::WarningText;
    case Tone::Danger: return Theme::Color::DangerText;
    case Tone::Progress: return Theme::Color::ProgressText;
    case Tone::Accent: return Theme::Color::InfoText;
    case Tone::Neutral: return Theme::Color::NeutralText;
    }
    return Theme::Color::NeutralText;
}

} // namespace

Banner::Banner(QWidget *parent)
    : QFrame(parent)
    , m_picture(new QLabel)
    , m_text(new QLabel)
    , m_detail(new QLabel)
    , m_buttons(new QHBoxLayout)
    , m_close(new QToolButton)
{
    m_text->setWordWrap(true);
    m_detail->setWordWrap(true);
    for (QLabel *label : {m_text, m_detail})
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_close->setObjectName(QStringLiteral("closeBanner"));
    m_close->setAccessibleName(tr("Close"));
    m_close->setToolTip(tr("Close"));
    m_close->setIcon(icon(Glyph::Close, Theme::Color::MutedText));
    m_close->setAutoRaise(true);
    connect(m_close, &QToolButton::clicked, this, [this] {
        hide();
        Q_EMIT closed();
    });

    auto *words = new QVBoxLayout;
    words->setSpacing(1);
    words->addWidget(m_text);
    words->addWidget(m_detail);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(12, 8, 8, 8);
    row->setSpacing(10);
    row->addWidget(m_picture, 0, Qt::AlignVCenter);
    row->addLayout(words, 1);
    m_buttons->setSpacing(8);
    row->addLayout(m_buttons);
    row->addWidget(m_close, 0, Qt::AlignVCenter);

    setClosable(true);
    hide();
    connect(&Theme::current(), &Theme::changed, this, [this] { applyTheme(); });
}

QString Banner::text() const
{
    return m_text->text();
}

void Banner::present(Tone tone, const QString &text, const QString &detail)
{
    m_tone = tone;
    m_text->setText(text);
    m_detail->setText(detail);
    m_detail->setVisible(!detail.isEmpty());
    setAccessibleName(text);
    setAccessibleDescription(detail);
    applyTheme();
    show();
}

void Banner::addAction(QAction *action)
{
    QWidget::addAction(action);
    auto *button = new QPushButton(action->text());
    button->setObjectName(action->objectName());
    button->setToolTip(action->toolTip());
    connect(button, &QPushButton::clicked, action, &QAction::trigger);
    m_buttons->addWidget(button);
}

void Banner::clearActions()
{
    const QList<QAction *> old = actions();
    for (QAction *action : old)
        removeAction(action);
    while (QLayoutItem *item = m_buttons->takeAt(0)) {
        item->widget()->deleteLater();
        delete item;
    }
}

void Banner::setClosable(bool closable)
{
    m_close->setVisible(closable);
}

void Banner::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), Theme::current().toneChip(m_tone));
    painter.fillRect(QRect(0, 0, 3, height()), Theme::current().toneText(m_tone));
    painter.setPen(themeColor(Theme::Color::Border));
    painter.drawLine(rect().bottomLeft(), rect().bottomRight());
}

void Banner::applyTheme()
{
    m_picture->setPixmap(
        icon(glyphOf(m_tone), iconRole(m_tone)).pixmap(QSize(18, 18), devicePixelRatioF()));
    m_text->setFont(themeFont(Theme::Font::Strong));
    QPalette colors = palette();
    colors.setColor(QPalette::WindowText, themeColor(Theme::Color::Text));
    m_text->setPalette(colors);
    m_detail->setPalette(colors);
    update();
}

} // namespace plumb::ui
