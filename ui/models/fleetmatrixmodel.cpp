// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/models/fleetmatrixmodel.h"

#include "core/history/versionlag.h"
#include "ui/roles/text.h"

#include <algorithm>

namespace plumb::ui {

using namespace Qt::StringLiterals;

namespace {

bool sameEnvironments(const fleet::Fleet &a, const fleet::Fleet &b)
{
    return std::ranges::equal(a.environments, b.environments, {}, &fleet::Environment::name,
                              &fleet::Environment::name);
}

// What is built from elsewhere is neither failed nor fine.
QString chipTextOf(Status status)
{
    return status == Status::Unknown ? FleetMatrixModel::tr("source not fetched") : QString();
}

QString versionOf(const fleet::Cell &cell)
{
    const QString text = toQt(cell.versionText());
    return text.isEmpty() && !cell.empty() ? FleetMatrixModel::tr("from git") : text;
}

QString toolTipOf(const fleet::Cell &cell)
{
    QStringList lines;
    for (const fleet::Instance &instance : cell.instances) {
        lines << toQt(instance.unit.toString()) + u' ' + toQt(instance.version.text);
        if (!instance.problem.empty())
            lines << toQt(instance.problem);
    }
    return lines.join(u'\n');
}

} // namespace

void FleetMatrixModel::setFleet(std::shared_ptr<const fleet::Fleet> fleet)
{
    Q_ASSERT(fleet);
    // Rows point into their fleet, so both are alive until the change is announced.
    const std::shared_ptr<const fleet::Fleet> old = m_fleet;
    std::vector<Row> rows = makeRows(*fleet);
    if (!sameEnvironments(*old, *fleet)) {
        beginResetModel();
        m_fleet = std::move(fleet);
        m_rows = std::move(rows);
        endResetModel();
        return;
    }
    m_fleet = std::move(fleet);
    showRows(std::move(rows));
}

void FleetMatrixModel::setLiveMarks(LiveMarks marks)
{
    if (marks == m_live)
        return;
    m_live = std::move(marks);
    showRows(makeRows(*m_fleet));
}

void FleetMatrixModel::setVersionsBehind(VersionsBehind behind)
{
    if (behind == m_behind)
        return;
    m_behind = std::move(behind);
    showRows(makeRows(*m_fleet));
}

std::vector<FleetMatrixModel::Row> FleetMatrixModel::makeRows(const fleet::Fleet &fleet) const
{
    std::vector<Row> rows;
    rows.reserve(fleet.apps.size());
    for (const fleet::App &app : fleet.apps) {
        Row row{.key = toQt(app.key()), .app = &app, .marks = {}};
        row.marks.reserve(app.cells.size());
        for (std::size_t i = 0; i < app.cells.size(); ++i)
            row.marks.push_back(markOf(app, i));
        rows.push_back(std::move(row));
    }
    return rows;
}

void FleetMatrixModel::showRows(std::vector<Row> rows)
{
    replaceRows(m_rows, std::move(rows), announcer());
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

int FleetMatrixModel::driftedObjects(const fleet::Cell &cell) const
{
    std::size_t count = 0;
    for (const fleet::Instance &instance : cell.instances)
        count += m_live.driftedCount(instance.unit, instance.object);
    return static_cast<int>(count);
}

bool FleetMatrixModel::isUnhealthy(const fleet::Cell &cell, cluster::Health health) const
{
    return std::ranges::any_of(cell.instances, [&](const fleet::Instance &instance) {
        const cluster::HealthStatus *worst = m_live.worst(instance.unit, instance.object);
        return worst && worst->health == health;
    });
}

int FleetMatrixModel::versionsBehind(const fleet::App &app, std::size_t environment) const
{
    const auto count = m_behind.find({app.key(), environment});
    return count == m_behind.end() ? 0 : count->second;
}

FleetMatrixModel::Mark FleetMatrixModel::markOf(const fleet::App &app,
                                                std::size_t environment) const
{
    const fleet::Cell &cell = app.cells[environment];
    if (cell.empty())
        return {};
    if (std::ranges::any_of(cell.instances, &fleet::Instance::isFailed))
        return {.status = Status::Failed};
    if (isUnhealthy(cell, cluster::Health::Failed))
        return {.status = Status::Failed};
    if (const int drifted = driftedObjects(cell); drifted > 0)
        return {.status = Status::Drifted, .count = drifted};
    if (std::ranges::any_of(cell.instances, &fleet::Instance::isSuspended))
        return {.status = Status::Suspended};
    if (isUnhealthy(cell, cluster::Health::InProgress))
        return {.status = Status::Reconciling};
    if (std::ranges::any_of(cell.instances, &fleet::Instance::isExternal))
        return {.status = Status::Unknown};
    if (history::versionWaiting(app, environment))
        return {.status = Status::Behind, .count = versionsBehind(app, environment)};
    const bool compared =
        std::ranges::all_of(cell.instances, [this](const fleet::Instance &instance) {
            return m_live.compared.contains(instance.unit.cluster);
        });
    return {.status = compared ? Status::InSync : Status::None};
}

const fleet::App *FleetMatrixModel::app(const QModelIndex &index) const
{
    return index.isValid() ? m_rows[static_cast<std::size_t>(index.row())].app : nullptr;
}

std::optional<std::size_t> FleetMatrixModel::environment(const QModelIndex &index) const
{
    if (!index.isValid() || index.column() == 0)
        return {};
    return static_cast<std::size_t>(index.column() - 1);
}

Status FleetMatrixModel::status(int row, std::size_t environment) const
{
    return m_rows[static_cast<std::size_t>(row)].marks[environment].status;
}

QModelIndex FleetMatrixModel::find(const QString &key, int column) const
{
    const auto row = std::ranges::find(m_rows, key, &Row::key);
    return row == m_rows.end() ? QModelIndex()
                               : index(static_cast<int>(row - m_rows.begin()), column);
}

int FleetMatrixModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int FleetMatrixModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : 1 + static_cast<int>(m_fleet->environments.size());
}

QVariant FleetMatrixModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Row &row = m_rows[static_cast<std::size_t>(index.row())];
    if (role == KeyRole)
        return row.key;
    if (role == GroupRole)
        return toQt(row.app->group);
    const auto column = environment(index);
    return column ? cellData(row, *column, role) : appData(row, role);
}

