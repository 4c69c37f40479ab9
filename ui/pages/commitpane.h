// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/session/commithistory.h"

#include <QWidget>

class QPushButton;
class QStackedLayout;

namespace plumb::ui {

struct ChangeRow;
class ChangeListPane;
class DiffPane;
class SectionHeader;
class ThemedLabel;

/// One commit of the history: who made it, which files it changed, what that did to the objects of
/// the clusters, and the way to take it back or carry it on.
class CommitPane final : public QWidget
{
    Q_OBJECT

public:
    CommitPane(Session *session, CommitHistory *history, QWidget *parent = nullptr);

    DiffPane *diff() const { return m_diff; }

    /// Shows a commit, and what it did to an environment, or to all of them when that is empty;
    /// null shows that none is selected.
    void show(const history::TimelineEntry *entry, const QString &environment);

private:
    QWidget *makeHeader();
    QWidget *makeEffect();
    void showFiles(const history::TimelineEntry &entry);
    void fillPromotions(const history::TimelineEntry &entry);
    void showEffect();
    void showRow(const ChangeRow *row);

    Session *m_session;
    CommitHistory *m_history;
    QString m_commit; ///< The full id of the one that is shown.
    QString m_subject;
    QString m_question; ///< The commit and environment whose effect was asked for.

    ThemedLabel *m_title = nullptr;
    ThemedLabel *m_detail = nullptr;
    ThemedLabel *m_files = nullptr;
    QPushButton *m_promote = nullptr;
    SectionHeader *m_effectHeader = nullptr;
    ChangeListPane *m_effect = nullptr;
    DiffPane *m_diff = nullptr;
    QStackedLayout *m_stack = nullptr;
};

} // namespace plumb::ui
