// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/models/matrixfilter.h"

#include "ui/models/fleetmatrixmodel.h"

namespace plumb::ui {

void MatrixFilter::setScope(const FleetScope &scope)
{
    if (scope == m_scope)
        return;
    m_scope = scope;
    invalidateFilter();
}

void MatrixFilter::setText(const QString &text)
{
    if (text == m_text)
        return;
    m_text = text;
    invalidateRowsFilter();
}

bool MatrixFilter::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    if (parent.isValid() || !isInScope(row))
        return false;
    if (m_text.isEmpty())
        return true;
    const QModelIndex app = sourceModel()->index(row, 0);
    return app.data().toString().contains(m_text, Qt::CaseInsensitive)
           || app.data(SubtitleRole).toString().contains(m_text, Qt::CaseInsensitive);
}

bool MatrixFilter::filterAcceptsColumn(int column, const QModelIndex &parent) const
{
    if (parent.isValid() || column == 0 || m_scope.kind != FleetScope::Kind::Environment)
        return !parent.isValid();
    return sourceModel()->headerData(column, Qt::Horizontal).toString() == m_scope.name;
}

bool MatrixFilter::isInScope(int row) const
{
    const QAbstractItemModel *model = sourceModel();
    switch (m_scope.kind) {
    case FleetScope::Kind::Everything: return true;
    case FleetScope::Kind::Group:
        return model->index(row, 0).data(FleetMatrixModel::GroupRole).toString() == m_scope.name;
    case FleetScope::Kind::Environment:
        for (int column = 1; column < model->columnCount(); ++column) {
            if (model->headerData(column, Qt::Horizontal).toString() == m_scope.name)
                return !model->index(row, column).data().toString().isEmpty();
        }
        return false;
    case FleetScope::Kind::Health:
        for (int column = 1; column < model->columnCount(); ++column) {
            if (model->index(row, column).data(StatusRole).toInt()
                == static_cast<int>(m_scope.health))
                return true;
        }
        return false;
    }
    Q_UNREACHABLE_RETURN(false);
}

} // namespace plumb::ui
