// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/pages/changespage.h"

class QListView;

namespace plumb::ui {

class ChipLabel;
class ProblemModel;
class SectionHeader;
class ThemedLabel;

/// What the files on disk would change in every cluster, kept current as they are saved; what is
/// wrong with them comes first.
class DryRunPage final : public ChangesPage
{
    Q_OBJECT

public:
    explicit DryRunPage(Session *session, QWidget *parent = nullptr);

Q_SIGNALS:
    /// How many objects would change; for the badge.
    void countChanged(int count);

private:
    QWidget *makeProblems();
    void start();
    void showResult();
    void showProblems();

    ChipLabel *m_summary;
    ThemedLabel *m_detail;
    ProblemModel *m_problems;
    SectionHeader *m_problemHeader;
    QListView *m_problemList;
    QWidget *m_problemPane;
};

} // namespace plumb::ui
