// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/fleet/fleet.h"
#include "ui/models/fleetscope.h"
#include "ui/models/livemarks.h"
#include "ui/models/rowsteps.h"
#include "ui/roles/status.h"

#include <QAbstractTableModel>

#include <map>
#include <memory>
#include <vector>

namespace plumb::ui {

/// How many versions an app is behind the environment before, by App::key() and the position of
/// the environment.
using VersionsBehind = std::map<std::pair<std::string, std::size_t>, int>;

/// Apps × environments of one fleet: column 0 names the app, every other column is an environment.
class FleetMatrixModel final : public RowsModel<QAbstractTableModel>
{
    Q_OBJECT

public:
    enum Role { KeyRole = Qt::UserRole, EnvironmentRole, GroupRole };

    using RowsModel::RowsModel;

    /// Shows another fleet. With the same environments only rows that came, went or changed are
    /// announced, so that a view keeps its selection.
    void setFleet(std::shared_ptr<const fleet::Fleet> fleet);
    void setLiveMarks(LiveMarks marks);
    void setVersionsBehind(VersionsBehind behind);

    const fleet::App *app(const QModelIndex &index) const;
    /// The environment of a column; nothing for the app's own column.
    std::optional<std::size_t> environment(const QModelIndex &index) const;
    Status status(int row, std::size_t environment) const;
    QModelIndex find(const QString &key, int column = 0) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Mark
    {
        Status status = Status::None;
        int count = 0;

        bool operator==(const Mark &) const = default;
    };
    struct Row
    {
        QString key;
        const fleet::App *app = nullptr;
        std::vector<Mark> marks;
    };

    std::vector<Row> makeRows(const fleet::Fleet &fleet) const;
    void showRows(std::vector<Row> rows);
    Mark markOf(const fleet::App &app, std::size_t environment) const;
    int driftedObjects(const fleet::Cell &cell) const;
    bool isUnhealthy(const fleet::Cell &cell, cluster::Health health) const;
    int versionsBehind(const fleet::App &app, std::size_t environment) const;
    QVariant appData(const Row &row, int role) const;
    QVariant cellData(const Row &row, std::size_t environment, int role) const;

    std::shared_ptr<const fleet::Fleet> m_fleet = std::make_shared<const fleet::Fleet>();
    LiveMarks m_live;
    VersionsBehind m_behind;
    std::vector<Row> m_rows;
};

} // namespace plumb::ui
