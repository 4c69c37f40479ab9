// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/models/fleettreemodel.h"

#include "ui/roles/status.h"
#include "ui/roles/text.h"

#include <algorithm>
#include <set>

namespace plumb::ui {

using namespace Qt::StringLiterals;

namespace {

bool isKustomization(const Object &object)
{
    return object.gvk().group == flux::kustomizeGroup && object.kind() == "Kustomization";
}

Status unitStatus(const build::Unit &unit)
{
    if (!unit.objects)
        return Status::Failed;
    return unit.kustomization.isSuspended() ? Status::Suspended : Status::None;
}

QString unitChip(const build::Unit &unit)
{
    if (!unit.objects)
        return FleetTreeModel::tr("cannot be built");
    if (unit.kustomization.isSuspended())
        return FleetTreeModel::tr("suspended");
    if (unit.isExternal())
        return FleetTreeModel::tr("other source");
    return counted(static_cast<qsizetype>(unit.objects->size()), FleetTreeModel::tr("object"),
                   FleetTreeModel::tr("objects"));
}

} // namespace

FleetTreeModel::FleetTreeModel(QObject *parent)
    : QAbstractItemModel(parent)
    , m_fleet(std::make_shared<const fleet::Fleet>())
    , m_desired(std::make_shared<const build::DesiredState>())
{
}

void FleetTreeModel::setFleet(std::shared_ptr<const fleet::Fleet> fleet,
                              std::shared_ptr<const build::DesiredState> desired)
{
    Q_ASSERT(fleet && desired);
    beginResetModel();
    m_fleet = std::move(fleet);
    m_desired = std::move(desired);
    m_nodes.clear();
    m_clusters.clear();
    for (std::size_t i = 0; i < m_fleet->clusters.size(); ++i) {
        m_nodes.push_back({.kind = NodeKind::Cluster, .row = static_cast<int>(i), .position = i});
        m_clusters.push_back(&m_nodes.back());
    }
    endResetModel();
}

const build::Unit *FleetTreeModel::unitOf(const fleet::FluxNode &node) const
{
    if (!isKustomization(node.object))
        return nullptr;
    return m_desired->find({.cluster = node.cluster,
                            .namespaceName = std::string(node.object.namespaceName()),
                            .name = std::string(node.object.name())});
}

// Of a HelmRelease whose chart is rendered.
const build::Release *FleetTreeModel::releaseOf(const Node &node) const
{
    const fleet::FluxNode &flux = m_fleet->fluxObjects[node.position];
    if (!flux::HelmRelease::matches(flux.object))
        return nullptr;
    const build::Release *release =
        m_desired->findRelease({.cluster = flux.cluster,
                                .namespaceName = std::string(flux.object.namespaceName()),
                                .name = std::string(flux.object.name())});
    return release && !release->everything().empty() ? release : nullptr;
}

std::vector<FleetTreeModel::Node> FleetTreeModel::childrenOf(const Node &node) const
{
    std::vector<Node> children;
    const auto addFlux = [&](std::size_t position) {
        const fleet::FluxNode &flux = m_fleet->fluxObjects[position];
        children.push_back({.kind = NodeKind::Flux,
                            .position = position,
                            .object = &flux.object,
                            .unit = unitOf(flux)});
    };
    if (node.kind == NodeKind::Cluster) {
        const std::string &cluster = m_fleet->clusters[node.position].path;
        for (std::size_t i = 0; i < m_fleet->fluxObjects.size(); ++i) {
            if (m_fleet->fluxObjects[i].cluster == cluster && !m_fleet->fluxObjects[i].parent)
                addFlux(i);
        }
        return children;
    }
    if (node.kind == NodeKind::Object || node.kind == NodeKind::Made) {
        for (const cluster::LiveObjectPointer &made : madeOf(node))
            children.push_back({.kind = NodeKind::Made, .unit = node.unit, .made = made});
        return children;
    }

    std::set<ResourceId> shown;
    for (const std::size_t child : m_fleet->fluxObjects[node.position].children) {
        shown.insert(m_fleet->fluxObjects[child].object.id());
        addFlux(child);
    }
    if (const build::Release *release = releaseOf(node)) {
        const build::Unit *builder = m_desired->find(release->unit);
        for (const Object *object : release->everything())
            children.push_back({.kind = NodeKind::Object, .object = object, .unit = builder});
    }
    if (!node.unit)
        return children;
    // A Kustomization that builds its own folder is no child of itself.
    shown.insert(node.object->id());
    for (const Object &object : node.unit->known()) {
        if (!shown.contains(object.id()))
            children.push_back({.kind = NodeKind::Object, .object = &object, .unit = node.unit});
    }
    return children;
}

bool FleetTreeModel::hasAnyChild(const Node &node) const
{
    if (node.isFetched)
        return !node.children.empty();
    if (node.kind != NodeKind::Flux)
        return node.kind == NodeKind::Cluster || !madeOf(node).empty();
    return !m_fleet->fluxObjects[node.position].children.empty()
           || (node.unit && !node.unit->known().empty()) || releaseOf(node);
}

const std::string &FleetTreeModel::clusterOf(const Node &node) const
{
    const Node *root = &node;
    while (root->parent)
        root = root->parent;
    return m_fleet->clusters[root->position].path;
}

FleetTreeModel::Place FleetTreeModel::place(const QModelIndex &index) const
{
    if (!index.isValid())
        return {};
    const Node *node = nodeOf(index);
    return {.kind = node->kind,
            .cluster = clusterOf(*node),
            .object = node->object,
            .unit = node->unit};
}

QModelIndex FleetTreeModel::find(const QString &key, const QModelIndex &parent) const
{
    for (int row = 0; row < rowCount(parent); ++row) {
        const QModelIndex child = index(row, 0, parent);
        const QString childKey = keyOf(*nodeOf(child));
        if (childKey == key)
            return child;
        if (key.startsWith(QString(childKey + u'\n')))
            return find(key, child);
    }
    return {};
}

QModelIndex FleetTreeModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    const std::vector<Node *> &siblings = parent.isValid() ? nodeOf(parent)->children : m_clusters;
    return createIndex(row, column, siblings[static_cast<std::size_t>(row)]);
}

