// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/session/repositorystate.h"
#include "ui/session/revisionlog.h"

#include <QDialog>

class QComboBox;
class QListView;
class QPushButton;
class QSortFilterProxyModel;

namespace plumb::ui {

class LogModel;
class SearchField;
class ThemedLabel;

/// Picks a revision from the history, of everything or of one path; or takes one that is typed.
class RevisionDialog final : public QDialog
{
    Q_OBJECT

public:
    RevisionDialog(Session *session, const RepositoryFacts &facts, QWidget *parent = nullptr);

    /// The commit that is selected, or what was typed where no commit is found by it.
    QString revision() const;

private:
    QWidget *makeFilters(const RepositoryFacts &facts);
    QListView *makeList();
    void start();
    void takePage(const std::vector<git::Commit> &commits, bool isFirst);
    void showState();

    RevisionLog *m_log;
    LogModel *m_model;
    QSortFilterProxyModel *m_filtered;
    QComboBox *m_start;
    SearchField *m_search;
    SearchField *m_path;
    QListView *m_list;
    ThemedLabel *m_state;
    QPushButton *m_accept = nullptr;
};

} // namespace plumb::ui
