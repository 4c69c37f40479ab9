// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/pages/pagewidget.h"
#include "ui/session/comparison.h"
#include "ui/session/repositorystate.h"

namespace plumb::ui {

class Banner;
class ChangeListPane;
struct ChangeRow;
class DiffPane;
class SidePicker;

/// Any two revisions, HEAD and the working tree, or two environments, object by object.
class ComparePage final : public PageWidget
{
    Q_OBJECT

public:
    ComparePage(Session *session, RepositoryState *repository, QWidget *parent = nullptr);

    void openSearch() override;
    void focusFilter() override;
    void nextChange() override;
    void previousChange() override;
    bool goBack() override;
    void focusContent() override;
    void shown() override;

private:
    QWidget *makeHeader();
    void start(const ComparisonSides &sides);
    void chooseSide(const ComparisonSide &chosen, SidePicker *other);
    void swapSides();
    void showResult();
    void showRow(const ChangeRow *row);

    Session *m_session;
    RepositoryState *m_repository;
    Comparison *m_comparison;
    SidePicker *m_before = nullptr;
    SidePicker *m_after = nullptr;
    Banner *m_banner;
    ChangeListPane *m_list;
    DiffPane *m_diff;
};

} // namespace plumb::ui
