// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/build/desiredstate.h"
#include "core/fleet/fleet.h"
#include "ui/models/livemarks.h"
#include "ui/roles/status.h"

#include <QAbstractItemModel>

#include <deque>
#include <map>
#include <memory>
#include <span>

namespace plumb::ui {

/// Cluster → Flux object → the objects it manages, those that a HelmRelease renders among them. A
/// branch is made when it is first looked at, so
/// that a fleet of 100,000 objects costs no more than what is open.
class FleetTreeModel final : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Role { KeyRole = Qt::UserRole };
    enum class NodeKind : quint8 {
        Cluster,
        Flux,
        Object,
        Made, ///< By a controller of the cluster out of what is above it.
    };

    /// What a row stands for.
    struct Place
    {
        NodeKind kind = NodeKind::Cluster;
        std::string cluster;
        const Object *object =
            nullptr; ///< The Flux object or the managed object; null for what git does not say.
        /// The Kustomization that builds the object, or the HelmRelease that renders it; of a
        /// Kustomization, itself.
        const build::Unit *unit = nullptr;
    };

    explicit FleetTreeModel(QObject *parent = nullptr);

    /// Shows another fleet; keys stay the same, so that a view can restore what was open.
    void setFleet(std::shared_ptr<const fleet::Fleet> fleet,
                  std::shared_ptr<const build::DesiredState> desired);

    void setLiveMarks(LiveMarks marks);
    /// What clusters run, by their paths.
    void setOwners(OwnersByCluster owners);

    Place place(const QModelIndex &index) const;
    /// The row with that key, looked for below @p parent among rows that were made already.
    QModelIndex find(const QString &key, const QModelIndex &parent = {}) const;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    bool hasChildren(const QModelIndex &parent = {}) const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

private:
    struct Node
    {
        NodeKind kind = NodeKind::Cluster;
        int row = 0;
        Node *parent = nullptr;
        std::size_t position = 0; ///< In Fleet::clusters or Fleet::fluxObjects.
        const Object *object = nullptr;
        const build::Unit *unit = nullptr;
        cluster::LiveObjectPointer made = {};
        std::vector<Node *> children = {};
        bool isFetched = false;
    };

    static Node *nodeOf(const QModelIndex &index)
    {
        return static_cast<Node *>(index.internalPointer());
    }
    std::vector<Node> childrenOf(const Node &node) const;
    const build::Unit *unitOf(const fleet::FluxNode &node) const;
    const build::Release *releaseOf(const Node &node) const;
    bool hasAnyChild(const Node &node) const;
    std::span<const cluster::LiveObjectPointer> madeOf(const Node &node) const;
    void updateMade(Node &node);
    void insertChild(Node &parent, std::size_t position, Node child);
    void removeChild(Node &parent, std::size_t position);
    const std::string &clusterOf(const Node &node) const;
    QVariant madeData(const Node &node, int role) const;
    QString keyOf(const Node &node) const;
    Status statusOf(const Node &node) const;
    QString toolTipOf(const Node &node) const;
    QVariant clusterData(const Node &node, int role) const;
    QVariant objectData(const Node &node, int role) const;

    std::shared_ptr<const fleet::Fleet> m_fleet;
    std::shared_ptr<const build::DesiredState> m_desired;
    LiveMarks m_live;
    OwnersByCluster m_owners;
    std::deque<Node> m_nodes; ///< Addresses stay while it grows.
    std::vector<Node *> m_clusters;
};

} // namespace plumb::ui
