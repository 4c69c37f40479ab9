// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/pages/actions.h"

#include <QActionGroup>
#include <QMenu>
#include <QMenuBar>

namespace plumb::ui {

using namespace Qt::StringLiterals;

Actions::Actions(QObject *parent)
    : QObject(parent)
{
    makeFileAndEdit();
    makeView();
    makeFleetAndGit();
    setFleetOpen(false, false);
}

QAction *Actions::make(const char *name, const QString &text, Glyph glyph,
                       const QKeySequence &shortcut)
{
    auto *action = new QAction(text, this);
    action->setObjectName(QLatin1StringView(name));
    if (glyph != Glyph::None)
        action->setIcon(icon(glyph));
    action->setShortcut(shortcut);
    action->setIconVisibleInMenu(false);
    m_all.push_back(action);
    return action;
}

void Actions::makeFileAndEdit()
{
    openFolder = make("openFolder", tr("&Open folder…"), Glyph::Folder, QKeySequence::Open);
    clone = make("clone", tr("&Clone repository…"), Glyph::Clone, QKeySequence(u"Ctrl+Shift+O"_s));
    openDemo = make("openDemo", tr("Open the &demo fleet"), Glyph::Play);
    closeFleet = make("closeFleet", tr("Close &fleet"), Glyph::Close, QKeySequence::Close);
    quit = make("quit", tr("&Quit"), Glyph::None, QKeySequence(u"Ctrl+Q"_s));
    quit->setMenuRole(QAction::QuitRole);

    find = make("find", tr("&Find…"), Glyph::Search, QKeySequence::Find);
    filter = make("filter", tr("Fi&lter the list"), Glyph::Filter, QKeySequence(u"Ctrl+L"_s));
}

void Actions::makeView()
{
    const struct
    {
        const char *name;
        QString text;
        Glyph glyph;
    } all[] = {{"pageFleet", tr("&Fleet"), Glyph::Fleet},
               {"pageDrift", tr("&Drift"), Glyph::Drift},
               {"pagePromote", tr("&Promote"), Glyph::Promote},
               {"pageDryRun", tr("Dry &run"), Glyph::DryRun},
               {"pageHistory", tr("&History"), Glyph::History},
               {"pageCompare", tr("&Compare"), Glyph::Compare}};
    for (const auto &page : all)
        pages.push_back(make(page.name, page.text, page.glyph,
                             QKeySequence(u"Ctrl+%1"_s.arg(pages.size() + 1))));

    auto *themes = new QActionGroup(this);
    themeSystem = make("themeSystem", tr("Follow the &system"), Glyph::Settings);
    themeLight = make("themeLight", tr("&Light"), Glyph::Sun);
    themeDark = make("themeDark", tr("&Dark"), Glyph::Moon);
    for (QAction *theme : {themeSystem, themeLight, themeDark}) {
        theme->setCheckable(true);
        themes->addAction(theme);
    }
    // F7 and Shift+F7 belong to the diff view that has the focus; here they are only shown.
    nextChange = make("nextChange", tr("&Next change") + u"\tF7"_s, Glyph::ChevronDown);
    previousChange =
        make("previousChange", tr("&Previous change") + u"\tShift+F7"_s, Glyph::ChevronUp);
    fullScreen = make("fullScreen", tr("F&ull screen"), Glyph::None, QKeySequence(Qt::Key_F11));
    fullScreen->setCheckable(true);
    back = make("back", tr("&Back") + u"\tEsc"_s, Glyph::ChevronLeft);
}

void Actions::makeFleetAndGit()
{
    refresh = make("refresh", tr("&Refresh"), Glyph::Refresh, QKeySequence(u"Ctrl+R"_s));
    dryRun = make("dryRun", tr("&Dry run"), Glyph::DryRun, QKeySequence(Qt::Key_F5));
    checkDrift =
        make("checkDrift", tr("&Check for drift"), Glyph::Drift, QKeySequence(u"Ctrl+Shift+D"_s));
    clusterAccess = make("clusterAccess", tr("Choose &clusters…"), Glyph::Cluster);
    compareWorkingTree =
        make("compareWorkingTree", tr("Compare HEAD with the &working tree"), Glyph::Compare);
    viewRevision = make("viewRevision", tr("&View another revision…"), Glyph::Commit);

    fetch = make("fetch", tr("&Fetch"), Glyph::Fetch, QKeySequence(u"Ctrl+Shift+F"_s));
    push = make("push", tr("&Push"), Glyph::Push, QKeySequence(u"Ctrl+Shift+P"_s));

    undoCommit = make("undoCommit", tr("&Undo the last commit"), Glyph::ChevronLeft);

    palette = make("palette", tr("Command &palette"), Glyph::Search, QKeySequence(u"Ctrl+K"_s));
    openRepositoryFolder =
        make("openRepositoryFolder", tr("Open repository &folder"), Glyph::Folder);

    shortcuts =
        make("shortcuts", tr("&Keyboard shortcuts"), Glyph::Question, QKeySequence::HelpContents);
    about = make("about", tr("&About Plumbline"), Glyph::Info);
    about->setMenuRole(QAction::AboutRole);
}

void Actions::fillMenus(QMenuBar *bar, QMenu *recent) const
{
    QMenu *file = bar->addMenu(tr("&File"));
    file->addAction(openFolder);
    file->addAction(clone);
    recent->setTitle(tr("Open &recent"));
    file->addMenu(recent);
    file->addAction(openDemo);
    file->addSeparator();
    file->addAction(closeFleet);
    file->addSeparator();
    file->addAction(quit);

    bar->addMenu(tr("&Edit"))->addActions({find, filter});

    QMenu *view = bar->addMenu(tr("&View"));
    view->addActions(QList<QAction *>(pages.begin(), pages.end()));
    view->addSeparator();
    view->addActions({previousChange, nextChange, back});
    view->addSeparator();
    view->addMenu(tr("&Theme"))->addActions({themeSystem, themeLight, themeDark});
    view->addAction(fullScreen);

    QMenu *fleet = bar->addMenu(tr("F&leet"));
    fleet->addActions({refresh, dryRun, checkDrift, clusterAccess});
    fleet->addSeparator();
    fleet->addActions({compareWorkingTree, viewRevision});

    QMenu *git = bar->addMenu(tr("&Git"));
    git->addActions({fetch, push});
    git->addSeparator();
    git->addAction(undoCommit);
    bar->addMenu(tr("&Tools"))->addActions({palette, openRepositoryFolder});
    bar->addMenu(tr("&Help"))->addActions({shortcuts, about});
}

void Actions::setFleetOpen(bool isOpen, bool isGit)
{
    for (QAction *action : pages)
        action->setEnabled(isOpen);
    for (QAction *action : {closeFleet, find, filter, nextChange, previousChange, back, refresh,
                            checkDrift, clusterAccess, openRepositoryFolder})
        action->setEnabled(isOpen);
    for (QAction *action : {fetch, push, dryRun, compareWorkingTree, viewRevision})
        action->setEnabled(isOpen && isGit);
    if (!isOpen)
        undoCommit->setEnabled(false); // with a fleet it depends on what was committed
}

} // namespace plumb::ui
