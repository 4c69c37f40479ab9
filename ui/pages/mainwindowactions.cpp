// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/pages/actions.h"
#include "ui/pages/clonedialog.h"
#include "ui/pages/credentialsdialog.h"
#include "ui/pages/mainwindow.h"
#include "ui/pages/objectactions.h"
#include "ui/pages/pagewidget.h"
#include "ui/roles/text.h"
#include "ui/session/demofleet.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileDialog>
#include <QInputDialog>
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

void MainWindow::connectRemote()
{
    connect(m_actions->fetch, &QAction::triggered, this, [this] {
        const QString remote = m_repository->facts().remote;
        if (remote.isEmpty())
            m_session->say(tr("This repository has no remote to fetch from"));
        else
            m_remote->fetch(remote);
    });
    connect(m_actions->push, &QAction::triggered, this, [this] {
        const RepositoryFacts &facts = m_repository->facts();
        if (facts.remote.isEmpty() || facts.branch.isEmpty()) {
            m_session->say(facts.remote.isEmpty()
                               ? tr("This repository has no remote to push to")
                               : tr("No branch is checked out, so there is nothing to push"));
            return;
        }
        const QString text = facts.hasUpstream ? counted(facts.ahead, tr("commit"), tr("commits"))
                                                     + tr(" of %1").arg(facts.branch)
                                               : tr("The new branch %1").arg(facts.branch);
        QMessageBox review(QMessageBox::Question, tr("Push"),
                           tr("%1 will be pushed to %2.").arg(text, facts.remote),
                           QMessageBox::Cancel, this);
        review.setInformativeText(
            tr("The newest is %1 “%2”.").arg(facts.shortCommit(), facts.commitSummary));
        QPushButton *push = review.addButton(tr("Push to %1/%2").arg(facts.remote, facts.branch),
                                             QMessageBox::AcceptRole);
        review.exec();
        if (review.clickedButton() == static_cast<QAbstractButton *>(push))
            m_remote->push(facts.remote, facts.branch);
    });
    connect(m_remote, &RemoteWork::cloned, this, &MainWindow::openFleet);
    connect(m_remote, &RemoteWork::finished, this, [this](RemoteWork::Kind kind) {
        m_repository->refresh();
        if (kind != RemoteWork::Kind::Clone)
            m_session->say(kind == RemoteWork::Kind::Fetch ? tr("Fetched") : tr("Pushed"));
    });
    connect(m_remote, &RemoteWork::failed, this, [this](RemoteWork::Kind kind, const Error &error) {
        QAction *retry = kind == RemoteWork::Kind::Clone   ? m_actions->clone
                         : kind == RemoteWork::Kind::Fetch ? m_actions->fetch
                                                           : m_actions->push;
        if (m_session->snapshot())
            showError(tr("It did not work; nothing was changed."), error, retry);
        else
            QMessageBox::warning(this, tr("Clone"), toQt(error.toString()));
    });
    connect(m_remote->prompt(), &CredentialsPrompt::asked, this,
            [this](quint64 id, const CredentialsQuestion &question) {
                (new CredentialsDialog(m_remote->prompt(), id, question, this))->show();
            });
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
    bool accepted = false;
    const QString revision =
        QInputDialog::getText(this, tr("View another revision"), tr("Branch, tag or commit:"),
                              QLineEdit::Normal, m_session->revision(), &accepted);
    if (accepted && !revision.trimmed().isEmpty())
        m_session->viewRevision(revision.trimmed());
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
