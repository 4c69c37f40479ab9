// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/models/changemodel.h"

#include "ui/roles/text.h"

#include <algorithm>

namespace plumb::ui {

using namespace Qt::StringLiterals;

namespace {

QString clustersText(const ChangeRow &row)
{
    constexpr std::size_t shown = 2;
    if (row.clusters.size() > shown)
        return counted(static_cast<int>(row.clusters.size()), ChangeModel::tr("cluster"),
                       ChangeModel::tr("clusters"));
    QStringList names;
    for (const std::string &cluster : row.clusters)
        names << toQt(cluster.substr(cluster.rfind('/') + 1));
    return names.join(u", "_s);
}

QString nameOf(const drift::ObjectDiff &diff)
{
    const QString name = toQt(diff.id.name);
    return diff.id.namespaceName.empty() ? name : toQt(diff.id.namespaceName) + u'/' + name;
}

QString subtitleOf(const ChangeRow &row)
{
    const QString clusters = clustersText(row);
    const QString fields = changedFields(*row.diff);
    return fields.isEmpty() ? clusters : ChangeModel::tr("%1 · %2").arg(clusters, fields);
}

} // namespace

void ChangeModel::setChanges(std::shared_ptr<const ChangeList> changes)
{
    Q_ASSERT(changes);
    std::vector<QString> keys;
    keys.reserve(changes->rows.size());
    for (const ChangeRow &row : changes->rows)
        keys.push_back(row.key());

    // The old list outlives the announcements, because rows point into it.
    const std::shared_ptr<const ChangeList> old = std::exchange(m_changes, std::move(changes));
    const auto steps = rowSteps(m_keys, keys);
    if (!steps) {
        beginResetModel();
        m_rows = m_changes->rows;
        m_keys = std::move(keys);
        endResetModel();
        return;
    }
    updateRows(m_rows, m_changes->rows, *steps, announcer());
    m_keys = std::move(keys);
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
}

const ChangeRow *ChangeModel::row(const QModelIndex &index) const
{
    return index.isValid() ? &m_rows[static_cast<std::size_t>(index.row())] : nullptr;
}

QModelIndex ChangeModel::find(const QString &key) const
{
    const auto found = std::ranges::find(m_keys, key);
    return found == m_keys.end() ? QModelIndex() : index(static_cast<int>(found - m_keys.begin()));
}

int ChangeModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant ChangeModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const ChangeRow &row = m_rows[static_cast<std::size_t>(index.row())];
    const Status status = changeStatus(row.diff->action);
    switch (role) {
    case KeyRole: return row.key();
    case Qt::DisplayRole: return nameOf(*row.diff);
    case TitleSuffixRole: return toQt(row.diff->id.kind);
    case SubtitleRole: return subtitleOf(row);
    case StatusRole: return static_cast<int>(status);
    case ChipTextRole: return statusText(status);
    case ChipToneRole: return static_cast<int>(statusTone(status));
    case Qt::ToolTipRole: {
        QStringList lines{toQt(row.diff->displayName())};
        for (const std::string &cluster : row.clusters)
            lines << toQt(cluster);
        return lines.join(u'\n');
    }
    case Qt::AccessibleTextRole:
        return tr("%1, %2, %3, %4")
            .arg(toQt(row.diff->id.kind), nameOf(*row.diff), statusText(status), clustersText(row));
    default: return {};
    }
}

} // namespace plumb::ui
