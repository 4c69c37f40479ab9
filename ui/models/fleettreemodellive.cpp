// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/models/fleettreemodel.h"
#include "ui/roles/text.h"

#include <algorithm>
#include <chrono>

namespace plumb::ui {

void FleetTreeModel::setLiveMarks(LiveMarks marks)
{
    if (marks == m_live)
        return;
    m_live = std::move(marks);
    for (const Node &node : m_nodes) {
        if (node.children.empty())
            continue;
        const Node *first = node.children.front();
        const Node *last = node.children.back();
        Q_EMIT dataChanged(createIndex(first->row, 0, first), createIndex(last->row, 0, last));
    }
}

std::span<const cluster::LiveObjectPointer> FleetTreeModel::madeOf(const Node &node) const
{
    const auto owners = m_owners.find(clusterOf(node));
    if (owners == m_owners.end())
        return {};
    const cluster::LiveObject *owner =
        node.made ? node.made.get() : owners->second->state().entry(node.object->id());
    return owner ? owners->second->madeOf(*owner) : std::span<const cluster::LiveObjectPointer>();
}

void FleetTreeModel::setOwners(OwnersByCluster owners)
{
    if (owners == m_owners)
        return;
    // Whether there is anything below a row that was never opened may change too.
    Q_EMIT layoutAboutToBeChanged();
    m_owners = std::move(owners);
    Q_EMIT layoutChanged();
    for (std::size_t i = 0; i < m_nodes.size(); ++i) {
        Node &node = m_nodes[i];
        if (node.isFetched && (node.kind == NodeKind::Object || node.kind == NodeKind::Made))
            updateMade(node);
    }
}

// Both lists are in the order of ids.
void FleetTreeModel::updateMade(Node &node)
{
    const auto wanted = madeOf(node);
    const auto idOf = [](const cluster::LiveObjectPointer &made) -> const ResourceId & {
        return made->id;
    };
    for (std::size_t i = node.children.size(); i-- > 0;) {
        if (!std::ranges::contains(wanted, node.children[i]->made->id, idOf))
            removeChild(node, i);
    }
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        const bool isThere =
            i < node.children.size() && node.children[i]->made->id == wanted[i]->id;
        if (!isThere)
            insertChild(node, i, {.kind = NodeKind::Made, .unit = node.unit, .made = wanted[i]});
        node.children[i]->made = wanted[i];
    }
    if (!node.children.empty())
        Q_EMIT dataChanged(createIndex(0, 0, node.children.front()),
                           createIndex(node.children.back()->row, 0, node.children.back()));
}

void FleetTreeModel::insertChild(Node &parent, std::size_t position, Node child)
{
    const auto row = static_cast<int>(position);
    beginInsertRows(createIndex(parent.row, 0, &parent), row, row);
    child.parent = &parent;
    m_nodes.push_back(std::move(child));
    parent.children.insert(parent.children.begin() + row, &m_nodes.back());
    for (std::size_t i = position; i < parent.children.size(); ++i)
        parent.children[i]->row = static_cast<int>(i);
    endInsertRows();
}

void FleetTreeModel::removeChild(Node &parent, std::size_t position)
{
    const auto row = static_cast<int>(position);
    beginRemoveRows(createIndex(parent.row, 0, &parent), row, row);
    Node *const child = parent.children[position];
    parent.children.erase(parent.children.begin() + row);
    for (std::size_t i = position; i < parent.children.size(); ++i)
        parent.children[i]->row = static_cast<int>(i);
    endRemoveRows();
    // Its place stays until the next fleet; what was below it is gone with it.
    child->children.clear();
    child->isFetched = false;
}

QVariant FleetTreeModel::madeData(const Node &node, int role) const
{
    const cluster::LiveObject &made = *node.made;
    const bool isCurrent = made.health == cluster::Health::Current;
    const Status status = isCurrent                                ? Status::InSync
                          : made.health == cluster::Health::Failed ? Status::Failed
                                                                   : Status::Reconciling;
    const auto message = [&made] {
        return toQt(cluster::healthOf(made.unpack(), std::chrono::system_clock::now()).message);
    };
    switch (role) {
    case Qt::DisplayRole: return toQt(made.id.name);
    case TitleSuffixRole: return toQt(made.id.kind);
    case Qt::ToolTipRole:
        return QString(toQt(made.id.kind + '/' + made.id.name + '\n') + message());
    case Qt::AccessibleTextRole:
        return tr("%1 %2, %3")
            .arg(toQt(made.id.kind), toQt(made.id.name), isCurrent ? tr("ready") : message());
    case StatusRole: return static_cast<int>(status);
    case ChipTextRole: return isCurrent ? tr("ready") : message();
    case ChipToneRole: return static_cast<int>(statusTone(status));
    default: return {};
    }
}

} // namespace plumb::ui
