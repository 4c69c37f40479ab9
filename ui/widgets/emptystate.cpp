// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/widgets/emptystate.h"

#include "ui/widgets/style.h"

#include <QAction>
#include <QBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace plumb::ui {

namespace {

constexpr int pictureSide = 40;
constexpr int textWidth = 460;

QPushButton *buttonFor(QAction *action, QWidget *parent)
{
    auto *button = new QPushButton(action->text(), parent);
    button->setObjectName(action->objectName());
    button->setToolTip(action->toolTip());
    button->setEnabled(action->isEnabled());
    QObject::connect(button, &QPushButton::clicked, action, &QAction::trigger);
    QObject::connect(action, &QAction::changed, button,
                     [button, action] { button->setEnabled(action->isEnabled()); });
    return button;
}

} // namespace

EmptyState::EmptyState(Glyph glyph, const QString &title, const QString &text, QWidget *parent)
    : QWidget(parent)
    , m_glyph(glyph)
    , m_picture(new QLabel)
    , m_title(new QLabel)
    , m_text(new QLabel)
    , m_buttons(new QHBoxLayout)
{
    m_picture->setAlignment(Qt::AlignCenter);
    m_title->setAlignment(Qt::AlignCenter);
    m_text->setAlignment(Qt::AlignCenter);
    m_text->setWordWrap(true);
    m_text->setFixedWidth(textWidth);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_buttons->setSpacing(8);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(24, 24, 24, 24);
    column->setSpacing(0);
    column->addStretch(2);
    column->addWidget(m_picture, 0, Qt::AlignHCenter);
    column->addSpacing(14);
    column->addWidget(m_title);
    column->addSpacing(6);
    column->addWidget(m_text, 0, Qt::AlignHCenter);
    column->addSpacing(18);
    column->addLayout(m_buttons);
    column->setAlignment(m_buttons, Qt::AlignHCenter);
    column->addStretch(3);

    setTitle(title);
    setText(text);
    applyTheme();
    connect(&Theme::current(), &Theme::changed, this, [this] { applyTheme(); });
}

void EmptyState::setTitle(const QString &title)
{
    m_title->setText(title);
    setAccessibleName(title);
}

void EmptyState::setText(const QString &text)
{
    m_text->setText(text);
    m_text->setVisible(!text.isEmpty());
    // A layout that centres a label does not ask it how high it gets when it wraps.
    m_text->setMinimumHeight(qMax(0, m_text->heightForWidth(textWidth)));
    setAccessibleDescription(text);
}

void EmptyState::setGlyph(Glyph glyph)
{
    m_glyph = glyph;
    applyTheme();
}

void EmptyState::addAction(QAction *action)
{
    QWidget::addAction(action);
    QPushButton *button = buttonFor(action, this);
    if (m_buttons->count() == 0)
        makePrimary(button);
    m_buttons->addWidget(button);
}

void EmptyState::clearActions()
{
    const QList<QAction *> old = actions();
    for (QAction *action : old)
        removeAction(action);
    while (QLayoutItem *item = m_buttons->takeAt(0)) {
        item->widget()->deleteLater();
        delete item;
    }
}

void EmptyState::applyTheme()
{
    m_picture->setPixmap(icon(m_glyph, Theme::Color::FaintText)
                             .pixmap(QSize(pictureSide, pictureSide), devicePixelRatioF()));
    m_title->setFont(themeFont(Theme::Font::Title));
    QPalette dim = palette();
    dim.setColor(QPalette::WindowText, themeColor(Theme::Color::MutedText));
    m_text->setPalette(dim);
}

} // namespace plumb::ui
