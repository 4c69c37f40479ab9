// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/pages/actions.h"
#include "ui/pages/clonedialog.h"
#include "ui/pages/mainwindow.h"
#include "ui/pages/objectactions.h"
#include "ui/pages/pagewidget.h"
#include "ui/pages/revisiondialog.h"
#include "ui/roles/text.h"
#include "ui/session/demofleet.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileDialog>
#include <QMenu>
#include <QMessageBox>

namespace plumb::ui {

using namespace Qt::StringLiterals;

void MainWindow::connectActions()
{
    const Actions &a = *m_actions;
    connect(a.openFolder, &QAction::triggered, this, &MainWindow::chooseFolder);
    connect(a.clone, &QAction::triggered, this, &MainWindow::chooseClone);
    connect(a.openDemo, &QAction::triggered, this, &MainWindow::openDemo);
    connect(a.closeFleet, &QAction::triggered, m_session, &Session::close);
    connect(a.quit, &QAction::triggered, this, &QWidget::close);
    connect(a.find, &QAction::triggered, this, [this] { page(currentPage())->openSearch(); });
    connect(a.filter, &QAction::triggered, this, [this] { page(currentPage())->focusFilter(); });
    connect(a.nextChange, &QAction::triggered, this, [this] { page(currentPage())->nextChange(); });
    connect(a.previousChange, &QAction::triggered, this,
            [this] { page(currentPage())->previousChange(); });
    connect(a.back, &QAction::triggered, this, [this] { page(currentPage())->goBack(); });
    connect(a.fullScreen, &QAction::toggled, this,
            [this](bool on) { setWindowState(windowState().setFlag(Qt::WindowFullScreen, on)); });
    for (std::size_t i = 0; i < a.pages.size(); ++i)
        connect(a.pages[i], &QAction::triggered, this,
                [this, i] { showPage(static_cast<Page>(i)); });

    Settings *settings = m_session->settings();
    connect(a.themeSystem, &QAction::triggered, settings,
            [settings] { settings->setTheme(ThemeChoice::System); });
    connect(a.themeLight, &QAction::triggered, settings,
            [settings] { settings->setTheme(ThemeChoice::Light); });
    connect(a.themeDark, &QAction::triggered, settings,
            [settings] { settings->setTheme(ThemeChoice::Dark); });

    connect(a.refresh, &QAction::triggered, m_session, &Session::refresh);
    connect(a.dryRun, &QAction::triggered, this, [this] {
        m_session->refresh();
        showPage(Page::DryRun);
    });
    connect(a.compareWorkingTree, &QAction::triggered, this, [this] {
        m_session->compare({.before = {.kind = ComparisonSide::Kind::Revision, .name = u"HEAD"_s},
                            .after = {.kind = ComparisonSide::Kind::WorkingTree, .name = {}}});
    });
    connect(a.viewRevision, &QAction::triggered, this, &MainWindow::chooseRevision);
    connect(a.palette, &QAction::triggered, this, &MainWindow::openPalette);
    connect(a.openRepositoryFolder, &QAction::triggered, this,
            [this] { openFleetFolder(m_session); });
    connect(a.shortcuts, &QAction::triggered, this, &MainWindow::showShortcuts);
    connect(a.about, &QAction::triggered, this, &MainWindow::showAbout);
}

void MainWindow::chooseFolder()
{
    const QString folder =
        QFileDialog::getExistingDirectory(this, tr("Open a fleet repository"), QDir::homePath());
    if (!folder.isEmpty())
        openFleet(folder);
}

void MainWindow::chooseClone()
{
    CloneDialog dialog(this);
    if (dialog.exec() == QDialog::Accepted)
        m_remote->clone(dialog.url(), dialog.folder());
}

void MainWindow::chooseRevision()
{
    auto *dialog = new RevisionDialog(m_session, m_repository->facts(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this,
            [this, dialog] { m_session->viewRevision(dialog->revision()); });
    dialog->open();
}

void MainWindow::fillRecent()
{
    m_recent->clear();
    for (const QString &folder : m_session->settings()->recentFleets())
        m_recent->addAction(folder, this, [this, folder] { openFleet(folder); });
    m_recent->setEnabled(!m_recent->isEmpty());
}

void MainWindow::openDemo()
{
    auto *demo = new DemoFleet(m_session->tasks(), this);
    connect(demo, &DemoFleet::ready, this, [this, demo](const QString &folder) {
        demo->deleteLater();
        openFleet(folder);
    });
    connect(demo, &DemoFleet::failed, this, [this, demo](const Error &error) {
        demo->deleteLater();
        QMessageBox::warning(this, tr("Demo fleet"), toQt(error.toString()));
    });
    demo->make();
}

void MainWindow::activate(const PaletteEntry &entry)
{
    if (entry.id >= firstCommand) {
        m_actions->all()[entry.id - firstCommand]->trigger();
        return;
    }
    const std::size_t objects = m_paletteContent.objects.size();
    if (entry.id < objects)
        m_session->showObject(m_paletteContent.objects[entry.id]);
    else if (entry.id - objects < m_paletteContent.files.size())
        openFleetFile(m_session, toQt(m_paletteContent.files[entry.id - objects]), 0);
    else
        showCommit(m_paletteContent.commits[entry.id - objects - m_paletteContent.files.size()]);
}

// What a commit changed in every cluster; the first one has nothing before it.
void MainWindow::showCommit(const git::Commit &commit)
{
    const QString id = toQt(commit.id.text());
    if (commit.parents.empty()) {
        m_session->viewRevision(id);
        return;
    }
    using Kind = ComparisonSide::Kind;
    m_session->compare(
        {.before = {.kind = Kind::Revision, .name = toQt(commit.parents.front().text())},
         .after = {.kind = Kind::Revision, .name = id}});
}

void MainWindow::showShortcuts()
{
    QString rows;
    for (const PaletteEntry &entry : commandEntries(m_actions->all())) {
        if (!entry.shortcut.isEmpty())
            rows += u"<tr><td style='padding-right: 24px'>%1</td><td><b>%2</b></td></tr>"_s.arg(
                entry.title.toHtmlEscaped(), entry.shortcut.toHtmlEscaped());
    }
    QMessageBox box(QMessageBox::NoIcon, tr("Keyboard shortcuts"), u"<table>%1</table>"_s.arg(rows),
                    QMessageBox::Close, this);
    box.setTextFormat(Qt::RichText);
    box.exec();
}

void MainWindow::showAbout()
{
    QMessageBox::about(
        this, tr("About Plumbline"),
        tr("<b>Plumbline %1</b><p>The desktop GitOps workbench for Flux: see whether every cluster "
           "is "
           "where git says it is, and carry changes forward.</p><p>Apache License 2.0</p>")
            .arg(QCoreApplication::applicationVersion().toHtmlEscaped()));
}

} // namespace plumb::ui
