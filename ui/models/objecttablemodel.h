// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/models/objecttable.h"

#include <QAbstractTableModel>

namespace plumb::ui {

/// Every object of a fleet as a flat table, already arranged; texts are made for visible cells
/// only.
class ObjectTableModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    using QAbstractTableModel::QAbstractTableModel;

    /// Shows another arrangement; selected rows stay selected while they are shown.
    void setObjects(ArrangedObjects objects);
    const ArrangedObjects &objects() const { return m_objects; }

    const ObjectRow *row(const QModelIndex &index) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    ArrangedObjects m_objects;
};

} // namespace plumb::ui
