// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/session/repositorystate.h"

#include <QWidget>

class QComboBox;
class QPlainTextEdit;
class QPushButton;

namespace plumb::ui {

/// The message and branch of a commit to be. Its button opens a review and writes nothing.
class CommitComposer final : public QWidget
{
    Q_OBJECT

public:
    explicit CommitComposer(RepositoryState *repository, QWidget *parent = nullptr);

    /// Offers a message, unless the one that is there was edited, and a name for a new branch.
    void offer(const QString &message, const QString &newBranch);
    void setReady(bool isReady);
    void focusMessage();

Q_SIGNALS:
    /// An empty branch means the current one.
    void reviewRequested(const QString &message, const QString &branch);

private:
    void fillBranches();
    void validate();

    RepositoryState *m_repository;
    QPlainTextEdit *m_message;
    QComboBox *m_branch;
    QPushButton *m_review;
    QString m_offered;
    QString m_current; ///< The branch that is checked out.
    QString m_newBranch;
    bool m_isReady = false;
};

} // namespace plumb::ui
