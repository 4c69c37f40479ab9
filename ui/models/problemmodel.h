// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/diagnostic.h"

#include <QAbstractListModel>

#include <vector>

namespace plumb::ui {

/// What is wrong with a fleet, errors first.
class ProblemModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    using QAbstractListModel::QAbstractListModel;

    void setProblems(std::vector<Diagnostic> problems);
    const Diagnostic *problem(const QModelIndex &index) const;
    std::size_t count(Severity severity) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

private:
    std::vector<Diagnostic> m_problems;
};

} // namespace plumb::ui
