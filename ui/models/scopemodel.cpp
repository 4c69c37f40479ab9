// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/models/scopemodel.h"

#include "ui/roles/text.h"

#include <algorithm>
#include <array>

namespace plumb::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array healthOrder = {Status::Failed, Status::Drifted, Status::Behind,
                                    Status::Suspended, Status::InSync};

QString healthText(Status status)
{
    switch (status) {
    case Status::Failed: return ScopeModel::tr("Failed");
    case Status::Drifted: return ScopeModel::tr("Drifted");
    case Status::Behind: return ScopeModel::tr("Behind previous environment");
    case Status::Suspended: return ScopeModel::tr("Suspended");
    default: return ScopeModel::tr("In sync");
    }
}

QString clusterNames(const fleet::Fleet &fleet, const fleet::Environment &environment)
{
    if (environment.clusters.size() > 1)
        return counted(static_cast<int>(environment.clusters.size()), ScopeModel::tr("cluster"),
                       ScopeModel::tr("clusters"));
    if (environment.clusters.empty())
        return {};
    const fleet::Cluster *cluster = fleet.cluster(environment.clusters.front());
    // Repeating the environment's own name tells nobody anything.
    return cluster && cluster->name != environment.name ? toQt(cluster->name) : QString();
}

} // namespace

std::vector<ScopeModel::Row> ScopeModel::makeRows(const fleet::Fleet &fleet,
                                                  const HealthCounts &health) const
{
    std::vector<Row> rows;
    const auto heading = [&rows](const QString &key, const QString &text) {
        rows.push_back({.key = key, .text = text, .isHeading = true});
    };
    if (!fleet.environments.empty())
        heading(u"#environments"_s, tr("Environments"));
    for (const fleet::Environment &environment : fleet.environments) {
        const QString name = toQt(environment.name);
        const auto apps = std::ranges::count_if(
            fleet.apps, [&, i = *fleet.environment(environment.name)](const fleet::App &app) {
                return !app.cells[i].empty();
            });
        rows.push_back({.key = u"environment/"_s + name,
                        .text = name,
                        .suffix = clusterNames(fleet, environment),
                        .scope = {.kind = FleetScope::Kind::Environment, .name = name},
                        .count = static_cast<int>(apps)});
    }
    heading(u"#health"_s, tr("Health"));
    for (const Status status : healthOrder) {
        const auto count = health.find(status);
        rows.push_back({.key = u"health/"_s + QString::number(static_cast<int>(status)),
                        .text = healthText(status),
                        .scope = {.kind = FleetScope::Kind::Health, .health = status},
                        .status = status,
                        .count = count == health.end() ? 0 : count->second});
    }
    heading(u"#groups"_s, tr("Groups"));
    rows.push_back({.key = u"everything"_s,
                    .text = tr("All apps"),
                    .count = static_cast<int>(fleet.apps.size())});
    std::map<std::string, int> groups;
    for (const fleet::App &app : fleet.apps)
        ++groups[app.group];
    for (const auto &[group, count] : groups) {
        if (group.empty())
            continue;
        rows.push_back({.key = u"group/"_s + toQt(group),
                        .text = toQt(group),
                        .scope = {.kind = FleetScope::Kind::Group, .name = toQt(group)},
                        .count = count});
    }
    return rows;
}

void ScopeModel::setFleet(std::shared_ptr<const fleet::Fleet> fleet, HealthCounts health)
{
    std::vector<Row> rows = makeRows(*fleet, health);
    replaceRows(m_rows, std::move(rows), announcer());
    Q_EMIT dataChanged(index(0), index(rowCount() - 1));
}

FleetScope ScopeModel::scope(const QModelIndex &index) const
{
    return index.isValid() ? m_rows[static_cast<std::size_t>(index.row())].scope : FleetScope();
}

QModelIndex ScopeModel::find(const FleetScope &scope) const
{
    const auto row = std::ranges::find_if(m_rows, [&scope](const Row &candidate) {
        return !candidate.isHeading && candidate.scope == scope;
    });
    return row == m_rows.end() ? QModelIndex() : index(static_cast<int>(row - m_rows.begin()));
}

int ScopeModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant ScopeModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Row &row = m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole: return row.text;
    case SectionRole: return row.isHeading;
    case TitleSuffixRole: return row.suffix;
    case StatusRole: return static_cast<int>(row.status);
    case ChipTextRole: return QString();
    case CountRole: return row.count < 0 ? QVariant() : QVariant(row.count);
    case Qt::AccessibleTextRole:
        return row.count < 0 ? row.text : tr("%1, %2").arg(row.text, QString::number(row.count));
    default: return {};
    }
}

Qt::ItemFlags ScopeModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    const bool heading = m_rows[static_cast<std::size_t>(index.row())].isHeading;
    return heading ? Qt::ItemIsEnabled | Qt::ItemNeverHasChildren
                   : Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
}

} // namespace plumb::ui