QModelIndex FleetTreeModel::parent(const QModelIndex &child) const
{
    if (!child.isValid())
        return {};
    Node *parent = nodeOf(child)->parent;
    return parent ? createIndex(parent->row, 0, parent) : QModelIndex();
}

int FleetTreeModel::rowCount(const QModelIndex &parent) const
{
    if (parent.column() > 0)
        return 0;
    return static_cast<int>(parent.isValid() ? nodeOf(parent)->children.size() : m_clusters.size());
}

int FleetTreeModel::columnCount(const QModelIndex &) const
{
    return 1;
}

bool FleetTreeModel::hasChildren(const QModelIndex &parent) const
{
    return parent.isValid() ? hasAnyChild(*nodeOf(parent)) : !m_clusters.empty();
}

bool FleetTreeModel::canFetchMore(const QModelIndex &parent) const
{
    return parent.isValid() && !nodeOf(parent)->isFetched && hasAnyChild(*nodeOf(parent));
}

void FleetTreeModel::fetchMore(const QModelIndex &parent)
{
    if (!canFetchMore(parent))
        return;
    Node *node = nodeOf(parent);
    std::vector<Node> children = childrenOf(*node);
    node->isFetched = true;
    if (children.empty())
        return;
    beginInsertRows(parent, 0, static_cast<int>(children.size()) - 1);
    for (Node &child : children) {
        child.parent = node;
        child.row = static_cast<int>(node->children.size());
        m_nodes.push_back(std::move(child));
        node->children.push_back(&m_nodes.back());
    }
    endInsertRows();
}

