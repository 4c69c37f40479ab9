// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/models/fleetmatrixmodel.h"
#include "ui/models/matrixfilter.h"
#include "ui/models/scopemodel.h"
#include "ui/session/session.h"

#include <QWidget>

class QStackedLayout;

namespace plumb::ui {

class BehindCheck;
class EmptyState;
class MatrixView;

/// Apps × environments, narrowed by the page's scope and filter.
class MatrixTab final : public QWidget
{
    Q_OBJECT

public:
    explicit MatrixTab(Session *session, QWidget *parent = nullptr);

    /// How many cells are in each state.
    HealthCounts healthCounts() const;
    const FleetMatrixModel &model() const { return *m_model; }

    void setLiveMarks(const LiveMarks &marks) { m_model->setLiveMarks(marks); }
    void setScope(const FleetScope &scope);
    void setFilter(const QString &text);
    void focusList();
    /// Opens the first cell that has something to open.
    void openFirst();

private:
    void showSnapshot();
    void showMenu(const QPoint &place);
    void selectCell(const QModelIndex &shown);
    void openCell(const QModelIndex &shown);
    void promote(const QModelIndex &from, const QModelIndex &to);
    void updateEmptyState();

    Session *m_session;
    BehindCheck *m_behind;
    FleetMatrixModel *m_model;
    MatrixFilter *m_filter;
    MatrixView *m_view;
    EmptyState *m_empty;
    QStackedLayout *m_stack;
};

} // namespace plumb::ui
