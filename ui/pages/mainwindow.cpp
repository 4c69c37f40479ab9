// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/pages/mainwindow.h"

#include "ui/pages/actions.h"
#include "ui/pages/comparepage.h"
#include "ui/pages/driftpage.h"
#include "ui/pages/dryrunpage.h"
#include "ui/pages/fleetpage.h"
#include "ui/pages/footer.h"
#include "ui/pages/historypage.h"
#include "ui/pages/promotepage.h"
#include "ui/pages/topbar.h"
#include "ui/pages/welcomepage.h"
#include "ui/roles/text.h"
#include "ui/session/revisionlog.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/rail.h"

#include <QCloseEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QMenuBar>
#include <QStackedWidget>
#include <QStatusBar>

namespace plumb::ui {

using namespace Qt::StringLiterals;

namespace {

enum Outer { Welcome, Opening, Work };

} // namespace

MainWindow::MainWindow(Session *session, QWidget *parent)
    : QMainWindow(parent)
    , m_session(session)
    , m_repository(new RepositoryState(session, this))
    , m_remote(new RemoteWork(session, this))
    , m_drift(new DriftCheck(session, this))
    , m_undo(new LocalUndo(session, this))
    , m_actions(new Actions(this))
    , m_recent(new QMenu(this))
    , m_palette(new CommandPalette(this))
{
    setObjectName("mainWindow"_L1);
    setWindowTitle(tr("Plumbline"));
    auto *name = new QLabel(tr("Plumbline"));
    name->setFont(themeFont(Theme::Font::Strong));
    name->setContentsMargins(12, 0, 8, 0);
    menuBar()->setCornerWidget(name, Qt::TopLeftCorner);
    m_actions->fillMenus(menuBar(), m_recent);
    connect(m_recent, &QMenu::aboutToShow, this, &MainWindow::fillRecent);

    auto *welcome = new WelcomePage(session->settings(), *m_actions);
    m_opening = new EmptyState(Glyph::Fleet, {}, {});
    m_outer = new QStackedWidget;
    m_outer->addWidget(welcome);
    m_outer->addWidget(m_opening);
    m_outer->addWidget(makeWork());
    setCentralWidget(m_outer);
    connect(welcome, &WelcomePage::folderChosen, this, &MainWindow::openFleet);

    m_footer = new Footer(session, m_repository);
    auto *bar = new QStatusBar;
    bar->setSizeGripEnabled(false);
    bar->setContentsMargins({});
    bar->addPermanentWidget(m_footer, 1);
    setStatusBar(bar);

    // Every action works from everywhere in the window, also when its menu was never opened.
    for (QAction *action : m_actions->all())
        addAction(action);
    connectActions();
    connectSession();
    connectRemote();
    connectDrift();
    connectUndo();
    showState();
    restore();
}

MainWindow::~MainWindow() = default;

QWidget *MainWindow::makeWork()
{
    auto *work = new QWidget;
    auto *column = new QVBoxLayout(work);
    column->setContentsMargins({});
    column->setSpacing(0);
    m_topBar = new TopBar(m_session, m_repository, *m_actions);
    m_banner = new Banner;
    m_banner->setClosable(true);
    m_banner->hide();
    m_rail = new Rail;
    m_stack = new QStackedWidget;
    makePages();
    auto *row = new QHBoxLayout;
    row->setSpacing(0);
    row->addWidget(m_rail);
    row->addWidget(m_stack, 1);
    column->addWidget(m_topBar);
    column->addWidget(m_banner);
    column->addLayout(row, 1);
    connect(m_rail, &Rail::currentChanged, this,
            [this](int page) { showPage(static_cast<Page>(page)); });
    connect(m_topBar, &TopBar::revisionChosen, m_session, &Session::viewRevision);
    return work;
}

void MainWindow::makePages()
{
    m_fleetPage = new FleetPage(m_session);
    m_dryRunPage = new DryRunPage(m_session);
    m_pages = {m_fleetPage,
               new DriftPage(m_session, m_drift, m_actions->clusterAccess, m_actions->checkDrift),
               new PromotePage(m_session, m_repository),
               m_dryRunPage,
               new HistoryPage(m_session),
               new ComparePage(m_session, m_repository)};
    for (std::size_t i = 0; i < m_pages.size(); ++i) {
        const QAction &action = *m_actions->pages[i];
        m_stack->addWidget(m_pages[i]);
        constexpr Glyph glyphs[] = {Glyph::Fleet,  Glyph::Drift,   Glyph::Promote,
                                    Glyph::DryRun, Glyph::History, Glyph::Compare};
        m_rail->addPage(glyphs[i], QString(action.text()).remove(u'&'),
                        action.shortcut().toString(QKeySequence::NativeText));
    }
}

Page MainWindow::currentPage() const
{
    return static_cast<Page>(m_stack->currentIndex());
}

void MainWindow::showPage(Page page)
{
    const int index = static_cast<int>(page);
    if (static_cast<std::size_t>(index) >= m_pages.size())
        return;
    m_rail->setCurrent(index);
    m_stack->setCurrentIndex(index);
    m_pages[static_cast<std::size_t>(index)]->shown();
    if (m_outer->currentIndex() == Work)
        m_pages[static_cast<std::size_t>(index)]->focusContent();
}

void MainWindow::connectSession()
{
    connect(m_session, &Session::stateChanged, this, &MainWindow::showState);
    connect(m_session, &Session::snapshotChanged, this, &MainWindow::indexPalette);
    connect(m_session, &Session::pageRequested, this, &MainWindow::showPage);
    connect(m_session, &Session::objectRequested, this, [this] { showPage(Page::Fleet); });
    connect(m_session, &Session::comparisonRequested, this, [this] { showPage(Page::Compare); });
    connect(m_session, &Session::promotionRequested, this, [this] { showPage(Page::Promote); });
    connect(m_palette, &CommandPalette::activated, this, &MainWindow::activate);
    connect(m_session->settings(), &Settings::themeChanged, this, [](ThemeChoice choice) {
        Theme::current().setScheme(static_cast<Theme::Scheme>(choice));
    });
}

void MainWindow::showState()
{
    const bool isOpen = m_session->snapshot() != nullptr;
    m_actions->setFleetOpen(isOpen, m_session->isGit());
    setWindowTitle(m_session->folder().isEmpty()
                       ? tr("Plumbline")
                       : tr("%1 — Plumbline").arg(m_session->fleetName()));
    m_opening->clearActions();
    switch (m_session->state()) {
    case Session::State::Closed:
        m_banner->hide();
        m_outer->setCurrentIndex(Welcome);
        break;
    case Session::State::Opening:
        m_opening->setGlyph(Glyph::Spinner);
        m_opening->setTitle(tr("Opening %1").arg(m_session->fleetName()));
        m_opening->setText(tr("Building what every cluster should run."));
        m_outer->setCurrentIndex(Opening);
        break;
    case Session::State::Failed:
        m_actions->refresh->setEnabled(true);
        m_actions->closeFleet->setEnabled(true);
        m_opening->setGlyph(Glyph::Warning);
        m_opening->setTitle(tr("%1 cannot be opened").arg(m_session->fleetName()));
        m_opening->setText(toQt(m_session->error()->toString()));
        for (QAction *action : {m_actions->refresh, m_actions->openFolder, m_actions->closeFleet})
            m_opening->addAction(action);
        m_outer->setCurrentIndex(Opening);
        break;
    case Session::State::Ready:
        if (m_outer->currentIndex() != Work) {
            m_outer->setCurrentIndex(Work);
            page(currentPage())->focusContent();
        }
        if (m_session->error()) {
            showError(
                tr("The fleet could not be read again; what is shown is the last state that was."),
                *m_session->error(), m_actions->refresh);
            m_isBannerOfState = true;
        } else if (m_isBannerOfState) {
            m_banner->hide();
            m_isBannerOfState = false;
        }
        break;
    }
}

void MainWindow::showError(const QString &text, const Error &error, QAction *remedy)
{
    m_banner->clearActions();
    m_banner->present(Tone::Danger, text, toQt(error.toString()));
    if (remedy)
        m_banner->addAction(remedy);
    m_banner->show();
    m_isBannerOfState = false;
}

void MainWindow::openFleet(const QString &folder)
{
    m_session->open(folder);
}

void MainWindow::indexPalette()
{
    m_paletteJob.start(
        [snapshot = m_session->snapshot(), commands = commandEntries(m_actions->all()),
         folder = m_session->folder().toStdString()](const Run &run) -> Result<PaletteContent> {
            constexpr std::size_t count = 500;
            // A plain folder has no history, and is searched all the same.
            auto commits = newestCommits(folder, count, run);
            return PaletteContent::of(snapshot.get(),
                                      commits ? *std::move(commits) : std::vector<git::Commit>(),
                                      commands);
        },
        [this](Result<PaletteContent> content) {
            if (!content)
                return;
            m_paletteContent = *std::move(content);
            m_palette->setEntries(m_paletteContent.entries);
        });
}

void MainWindow::openPalette()
{
    if (!m_session->snapshot()) {
        m_paletteContent = PaletteContent::of(nullptr, {}, commandEntries(m_actions->all()));
        m_palette->setEntries(m_paletteContent.entries);
    }
    m_palette->openOver(this);
}

void MainWindow::restore()
{
    Settings *settings = m_session->settings();
    if (!restoreGeometry(settings->state(u"window/geometry"_s).toByteArray()))
        resize(1440, 900);
    QAction *const themes[] = {m_actions->themeSystem, m_actions->themeLight, m_actions->themeDark};
    themes[static_cast<std::size_t>(settings->theme())]->setChecked(true);
    showPage(static_cast<Page>(settings->state(u"window/page"_s).toInt()));
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    Settings *settings = m_session->settings();
    settings->setState(u"window/geometry"_s, saveGeometry());
    settings->setState(u"window/page"_s, static_cast<int>(currentPage()));
    for (PageWidget *page : m_pages)
        page->saveState();
    QMainWindow::closeEvent(event);
}

void MainWindow::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && m_outer->currentIndex() == Work
        && page(currentPage())->goBack()) {
        event->accept();
        return;
    }
    QMainWindow::keyPressEvent(event);
}

} // namespace plumb::ui
