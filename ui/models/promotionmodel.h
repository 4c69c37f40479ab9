// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/promotion/difference.h"

#include <QAbstractTableModel>
#include <QSet>

#include <memory>

namespace plumb::ui {

/// The differences of two environments, each with a box that says whether it is carried over.
class PromotionModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { App, Field, Value, Reason, ColumnCount };
    enum Role { KeyRole = Qt::UserRole };

    using QAbstractTableModel::QAbstractTableModel;

    void setDifferences(std::shared_ptr<const promotion::Differences> differences,
                        const QSet<QString> &selected);
    /// Says which rows are carried over; the rows stay.
    void setSelected(const QSet<QString> &selected);

    const promotion::Difference *difference(const QModelIndex &index) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    /// Only asks, by checkRequested(); the answer comes with setSelected().
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    void checkRequested(const QString &key, bool isSelected);

private:
    std::shared_ptr<const promotion::Differences> m_differences =
        std::make_shared<const promotion::Differences>();
    std::vector<QString> m_keys;
    QSet<QString> m_selected;
};

} // namespace plumb::ui
