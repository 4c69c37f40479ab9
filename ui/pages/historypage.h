// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/pages/pagewidget.h"
#include "ui/session/commithistory.h"

class QComboBox;
class QListView;
class QStackedLayout;

namespace plumb::ui {

class CommitPane;
class EmptyState;
class SearchField;
class TimelineModel;

/// The commits of the fleet, of an environment or of an app; what each of them changed in what the
/// clusters are told to run; and the way to take it back or carry it on.
class HistoryPage final : public PageWidget
{
    Q_OBJECT

public:
    explicit HistoryPage(Session *session, QWidget *parent = nullptr);

    void openSearch() override;
    void focusFilter() override;
    void nextChange() override;
    void previousChange() override;
    bool goBack() override;
    void focusContent() override;
    void shown() override;

private:
    QWidget *makeTimeline();
    QWidget *makeFilters();
    void fillFilters();
    void start();
    void takePage(const std::vector<history::TimelineEntry> &entries, bool isFirst);
    void showState();
    void showCommit();

    Session *m_session;
    CommitHistory *m_history;
    TimelineModel *m_model;
    CommitPane *m_commit;
    bool m_isStale = true; ///< The list was read for another snapshot, or never.

    QComboBox *m_environment = nullptr;
    QComboBox *m_app = nullptr;
    SearchField *m_author = nullptr;
    QListView *m_list = nullptr;
    EmptyState *m_empty = nullptr;
    QStackedLayout *m_listStack = nullptr;
};

} // namespace plumb::ui
