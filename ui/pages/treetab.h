// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/models/fleettreemodel.h"
#include "ui/session/session.h"

#include <QWidget>

class QTreeView;

namespace plumb::ui {

/// Cluster → Flux object → managed objects; what is open stays open when the fleet changes.
class TreeTab final : public QWidget
{
    Q_OBJECT

public:
    explicit TreeTab(Session *session, QWidget *parent = nullptr);

    void setLiveMarks(const LiveMarks &marks) { m_model->setLiveMarks(marks); }
    void setOwners(const OwnersByCluster &owners) { m_model->setOwners(owners); }
    void focusList();

private:
    void showSnapshot();
    void showMenu(const QPoint &place);
    void selectRow(const QModelIndex &index);
    void openRow(const QModelIndex &index);
    std::optional<ObjectPlace> placeOf(const QModelIndex &index) const;

    Session *m_session;
    FleetTreeModel *m_model;
    QTreeView *m_view;
};

} // namespace plumb::ui
