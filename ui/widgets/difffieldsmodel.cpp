// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/widgets/difffieldsmodel.h"

#include "ui/text/difffields.h"

#include <algorithm>
#include <limits>

namespace plumb::ui {

namespace {

// The internal id of an object's row; a field's row carries its group.
constexpr quintptr groupRow = std::numeric_limits<quintptr>::max();

Status statusOf(DiffField::Kind kind)
{
    switch (kind) {
    case DiffField::Kind::Changed: return Status::Configured;
    case DiffField::Kind::Added: return Status::Created;
    case DiffField::Kind::Removed: return Status::Pruned;
    }
    return Status::None;
}

} // namespace

void DiffFieldsModel::setDocument(std::shared_ptr<const DiffDocument> document)
{
    beginResetModel();
    m_document = std::move(document);
    m_groups.clear();
    const int count = fieldCount();
    for (int i = 0; i < count; ++i) {
        const QString &object = m_document->fields[std::size_t(i)].object;
        if (m_groups.empty() || m_groups.back().object != object)
            m_groups.push_back({object, {}});
        m_groups.back().fields.push_back(i);
    }
    endResetModel();
}

const DiffField *DiffFieldsModel::field(const QModelIndex &index) const
{
    if (!index.isValid() || index.internalId() == groupRow)
        return nullptr;
    const Group &group = m_groups[std::size_t(index.internalId())];
    return &m_document->fields[std::size_t(group.fields[std::size_t(index.row())])];
}

QModelIndex DiffFieldsModel::indexOfField(int field) const
{
    for (std::size_t i = 0; i < m_groups.size(); ++i) {
        const auto found = std::ranges::find(m_groups[i].fields, field);
        if (found != m_groups[i].fields.end())
            return createIndex(int(found - m_groups[i].fields.begin()), 0, quintptr(i));
    }
    return {};
}

int DiffFieldsModel::fieldCount() const
{
    return m_document ? int(m_document->fields.size()) : 0;
}

QModelIndex DiffFieldsModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, parent.isValid() ? quintptr(parent.row()) : groupRow);
}

QModelIndex DiffFieldsModel::parent(const QModelIndex &child) const
{
    if (!child.isValid() || child.internalId() == groupRow)
        return {};
    return createIndex(int(child.internalId()), 0, groupRow);
}

int DiffFieldsModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return int(m_groups.size());
    if (parent.internalId() != groupRow || parent.column() > 0)
        return 0;
    return int(m_groups[std::size_t(parent.row())].fields.size());
}

int DiffFieldsModel::columnCount(const QModelIndex &) const
{
    return columns;
}

QVariant DiffFieldsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto column = Column(index.column());
    if (const DiffField *entry = field(index))
        return fieldData(*entry, column, role);
    return groupData(m_groups[std::size_t(index.row())], column, role);
}

QVariant DiffFieldsModel::groupData(const Group &group, Column column, int role) const
{
    if (column != Column::Field)
        return {};
    switch (role) {
    case Qt::DisplayRole: return group.object.isEmpty() ? tr("Text") : group.object;
    case CountRole: return int(group.fields.size());
    default: return {};
    }
}

QVariant DiffFieldsModel::fieldData(const DiffField &field, Column column, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
        switch (column) {
        case Column::Field: return field.path;
        case Column::Before: return field.before;
        case Column::After: return field.after;
        case Column::Cause: return field.chip;
        }
        return {};
    case Qt::ToolTipRole: return toolTip(field, column);
    case Qt::AccessibleTextRole: return spokenField(field);
    case StatusRole: return column == Column::Field ? int(statusOf(field.kind)) : int(Status::None);
    case MonospaceRole: return column != Column::Cause;
    case ChipTextRole: return column == Column::Cause ? field.chip : QString();
    case ChipToneRole: return int(field.tone);
    default: return {};
    }
}

/// The whole of what the column elides, and what is known about the field.
QString DiffFieldsModel::toolTip(const DiffField &field, Column column) const
{
    const QString shown = fieldData(field, column, Qt::DisplayRole).toString();
    return column == Column::Field && !field.tooltip.isEmpty()
               ? QString(shown + u'\n' + field.tooltip)
               : shown;
}

QVariant DiffFieldsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole || section >= columns)
        return {};
    switch (Column(section)) {
    case Column::Field: return tr("Field");
    case Column::Before:
        return m_document && !m_document->left.title.isEmpty() ? m_document->left.title
                                                               : tr("Before");
    case Column::After:
        return m_document && !m_document->right.title.isEmpty() ? m_document->right.title
                                                                : tr("After");
    case Column::Cause: return tr("Cause");
    }
    return {};
}

} // namespace plumb::ui
