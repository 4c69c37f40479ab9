// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/cluster/watchplan.h"

#include "core/cluster/fluxkinds.h"

#include <algorithm>
#include <array>

namespace plumb::cluster {

namespace {

struct Making
{
    std::string_view maker;
    std::string_view group;
    std::string_view made;
};

// What the controllers of Kubernetes make of objects that people write.
constexpr std::array makings = {
    Making{.maker = "CronJob", .group = "batch", .made = "Job"},
    Making{.maker = "CronJob", .group = "", .made = "Pod"},
    Making{.maker = "Job", .group = "", .made = "Pod"},
    Making{.maker = "DaemonSet", .group = "", .made = "Pod"},
    Making{.maker = "StatefulSet", .group = "", .made = "Pod"},
    Making{.maker = "ReplicaSet", .group = "", .made = "Pod"},
    Making{.maker = "Deployment", .group = "apps", .made = "ReplicaSet"},
    Making{.maker = "Deployment", .group = "", .made = "Pod"},
};

class Planner
{
public:
    Planner(const ApiResources &resources, const std::set<GroupVersionKind> &forbidden)
        : m_resources(resources)
        , m_forbidden(forbidden)
    {
    }

    WatchPlan plan(const std::vector<WantedObject> &wanted)
    {
        for (const ApiResource *resource : fluxKinds(m_resources))
            add(*resource);
        for (const WantedObject &object : wanted)
            addWanted(object);
        addMade(wanted);
        return std::move(m_plan);
    }

private:
    void addWanted(const WantedObject &object)
    {
        const ApiResource *resource = m_resources.resolve(object.gvk);
        m_plan.hasUnserved = m_plan.hasUnserved || !resource;
        if (!resource || !resource->isListable)
            return;
        ResourceId id = m_resources.normalized(object.id);
        // What git says comes first, so that its version wins over the one in an inventory.
        const auto [version, isNew] = m_plan.versions.emplace(id, resource->gvk.version);
        if (isNew)
            m_plan.wanted.push_back(id);
        else if (version->second != resource->gvk.version)
            return;
        add(*resource, id.namespaceName);
    }

    void addMade(const std::vector<WantedObject> &wanted)
    {
        std::set<std::string_view> makers;
        for (const WantedObject &object : wanted)
            makers.insert(object.gvk.kind);
        for (const Making &making : makings) {
            const ApiResource *made = m_resources.preferred(making.group, making.made);
            if (!made || !made->isListable || !makers.contains(making.maker))
                continue;
            add(*made);
            for (const WantedObject &object : wanted) {
                if (object.gvk.kind == making.maker)
                    add(*made, object.id.namespaceName);
            }
        }
    }

    void add(const ApiResource &resource, const std::string &namespaceName = {})
    {
        // The whole kind is followed even where it is forbidden, to see when it no longer is.
        if (m_added.insert({resource.gvk, {}}).second)
            m_plan.targets.push_back({.resource = resource});
        const bool isApart =
            resource.isNamespaced && !namespaceName.empty() && m_forbidden.contains(resource.gvk);
        if (isApart && m_added.insert({resource.gvk, namespaceName}).second)
            m_plan.targets.push_back({.resource = resource, .namespaceName = namespaceName});
    }

    const ApiResources &m_resources;
    const std::set<GroupVersionKind> &m_forbidden;
    WatchPlan m_plan;
    std::set<std::pair<GroupVersionKind, std::string>> m_added;
};

} // namespace

WatchPlan planWatches(const ApiResources &resources, const std::vector<WantedObject> &wanted,
                      const std::set<GroupVersionKind> &forbidden)
{
    return Planner(resources, forbidden).plan(wanted);
}

} // namespace plumb::cluster
