// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/pages/palettecontent.h"
#include "ui/session/driftcheck.h"
#include "ui/session/localundo.h"
#include "ui/session/remotework.h"
#include "ui/session/repositorystate.h"
#include "ui/session/session.h"

#include <QMainWindow>
#include <QTimer>

class QMenu;
class QStackedWidget;

namespace plumb::ui {

class Actions;
class Banner;
class CommandPalette;
class DryRunPage;
class EmptyState;
class FleetPage;
class Footer;
class PageWidget;
class Rail;
class TopBar;

/// The window: menus, bar, rail, pages and status bar, wired to one session.
class MainWindow final : public QMainWindow
{
    Q_OBJECT

public:
    explicit MainWindow(Session *session, QWidget *parent = nullptr);
    ~MainWindow() override;

    PageWidget *page(Page page) const { return m_pages[static_cast<std::size_t>(page)]; }
    Page currentPage() const;
    const Actions &actions() const { return *m_actions; }

    /// Compares clusters with the contexts of this file that have their names, unless a person
    /// chose otherwise.
    void useKubeconfig(const QString &file) { m_drift->setDefaultKubeconfig(file); }
    void openFleet(const QString &folder);
    void openDemo();
    void showPage(plumb::ui::Page page);

protected:
    void closeEvent(QCloseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void makePages();
    QWidget *makeWork();
    void connectActions();
    void connectSession();
    void connectRemote();
    void connectDrift();
    void connectUndo();
    void showDrift();
    void showClusters();
    void showState();
    void showError(const QString &text, const Error &error, QAction *remedy);
    void restore();

    void chooseFolder();
    void chooseClone();
    void chooseRevision();
    void reviewPush(const RepositoryFacts &facts);
    void reviewUndo();
    void showCommit(const git::Commit &commit);
    void fillRecent();
    void openPalette();
    void indexPalette();
    void activate(const PaletteEntry &entry);
    void showShortcuts();
    void showAbout();

    Session *m_session;
    RepositoryState *m_repository;
    RemoteWork *m_remote;
    DriftCheck *m_drift;
    LocalUndo *m_undo;
    Actions *m_actions;
    QMenu *m_recent;
    QStackedWidget *m_outer = nullptr;
    EmptyState *m_opening = nullptr;
    Banner *m_banner = nullptr;
    bool m_isBannerOfState = false; ///< It says that the fleet could not be read.
    TopBar *m_topBar = nullptr;
    Rail *m_rail = nullptr;
    QStackedWidget *m_stack = nullptr;
    Footer *m_footer = nullptr;
    FleetPage *m_fleetPage = nullptr;
    DryRunPage *m_dryRunPage = nullptr;
    std::vector<PageWidget *> m_pages; ///< In the order of Page.
    CommandPalette *m_palette;
    PaletteContent m_paletteContent;
    LatestJob<PaletteContent> m_paletteJob;
    QTimer m_clock;
};

} // namespace plumb::ui
