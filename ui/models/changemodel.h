// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/models/changelist.h"
#include "ui/models/rowsteps.h"

#include <QAbstractListModel>

namespace plumb::ui {

/// Shows one immutable ChangeList; a new list keeps the rows that it shares with the old one.
class ChangeModel final : public RowsModel<QAbstractListModel>
{
    Q_OBJECT

public:
    enum Role { KeyRole = Qt::UserRole };

    using RowsModel::RowsModel;

    void setChanges(std::shared_ptr<const ChangeList> changes);
    const ChangeList &changes() const { return *m_changes; }

    const ChangeRow *row(const QModelIndex &index) const;
    QModelIndex find(const QString &key) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

private:
    std::shared_ptr<const ChangeList> m_changes = std::make_shared<const ChangeList>();
    std::vector<ChangeRow> m_rows;
    std::vector<QString> m_keys;
};

} // namespace plumb::ui
