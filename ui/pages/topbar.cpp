// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/pages/topbar.h"

#include "ui/pages/actions.h"
#include "ui/roles/text.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>
#include <QPushButton>

namespace plumb::ui {

using namespace Qt::StringLiterals;

namespace {

// A button that does what an action does, with the shortcut in its tooltip.
QPushButton *buttonFor(QAction *action, const QString &name)
{
    auto *button = new QPushButton(action->icon(), QString(action->text()).remove(u'&'));
    button->setObjectName(name);
    button->setAccessibleName(button->text());
    button->setEnabled(action->isEnabled());
    const QString shortcut = action->shortcut().toString(QKeySequence::NativeText);
    button->setToolTip(shortcut.isEmpty() ? button->text()
                                          : u"%1 (%2)"_s.arg(button->text(), shortcut));
    QObject::connect(button, &QPushButton::clicked, action, &QAction::trigger);
    QObject::connect(action, &QAction::enabledChanged, button, &QWidget::setEnabled);
    return button;
}

constexpr int maximumReferences = 40;

} // namespace

TopBar::TopBar(Session *session, RepositoryState *repository, const Actions &actions,
               QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_repository(repository)
    , m_actions(actions)
    , m_switcher(new QPushButton(icon(Glyph::Branch), {}))
    , m_push(buttonFor(actions.push, u"pushButton"_s))
    , m_search(new QPushButton(icon(Glyph::Search, Theme::Color::MutedText),
                               tr("Search objects, environments, commands…   Ctrl K")))
    , m_clusters(new ChipLabel)
{
    setObjectName("topBar"_L1);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(12, 7, 12, 8);
    row->setSpacing(10);
    auto *switcherMenu = new QMenu(this);
    m_switcher->setObjectName("fleetSwitcher"_L1);
    m_switcher->setMenu(switcherMenu);
    m_search->setObjectName("searchButton"_L1);
    m_search->setAccessibleName(tr("Search objects, environments and commands"));
    m_search->setMinimumWidth(380);
    row->addWidget(m_switcher);
    row->addWidget(buttonFor(actions.fetch, u"fetchButton"_s));
    row->addWidget(m_push);
    row->addWidget(m_search);
    row->addStretch();
    row->addWidget(m_clusters);
    row->addWidget(buttonFor(actions.dryRun, u"dryRunButton"_s));
    m_clusters->hide();

    connect(switcherMenu, &QMenu::aboutToShow, this,
            [this, switcherMenu] { fillSwitcher(switcherMenu); });
    connect(m_search, &QPushButton::clicked, actions.palette, &QAction::trigger);
    connect(repository, &RepositoryState::changed, this, &TopBar::update);
    connect(session, &Session::stateChanged, this, &TopBar::update);
    update();
}

void TopBar::update()
{
    const RepositoryFacts &facts = m_repository->facts();
    QString text = m_session->fleetName();
    if (m_session->isGit() && m_session->revision() != "HEAD"_L1)
        text += u"   "_s + m_session->revision();
    else if (!facts.branch.isEmpty())
        text += u"   "_s + facts.branch;
    else if (!facts.commit.isEmpty())
        text += u"   "_s + facts.shortCommit();
    m_switcher->setText(text);
    m_switcher->setAccessibleName(tr("Fleet and branch: %1").arg(text));
    m_switcher->setToolTip(m_session->folder());
    m_push->setText(facts.ahead > 0 ? tr("Push  %1").arg(facts.ahead) : tr("Push"));
}

void TopBar::fillSwitcher(QMenu *menu)
{
    menu->clear();
    menu->addSection(tr("View the fleet at"));
    const auto add = [&](const QString &text, const QString &revision, Glyph glyph) {
        QAction *action = menu->addAction(icon(glyph), text, this,
                                          [this, revision] { Q_EMIT revisionChosen(revision); });
        action->setCheckable(true);
        action->setChecked(m_session->revision() == revision);
    };
    if (m_session->isGit()) {
        const QString branch = m_repository->facts().branch;
        add(branch.isEmpty() ? tr("HEAD") : tr("HEAD (%1)").arg(branch), u"HEAD"_s, Glyph::Branch);
        int shown = 0;
        for (const git::Reference &reference : m_repository->facts().references) {
            if (toQt(reference.shortName) == branch || ++shown > maximumReferences)
                continue;
            add(toQt(reference.shortName), toQt(reference.name),
                reference.kind == git::ReferenceKind::Tag ? Glyph::Commit : Glyph::Branch);
        }
        menu->addAction(m_actions.viewRevision);
    }
    menu->addSection(tr("Recent fleets"));
    for (const QString &folder : m_session->settings()->recentFleets()) {
        if (folder != m_session->folder())
            menu->addAction(icon(Glyph::Folder), folder, this,
                            [this, folder] { m_session->open(folder); });
    }
    menu->addSeparator();
    menu->addActions({m_actions.openFolder, m_actions.clone, m_actions.closeFleet});
}

void TopBar::setClusters(const QString &text, Tone tone)
{
    m_clusters->setChip({.text = text, .tone = tone});
    m_clusters->setVisible(!text.isEmpty());
}

void TopBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), themeColor(Theme::Color::Base));
    painter.fillRect(QRect(0, height() - 1, width(), 1), themeColor(Theme::Color::Border));
}

} // namespace plumb::ui
