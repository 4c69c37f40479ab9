// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/models/changelist.h"

#include <QAbstractItemModel>

#include <map>
#include <memory>
#include <vector>

namespace plumb::ui {

enum class DriftGrouping : quint8 { Cluster, Owner, Cause };
/// What becomes of objects whose differences are all explained, so that nobody needs to do
/// anything.
enum class ExplainedDrift : quint8 { Shown, Hidden };

/// One object that is not as git says, in one cluster.
struct DriftRow
{
    const drift::ObjectDiff *diff = nullptr;
    std::string cluster; ///< Cluster::path
};

struct DriftGroup
{
    QString title;
    QString detail;
    std::vector<DriftRow> rows = {};
};

/// What differs between git and the clusters, in groups. Keeps what its rows point into alive.
struct DriftTree
{
    ClusterChangeSets changes = {};
    std::vector<DriftGroup> groups = {};
    /// How much is explained, shown or hidden.
    std::map<drift::CauseKind, std::size_t> explained = {};

    static std::shared_ptr<const DriftTree> of(ClusterChangeSets changes, DriftGrouping grouping,
                                               ExplainedDrift explained = ExplainedDrift::Shown);

    std::size_t objectCount() const;
};

/// Two levels: groups, and the objects in them.
class DriftModel final : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Role { KeyRole = Qt::UserRole };

    using QAbstractItemModel::QAbstractItemModel;

    void setTree(std::shared_ptr<const DriftTree> tree);
    const DriftTree &tree() const { return *m_tree; }

    /// Null for groups.
    const DriftRow *row(const QModelIndex &index) const;
    QModelIndex find(const QString &key) const;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

private:
    QVariant groupData(const DriftGroup &group, int role) const;
    QVariant rowData(const DriftRow &row, int role) const;

    std::shared_ptr<const DriftTree> m_tree = std::make_shared<const DriftTree>();
};

} // namespace plumb::ui
