// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/models/fleetscope.h"

#include <QSortFilterProxyModel>

namespace plumb::ui {

/// The rows of a FleetMatrixModel that a scope and a text leave; the text matches name, kind and
/// group.
class MatrixFilter final : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    using QSortFilterProxyModel::QSortFilterProxyModel;

    const FleetScope &scope() const { return m_scope; }
    void setScope(const FleetScope &scope);
    void setText(const QString &text);

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override;
    bool filterAcceptsColumn(int column, const QModelIndex &parent) const override;

private:
    bool isInScope(int row) const;

    FleetScope m_scope;
    QString m_text;
};

} // namespace plumb::ui
