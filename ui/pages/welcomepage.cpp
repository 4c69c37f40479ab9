// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/pages/welcomepage.h"

#include "ui/pages/actions.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/style.h"
#include "ui/widgets/theme.h"

#include <QDir>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace plumb::ui {

using namespace Qt::StringLiterals;

namespace {

// A verb with a sentence that says what it leads to.
QWidget *offer(QAction *action, const QString &text, const QString &explanation, bool isPrimary)
{
    auto *row = new QWidget;
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins({});
    layout->setSpacing(14);
    auto *button = new QPushButton(isPrimary ? QIcon() : action->icon(), text);
    button->setObjectName(action->objectName() + "Offer"_L1);
    button->setAccessibleDescription(explanation);
    button->setFixedWidth(190);
    if (isPrimary)
        makePrimary(button);
    QObject::connect(button, &QPushButton::clicked, action, &QAction::trigger);
    auto *label = new ThemedLabel(explanation, ThemedLabel::Look::Muted);
    label->setWordWrap(true);
    layout->addWidget(button);
    layout->addWidget(label, 1);
    return row;
}

} // namespace

WelcomePage::WelcomePage(Settings *settings, const Actions &actions, QWidget *parent)
    : QWidget(parent)
    , m_settings(settings)
    , m_recent(new QWidget)
    , m_recentRows(new QVBoxLayout(m_recent))
{
    setObjectName("welcomePage"_L1);
    auto *centre = new QWidget;
    centre->setFixedWidth(620);
    auto *column = new QVBoxLayout(centre);
    column->setSpacing(12);
    auto *title = new ThemedLabel(tr("Plumbline"), ThemedLabel::Look::Title);
    QFont font = title->font();
    font.setPointSizeF(font.pointSizeF() * 1.9);
    title->setFont(font);
    column->addWidget(title);
    column->addWidget(new ThemedLabel(tr("See whether your fleet is where git says it is."),
                                      ThemedLabel::Look::Muted));
    column->addSpacing(14);
    QWidget *folder = offer(actions.openFolder, tr("Open a folder"),
                            tr("A clone of the repository that your clusters sync from."), true);
    column->addWidget(folder);
    column->addWidget(offer(actions.clone, tr("Clone a repository"),
                            tr("From https, ssh or a folder, with the credentials that git uses."),
                            false));
    column->addWidget(
        offer(actions.openDemo, tr("Open the demo fleet"),
              tr("Four clusters with a little history, yours to change and to break."), false));
    column->addSpacing(14);
    m_recentRows->setContentsMargins({});
    m_recentRows->setSpacing(2);
    column->addWidget(m_recent);
    m_first = folder->findChild<QPushButton *>();

    auto *outer = new QVBoxLayout(this);
    outer->addStretch(2);
    outer->addWidget(centre, 0, Qt::AlignHCenter);
    outer->addStretch(3);
    connect(settings, &Settings::recentFleetsChanged, this, &WelcomePage::fillRecent);
    fillRecent();
}

void WelcomePage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_first->setFocus();
}

void WelcomePage::fillRecent()
{
    while (QLayoutItem *item = m_recentRows->takeAt(0)) {
        if (item->widget())
            item->widget()->deleteLater();
        delete item;
    }
    const QStringList recent = m_settings->recentFleets();
    m_recent->setVisible(!recent.isEmpty());
    if (recent.isEmpty())
        return;
    m_recentRows->addWidget(new SectionHeader(tr("Recent fleets")));
    constexpr qsizetype shown = 6;
    for (const QString &folder : recent.first(std::min(shown, recent.size()))) {
        auto *button = new QToolButton;
        button->setIcon(icon(Glyph::Folder));
        button->setText(
            tr("%1   %2").arg(QDir(folder).dirName(), QDir::toNativeSeparators(folder)));
        button->setObjectName("recent"_L1);
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setAutoRaise(true);
        button->setToolTip(folder);
        connect(button, &QToolButton::clicked, this,
                [this, folder] { Q_EMIT folderChosen(folder); });
        m_recentRows->addWidget(button);
    }
}

} // namespace plumb::ui
