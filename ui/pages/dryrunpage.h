// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/pages/pagewidget.h"
#include "ui/session/comparison.h"

class QListView;

namespace plumb::ui {

class ChangeListPane;
struct ChangeRow;
class ChipLabel;
class DiffPane;
class ProblemModel;
class SectionHeader;
class ThemedLabel;

/// What the files on disk would change in every cluster, kept current as they are saved; what is
/// wrong with them comes first.
class DryRunPage final : public PageWidget
{
    Q_OBJECT

public:
    explicit DryRunPage(Session *session, QWidget *parent = nullptr);

    void openSearch() override;
    void focusFilter() override;
    void nextChange() override;
    void previousChange() override;
    bool goBack() override;
    void focusContent() override;

Q_SIGNALS:
    /// How many objects would change; for the badge.
    void countChanged(int count);

private:
    QWidget *makeProblems();
    void start();
    void showResult();
    void showProblems();
    void showRow(const ChangeRow *row);

    Session *m_session;
    Comparison *m_comparison;
    ChipLabel *m_summary;
    ThemedLabel *m_detail;
    ProblemModel *m_problems;
    SectionHeader *m_problemHeader;
    QListView *m_problemList;
    QWidget *m_problemPane;
    ChangeListPane *m_list;
    DiffPane *m_diff;
};

} // namespace plumb::ui
