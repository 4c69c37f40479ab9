// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/pages/actions.h"
#include "ui/pages/credentialsdialog.h"
#include "ui/pages/mainwindow.h"
#include "ui/pages/reviewdialog.h"
#include "ui/roles/text.h"
#include "ui/widgets/banner.h"

#include <QMessageBox>

namespace plumb::ui {

using namespace Qt::StringLiterals;

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
        reviewPush(facts);
    });
    connect(m_remote, &RemoteWork::cloned, this, &MainWindow::openFleet);
    connect(m_remote, &RemoteWork::finished, this, [this](RemoteWork::Kind kind) {
        m_repository->refresh();
        m_banner->hide();
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

void MainWindow::reviewPush(const RepositoryFacts &facts)
{
    const QString commits =
        facts.hasUpstream
            ? tr("%1 of %2").arg(counted(facts.ahead, tr("commit"), tr("commits")), facts.branch)
            : tr("The new branch %1").arg(facts.branch);
    const QString target = tr("%1/%2").arg(facts.remote, facts.branch);
    auto *dialog =
        new ReviewDialog({.title = tr("Push"),
                          .summary = tr("%1 will be pushed to %2. Nothing else is touched, and no "
                                        "history is rewritten. The newest commit is:")
                                         .arg(commits, target),
                          .message = facts.shortCommit() + u' ' + facts.commitSummary,
                          .patch = {},
                          .verb = tr("Push to %1").arg(target)},
                         this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, remote = facts.remote, branch = facts.branch] {
        m_remote->push(remote, branch);
    });
    dialog->open();
}

void MainWindow::connectUndo()
{
    const auto showAction = [this] {
        const auto &step = m_undo->step();
        m_actions->undoCommit->setText(step ? tr("&Undo “%1”").arg(toQt(step->summary).left(40))
                                            : tr("&Undo the last commit"));
        m_actions->undoCommit->setEnabled(step.has_value());
    };
    connect(m_undo, &LocalUndo::changed, this, showAction);
    connect(m_actions->undoCommit, &QAction::triggered, this, &MainWindow::reviewUndo);
    connect(m_undo, &LocalUndo::undone, this, [this](const git::UndoStep &step) {
        m_banner->hide();
        m_session->say(tr("%1 is undone").arg(toQt(step.commit.shortText())));
    });
    connect(m_undo, &LocalUndo::failed, this, [this](const Error &error) {
        showError(tr("The commit was not undone; nothing was changed."), error, nullptr);
    });
    connect(m_session, &Session::committed, this,
            [this](const QString &commit, const QString &branch) {
                m_banner->clearActions();
                m_banner->present(Tone::Success, tr("Committed %1 to %2").arg(commit, branch),
                                  tr("Nothing is pushed yet."));
                m_banner->addAction(m_actions->push);
                m_banner->addAction(m_actions->undoCommit);
                m_banner->show();
                m_isBannerOfState = false;
            });
    showAction();
}

void MainWindow::reviewUndo()
{
    const auto &step = m_undo->step();
    if (!step)
        return;
    const QString commit = toQt(step->commit.shortText());
    if (m_undo->obstacle()) {
        showError(tr("%1 cannot be undone.").arg(commit), *m_undo->obstacle(), nullptr);
        return;
    }
    const QString branch = step->branch.empty() ? tr("HEAD") : toQt(step->branch);
    const QString effect =
        step->madeBranch
            ? tr("The branch %1 was made for this commit and goes with it.").arg(branch)
            : tr("%1 goes back to %2, and the files of the commit with it.")
                  .arg(branch, step->before ? toQt(step->before->shortText()) : tr("no commit"));
    auto *dialog =
        new ReviewDialog({.title = tr("Undo the commit"),
                          .summary = effect
                                     + tr(" Other local changes are left alone. The commit itself "
                                          "stays in the reflog of git for a while."),
                          .message = commit + u' ' + toQt(step->summary),
                          .patch = {},
                          .verb = tr("Undo %1").arg(commit)},
                         this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, m_undo, &LocalUndo::undo);
    dialog->open();
}

} // namespace plumb::ui
