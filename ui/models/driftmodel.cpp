// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/models/driftmodel.h"

#include "ui/models/causetext.h"
#include "ui/roles/text.h"

#include <algorithm>
#include <map>

namespace plumb::ui {

using namespace Qt::StringLiterals;

namespace {

// The internal id of a group; a row's is the position of its group, from 1.
constexpr quintptr groupLevel = 0;

QString shownName(const ResourceId &id)
{
    return id.namespaceName.empty() ? toQt(id.name) : toQt(id.namespaceName) + u'/' + toQt(id.name);
}

QString chipText(const drift::ObjectDiff &diff)
{
    const drift::Cause *cause = commonCause(diff);
    if (cause && diff.action == drift::Action::Configured)
        return causeName(cause->kind);
    if (diff.action == drift::Action::Configured)
        return counted(static_cast<int>(diff.changes.size()), DriftModel::tr("field"),
                       DriftModel::tr("fields"));
    if (diff.action == drift::Action::Skipped)
        return DriftModel::tr("not compared");
    return statusText(driftStatus(diff.action));
}

Tone chipTone(const drift::ObjectDiff &diff)
{
    const drift::Cause *cause = commonCause(diff);
    if (cause && diff.action == drift::Action::Configured)
        return causeTone(cause->kind);
    return statusTone(driftStatus(diff.action));
}

QString subtitle(const drift::ObjectDiff &diff)
{
    switch (diff.action) {
    case drift::Action::Configured: return changedFields(diff);
    case drift::Action::Created: return DriftModel::tr("in git, missing in the cluster");
    case drift::Action::Deleted: return DriftModel::tr("in the cluster, not in git");
    case drift::Action::Skipped: return toQt(diff.reason);
    case drift::Action::Unchanged: break;
    }
    return {};
}

QString keyOf(const DriftRow &row)
{
    return toQt(row.cluster) + u'\n' + toQt(row.diff->id.toInventory());
}

/// The group that an object is listed in; the detail tells groups of the same title apart.
DriftGroup groupOf(const drift::ObjectDiff &diff, const std::string &cluster,
                   DriftGrouping grouping)
{
    switch (grouping) {
    case DriftGrouping::Cluster:
        return {.title = toQt(cluster).section(u'/', -1), .detail = toQt(cluster)};
    case DriftGrouping::Owner:
        return {.title = diff.owner.empty() ? DriftModel::tr("no owner") : toQt(diff.owner),
                .detail = {}};
    case DriftGrouping::Cause: break;
    }
    const drift::Cause *cause = commonCause(diff);
    if (cause)
        return {.title = causeName(cause->kind), .detail = {}};
    const bool isSkipped = diff.action == drift::Action::Skipped;
    return {.title = isSkipped ? DriftModel::tr("not compared") : DriftModel::tr("several causes"),
            .detail = {}};
}

} // namespace

std::shared_ptr<const DriftTree> DriftTree::of(ClusterChangeSets changes, DriftGrouping grouping,
                                               ExplainedDrift explained)
{
    auto tree = std::make_shared<DriftTree>();
    std::map<QString, std::size_t> groups;
    for (const reconcile::ClusterChanges &cluster : *changes) {
        for (const auto &[kind, count] : cluster.changes.explained())
            tree->explained[kind] += count;
        for (const drift::ObjectDiff &diff : cluster.changes.objects) {
            if (explained == ExplainedDrift::Hidden && diff.isExplained())
                continue;
            DriftGroup wanted = groupOf(diff, cluster.cluster, grouping);
            const QString key = wanted.detail.isEmpty() ? wanted.title : wanted.detail;
            const auto [group, isNew] = groups.try_emplace(key, tree->groups.size());
            if (isNew)
                tree->groups.push_back(std::move(wanted));
            tree->groups[group->second].rows.push_back({.diff = &diff, .cluster = cluster.cluster});
        }
    }
    tree->changes = std::move(changes);
    return tree;
}

std::size_t DriftTree::objectCount() const
{
    std::size_t count = 0;
    for (const DriftGroup &group : groups)
        count += group.rows.size();
    return count;
}

void DriftModel::setTree(std::shared_ptr<const DriftTree> tree)
{
    Q_ASSERT(tree);
    beginResetModel();
    m_tree = std::move(tree);
    endResetModel();
}

const DriftRow *DriftModel::row(const QModelIndex &index) const
{
    if (!index.isValid() || index.internalId() == groupLevel)
        return nullptr;
    return &m_tree->groups[index.internalId() - 1].rows[static_cast<std::size_t>(index.row())];
}

QModelIndex DriftModel::find(const QString &key) const
{
    for (std::size_t g = 0; g < m_tree->groups.size(); ++g) {
        const std::vector<DriftRow> &rows = m_tree->groups[g].rows;
        const auto found = std::ranges::find(rows, key, keyOf);
        if (found != rows.end())
            return createIndex(static_cast<int>(found - rows.begin()), 0, quintptr(g) + 1);
    }
    return {};
}

QModelIndex DriftModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, parent.isValid() ? quintptr(parent.row()) + 1 : groupLevel);
}

QModelIndex DriftModel::parent(const QModelIndex &child) const
{
    if (!child.isValid() || child.internalId() == groupLevel)
        return {};
    return createIndex(static_cast<int>(child.internalId()) - 1, 0, groupLevel);
}

int DriftModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return static_cast<int>(m_tree->groups.size());
    if (parent.internalId() != groupLevel || parent.column() > 0)
        return 0;
    return static_cast<int>(m_tree->groups[static_cast<std::size_t>(parent.row())].rows.size());
}

int DriftModel::columnCount(const QModelIndex &) const
{
    return 1;
}

QVariant DriftModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (const DriftRow *shown = row(index))
        return rowData(*shown, role);
    return groupData(m_tree->groups[static_cast<std::size_t>(index.row())], role);
}

QVariant DriftModel::groupData(const DriftGroup &group, int role) const
{
    switch (role) {
    case KeyRole: return group.detail.isEmpty() ? group.title : group.detail;
    case Qt::DisplayRole: return group.title;
    case Qt::ToolTipRole: return group.detail;
    case CountRole: return static_cast<int>(group.rows.size());
    case Qt::AccessibleTextRole:
        return QString(
            group.title + u", "_s
            + counted(static_cast<qsizetype>(group.rows.size()), tr("object"), tr("objects")));
    default: return {};
    }
}

QVariant DriftModel::rowData(const DriftRow &row, int role) const
{
    const drift::ObjectDiff &diff = *row.diff;
    switch (role) {
    case KeyRole: return keyOf(row);
    case Qt::DisplayRole: return shownName(diff.id);
    case TitleSuffixRole: return toQt(diff.id.kind);
    case SubtitleRole: return subtitle(diff);
    case SubtitleMonospaceRole: return diff.action == drift::Action::Configured;
    case StatusRole: return static_cast<int>(driftStatus(diff.action));
    case ChipTextRole: return chipText(diff);
    case ChipToneRole: return static_cast<int>(chipTone(diff));
    case Qt::ToolTipRole: return QString(toQt(diff.displayName()) + u'\n' + toQt(row.cluster));
    case Qt::AccessibleTextRole:
        return tr("%1, %2, %3").arg(toQt(diff.displayName()), toQt(row.cluster), chipText(diff));
    default: return {};
    }
}

} // namespace plumb::ui