QString FleetTreeModel::keyOf(const Node &node) const
{
    if (node.kind == NodeKind::Cluster)
        return toQt(m_fleet->clusters[node.position].path);
    const ResourceId &id = node.made ? node.made->id : node.object->id();
    return keyOf(*node.parent) + u'\n' + toQt(id.toInventory());
}

QVariant FleetTreeModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Node &node = *nodeOf(index);
    if (role == KeyRole)
        return keyOf(node);
    switch (node.kind) {
    case NodeKind::Cluster: return clusterData(node, role);
    case NodeKind::Made: return madeData(node, role);
    case NodeKind::Flux:
    case NodeKind::Object: break;
    }
    return objectData(node, role);
}

QVariant FleetTreeModel::clusterData(const Node &node, int role) const
{
    const fleet::Cluster &cluster = m_fleet->clusters[node.position];
    switch (role) {
    case Qt::DisplayRole: return toQt(cluster.name);
    case TitleSuffixRole: return toQt(cluster.path);
    case ChipTextRole: return toQt(cluster.environment);
    case ChipToneRole: return static_cast<int>(Tone::Neutral);
    case Qt::ToolTipRole:
        return tr("Cluster %1, found by its %2")
            .arg(toQt(cluster.path), toQt(fleet::toString(cluster.entry)));
    case Qt::AccessibleTextRole: return tr("Cluster %1").arg(toQt(cluster.name));
    default: return {};
    }
}

Status FleetTreeModel::statusOf(const Node &node) const
{
    const bool isOwnUnit = node.kind == NodeKind::Flux && node.unit;
    const Status desired = isOwnUnit ? unitStatus(*node.unit) : Status::None;
    const build::Unit *builder = node.unit ? node.unit : node.parent->unit;
    if (desired != Status::None || !builder)
        return desired;
    const ResourceId &id = node.object->id();
    const cluster::HealthStatus *worst = m_live.worst(builder->id, id);
    if (worst && worst->health == cluster::Health::Failed)
        return Status::Failed;
    if (m_live.driftedCount(builder->id, id) > 0)
        return Status::Drifted;
    return worst ? Status::Reconciling : Status::None;
}

QString FleetTreeModel::toolTipOf(const Node &node) const
{
    const Object &object = *node.object;
    if (node.kind == NodeKind::Flux && node.unit && !node.unit->objects)
        return toQt(node.unit->objects.error().toString());
    const build::Unit *builder = node.unit ? node.unit : node.parent->unit;
    const cluster::HealthStatus *worst = builder ? m_live.worst(builder->id, object.id()) : nullptr;
    const QString name = toQt(object.displayName());
    return worst ? name + u'\n' + toQt(worst->message) : name;
}

QVariant FleetTreeModel::objectData(const Node &node, int role) const
{
    const Object &object = *node.object;
    const bool isOwnUnit = node.kind == NodeKind::Flux && node.unit;
    switch (role) {
    case Qt::DisplayRole:
        return object.namespaceName().empty()
                   ? toQt(object.name())
                   : toQt(object.namespaceName()) + u'/' + toQt(object.name());
    case TitleSuffixRole: return toQt(object.kind());
    case Qt::ToolTipRole: return toolTipOf(node);
    case Qt::AccessibleTextRole: {
        const QString status = statusText(statusOf(node));
        const QString name = toQt(object.displayName());
        return status.isEmpty() ? name : tr("%1, %2").arg(name, status);
    }
    case StatusRole: return static_cast<int>(statusOf(node));
    case ChipTextRole: {
        const QString chip = isOwnUnit ? unitChip(*node.unit) : QString();
        return chip.isEmpty() ? statusText(statusOf(node)) : chip;
    }
    case ChipToneRole: return static_cast<int>(statusTone(statusOf(node)));
    default: return {};
    }
}

} // namespace plumb::ui
