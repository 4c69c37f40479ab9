// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/models/objecttablemodel.h"
#include "ui/session/latestjob.h"
#include "ui/session/session.h"

#include <QWidget>

class QTableView;

namespace plumb::ui {

class ThemedLabel;

/// Every object of the fleet. Sorting and filtering run in a worker, the table only ever gets
/// finished arrangements.
class TableTab final : public QWidget
{
    Q_OBJECT

public:
    explicit TableTab(Session *session, QWidget *parent = nullptr);

    void setScope(const FleetScope &scope);
    void setFilter(const QString &text);
    void focusList();
    void saveState();

private:
    void makeView();
    void arrange();
    void showMenu(const QPoint &place);
    void showColumnsMenu(const QPoint &place);
    std::optional<ObjectPlace> placeOf(const QModelIndex &index) const;

    Session *m_session;
    ObjectTableModel *m_model;
    QTableView *m_view;
    ThemedLabel *m_count;
    ObjectArrangement m_arrangement;
    std::shared_ptr<const ObjectTable> m_table;
    LatestJob<ArrangedObjects> m_job;
};

} // namespace plumb::ui