QVariant FleetMatrixModel::appData(const Row &row, int role) const
{
    switch (role) {
    case Qt::DisplayRole: return toQt(row.app->name);
    case SubtitleRole:
        return row.app->group.empty()
                   ? toQt(row.app->kind)
                   : tr("%1 · %2").arg(toQt(row.app->group), toQt(row.app->kind));
    case Qt::ToolTipRole: return row.key;
    case Qt::AccessibleTextRole: return tr("%1, %2").arg(toQt(row.app->name), toQt(row.app->kind));
    default: return {};
    }
}

QVariant FleetMatrixModel::cellData(const Row &row, std::size_t environment, int role) const
{
    const fleet::Cell &cell = row.app->cells[environment];
    const Mark &mark = row.marks[environment];
    const QString name = toQt(m_fleet->environments[environment].name);
    switch (role) {
    case Qt::DisplayRole: return versionOf(cell);
    case StatusRole: return static_cast<int>(mark.status);
    case CountRole: return mark.count;
    case ChipTextRole: return chipTextOf(mark.status);
    case ChipToneRole: return static_cast<int>(statusTone(mark.status));
    case MonospaceRole: return !cell.versionText().empty();
    case EnvironmentRole: return name;
    case Qt::ToolTipRole: return toolTipOf(cell);
    case Qt::AccessibleTextRole:
        if (cell.empty())
            return tr("%1 is not in %2").arg(toQt(row.app->name), name);
        return QStringList{toQt(row.app->name), name, versionOf(cell),
                           mark.status == Status::Unknown ? chipTextOf(mark.status)
                                                          : statusText(mark.status, mark.count)}
            .join(u", "_s);
    default: return {};
    }
}

QVariant FleetMatrixModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    if (section == 0)
        return role == Qt::DisplayRole ? tr("App") : QVariant();
    const fleet::Environment &environment =
        m_fleet->environments[static_cast<std::size_t>(section - 1)];
    if (role == Qt::DisplayRole)
        return toQt(environment.name);
    if (role != Qt::ToolTipRole)
        return {};
    QStringList clusters;
    for (const std::string &cluster : environment.clusters)
        clusters << toQt(cluster);
    return clusters.join(u'\n');
}

} // namespace plumb::ui
