// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/fleet/fleet.h"
#include "ui/models/fleetscope.h"
#include "ui/models/rowsteps.h"

#include <QAbstractListModel>

#include <map>
#include <memory>
#include <vector>

namespace plumb::ui {

/// How many cells of the matrix are in each state.
using HealthCounts = std::map<Status, int>;

/// The sidebar of a fleet: its environments, the states its cells are in, and its groups of apps,
/// each a scope that the lists can be narrowed to.
class ScopeModel final : public RowsModel<QAbstractListModel>
{
    Q_OBJECT

public:
    using RowsModel::RowsModel;

    void setFleet(std::shared_ptr<const fleet::Fleet> fleet, HealthCounts health);

    /// The scope a row stands for; Everything for headings.
    FleetScope scope(const QModelIndex &index) const;
    QModelIndex find(const FleetScope &scope) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    struct Row
    {
        QString key;
        QString text;
        QString suffix = {};
        FleetScope scope = {};
        Status status = Status::None;
        int count = -1; ///< Negative shows none.
        bool isHeading = false;
    };

    std::vector<Row> makeRows(const fleet::Fleet &fleet, const HealthCounts &health) const;

    std::vector<Row> m_rows;
};

} // namespace plumb::ui
