// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/build/desiredstate.h"
#include "core/fleet/fleet.h"
#include "ui/models/fleetscope.h"

#include <QString>
#include <QStringList>

#include <memory>
#include <vector>

namespace plumb::ui {

/// One object of one cluster, as a row of a table.
struct ObjectRow
{
    const Object *object = nullptr;
    const build::Unit *unit = nullptr;
    const fleet::Cluster *cluster = nullptr;
};

/// Every object of a fleet; keeps what its rows point into alive.
struct ObjectTable
{
    std::shared_ptr<const fleet::Fleet> fleet = {};
    std::shared_ptr<const build::DesiredState> desired = {};
    std::vector<ObjectRow> rows = {};

    static std::shared_ptr<const ObjectTable>
    of(std::shared_ptr<const fleet::Fleet> fleet,
       std::shared_ptr<const build::DesiredState> desired);
};

enum class ObjectColumn : quint8 { Kind, Namespace, Name, Cluster, Environment, Owner, ApiVersion };
inline constexpr int objectColumnCount = 7;

/// The text of one cell.
std::string_view objectCell(const ObjectRow &row, ObjectColumn column);

/// Which rows are shown, and in which order.
struct ObjectArrangement
{
    ObjectColumn sortBy = ObjectColumn::Kind;
    Qt::SortOrder order = Qt::AscendingOrder;
    QString filter = {}; ///< Words that all have to occur in a row.
    FleetScope scope = {};

    bool operator==(const ObjectArrangement &) const = default;
};

/// A table, and its rows in the order they are shown. Arranging 100,000 rows takes longer than a
/// frame, so it is a pure function for a worker.
struct ArrangedObjects
{
    std::shared_ptr<const ObjectTable> table = std::make_shared<const ObjectTable>();
    ObjectArrangement arrangement = {};
    std::vector<std::uint32_t> order = {};

    static ArrangedObjects arrange(std::shared_ptr<const ObjectTable> table,
                                   const ObjectArrangement &arrangement);
};

} // namespace plumb::ui
