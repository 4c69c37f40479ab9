// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/models/objecttablemodel.h"

#include "ui/roles/status.h"
#include "ui/roles/text.h"

#include <map>
#include <tuple>

namespace plumb::ui {

namespace {

// The same object in the same cluster, whichever snapshot it comes from.
auto identity(const ObjectRow &row)
{
    return std::tuple(row.cluster->path, row.unit->id, row.object->id());
}

QString title(ObjectColumn column)
{
    switch (column) {
    case ObjectColumn::Kind: return ObjectTableModel::tr("Kind");
    case ObjectColumn::Namespace: return ObjectTableModel::tr("Namespace");
    case ObjectColumn::Name: return ObjectTableModel::tr("Name");
    case ObjectColumn::Cluster: return ObjectTableModel::tr("Cluster");
    case ObjectColumn::Environment: return ObjectTableModel::tr("Environment");
    case ObjectColumn::Owner: return ObjectTableModel::tr("Kustomization");
    case ObjectColumn::ApiVersion: return ObjectTableModel::tr("API version");
    }
    Q_UNREACHABLE_RETURN(QString());
}

} // namespace

void ObjectTableModel::setObjects(ArrangedObjects objects)
{
    Q_EMIT layoutAboutToBeChanged();
    const QModelIndexList before = persistentIndexList();
    if (!before.isEmpty()) {
        // Few rows are selected, so the new rows are looked through for those only.
        std::map<decltype(identity(std::declval<const ObjectRow &>())), int> wanted;
        for (const QModelIndex &index : before)
            wanted.emplace(identity(*row(index)), -1);
        for (std::size_t i = 0; i < objects.order.size() && !wanted.empty(); ++i) {
            const auto found = wanted.find(identity(objects.table->rows[objects.order[i]]));
            if (found != wanted.end())
                found->second = static_cast<int>(i);
        }
        QModelIndexList after;
        for (const QModelIndex &index : before) {
            const int position = wanted.at(identity(*row(index)));
            after << (position < 0 ? QModelIndex() : createIndex(position, index.column()));
        }
        changePersistentIndexList(before, after);
    }
    m_objects = std::move(objects);
    Q_EMIT layoutChanged();
}

const ObjectRow *ObjectTableModel::row(const QModelIndex &index) const
{
    if (!index.isValid() || static_cast<std::size_t>(index.row()) >= m_objects.order.size())
        return nullptr;
    return &m_objects.table->rows[m_objects.order[static_cast<std::size_t>(index.row())]];
}

int ObjectTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_objects.order.size());
}

int ObjectTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : objectColumnCount;
}

QVariant ObjectTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const ObjectRow &shown = *row(index);
    const auto column = static_cast<ObjectColumn>(index.column());
    switch (role) {
    case Qt::DisplayRole: return toQt(objectCell(shown, column));
    case Qt::ToolTipRole:
        return tr("%1 in %2, built by %3")
            .arg(toQt(shown.object->displayName()), toQt(shown.cluster->path),
                 toQt(shown.unit->id.namespaceName + '/' + shown.unit->id.name));
    case MonospaceRole: return column == ObjectColumn::ApiVersion;
    default: return {};
    }
}

QVariant ObjectTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole || section < 0
        || section >= objectColumnCount)
        return {};
    return title(static_cast<ObjectColumn>(section));
}

} // namespace plumb::ui
