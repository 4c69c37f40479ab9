// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/text/diffdocument.h"

#include <QAbstractItemModel>

#include <memory>
#include <vector>

namespace plumb::ui {

/// The semantic changes of a comparison as a tree: objects, and below each its fields.
class DiffFieldsModel final : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum class Column : quint8 { Field, Before, After, Cause };
    static constexpr int columns = 4;

    using QAbstractItemModel::QAbstractItemModel;

    void setDocument(std::shared_ptr<const DiffDocument> document);
    /// nullptr for an object's own row.
    const DiffField *field(const QModelIndex &index) const;
    /// The row of the n-th field.
    QModelIndex indexOfField(int field) const;
    int fieldCount() const;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Group
    {
        QString object;
        std::vector<int> fields;
    };

    QVariant groupData(const Group &group, Column column, int role) const;
    QVariant fieldData(const DiffField &field, Column column, int role) const;
    QString toolTip(const DiffField &field, Column column) const;

    std::shared_ptr<const DiffDocument> m_document;
    std::vector<Group> m_groups;
};

} // namespace plumb::ui
