// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/fleet/fluxgraph.h"

#include "core/flux/helmrelease.h"
#include "core/flux/imageobjects.h"
#include "core/flux/notificationobjects.h"
#include "core/flux/reference.h"

#include <map>
#include <optional>

namespace plumb::fleet {

namespace {

/// The object as one of that kind; nothing when it is of another.
template<typename Kind>
std::optional<Kind> typed(const Object &object)
{
    if (!Kind::matches(object))
        return std::nullopt;
    auto read = Kind::from(object);
    return read ? std::optional(*std::move(read)) : std::nullopt;
}

bool isSuspended(const Object &object)
{
    const yaml::Value *suspend = object.fields().find({"spec", "suspend"});
    return suspend && suspend->asBool().value_or(false);
}

/// What an object is made of, or sends through: its source, chart, images or provider.
flux::ObjectReference sourceOf(const Object &object)
{
    if (const auto release = typed<flux::HelmRelease>(object)) {
        const auto chart = release->chartReference();
        return chart ? *chart : release->chartSource();
    }
    if (const auto policy = typed<flux::ImagePolicy>(object))
        return policy->repository();
    if (const auto alert = typed<flux::Alert>(object))
        return alert->provider();
    return flux::ObjectReference::from(object.fields().find({"spec", "sourceRef"}));
}

/// The nodes of one cluster, appended to those of the clusters before.
class ClusterGraph
{
public:
    ClusterGraph(const build::ClusterState &cluster, std::vector<FluxNode> &nodes)
        : m_cluster(cluster)
        , m_nodes(nodes)
        , m_first(nodes.size())
    {
        for (const auto &unit : cluster.units)
            addUnit(*unit);
        for (std::size_t i = m_first; i < m_nodes.size(); ++i)
            tie(i);
    }

private:
    std::string key(std::string_view kind, std::string_view inNamespace,
                    std::string_view name) const
    {
        return std::string(kind) + '/' + std::string(inNamespace) + '/' + std::string(name);
    }

    // A unit's own node may be there already, as something that its parent builds.
    std::size_t nodeOf(const build::Unit &unit)
    {
        const std::string name = key("Kustomization", unit.id.namespaceName, unit.id.name);
        const auto known = m_positions.find(name);
        if (known != m_positions.end())
            return known->second;
        return add(unit.kustomization.object(), name);
    }

    std::size_t add(const Object &object, const std::string &name)
    {
        m_positions.emplace(name, m_nodes.size());
        m_nodes.push_back(
            {.cluster = m_cluster.cluster, .object = object, .isSuspended = isSuspended(object)});
        return m_nodes.size() - 1;
    }

    void addUnit(const build::Unit &unit)
    {
        const std::size_t parent = nodeOf(unit);
        m_nodes[parent].object = unit.kustomization.object();
        for (const Object *built : unit.everything()) {
            const Object &object = *built;
            if (!flux::isFluxObject(object))
                continue;
            const std::string name =
                key(object.kind(),
                    object.namespaceName().empty() ? std::string_view(unit.id.namespaceName)
                                                   : object.namespaceName(),
                    object.name());
            if (m_positions.contains(name))
                continue;
            const std::size_t child = add(object, name);
            m_nodes[child].unit = unit.id;
            m_nodes[child].parent = parent;
            m_nodes[parent].children.push_back(child);
        }
    }

    void tieSource(FluxNode &node, const flux::ObjectReference &source)
    {
        node.sourceName = source.toString();
        const auto found = m_positions.find(node.sourceName);
        if (found != m_positions.end())
            node.source = found->second;
    }

    void tieDependencies(FluxNode &node, std::string_view inNamespace)
    {
        const yaml::Value *list = node.object.fields().find({"spec", "dependsOn"});
        for (const flux::Dependency &dependency : flux::readDependencies(list)) {
            const std::string_view named = dependency.namespaceName;
            const auto found = m_positions.find(
                key(node.object.kind(), named.empty() ? inNamespace : named, dependency.name));
            if (found != m_positions.end())
                node.dependsOn.push_back(found->second);
        }
    }

    void tie(std::size_t position)
    {
        FluxNode &node = m_nodes[position];
        std::string inNamespace(node.object.namespaceName());
        if (inNamespace.empty() && node.unit)
            inNamespace = node.unit->namespaceName;
        const flux::ObjectReference source = sourceOf(node.object);
        if (!source.empty())
            tieSource(node, source.in(inNamespace));
        tieDependencies(node, inNamespace);
    }

    const build::ClusterState &m_cluster;
    std::vector<FluxNode> &m_nodes;
    std::size_t m_first;
    std::map<std::string, std::size_t> m_positions;
};

} // namespace

std::vector<FluxNode> tieFluxObjects(const build::DesiredState &state)
{
    std::vector<FluxNode> nodes;
    for (const build::ClusterState &cluster : state.clusters)
        ClusterGraph(cluster, nodes);
    return nodes;
}

} // namespace plumb::fleet
