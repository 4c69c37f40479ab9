// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/cluster/livestate.h"

#include "core/cluster/livestatereader.h"

namespace plumb::cluster {

const Object *LiveState::find(const ResourceId &id) const
{
    return m_objects.find(m_resources.normalized(id));
}

Presence LiveState::presenceOf(const ResourceId &id) const
{
    if (!m_resources.preferred(id.group, id.kind))
        return Presence::NotServed;
    if (find(id))
        return Presence::Present;
    return m_unreadable.contains(m_resources.normalized(id)) ? Presence::Unreadable
                                                             : Presence::Absent;
}

std::string_view LiveState::reasonFor(const ResourceId &id) const
{
    const auto found = m_unreadable.find(m_resources.normalized(id));
    return found == m_unreadable.end() ? std::string_view() : found->second;
}

Result<LiveState> readLive(ClusterReader &reader, const std::vector<WantedObject> &wanted,
                           Executor &executor, const Run &run)
{
    return LiveStateReader(reader, executor, run).read(wanted);
}

std::vector<WantedObject> inventoryOf(const Object &kustomization)
{
    std::vector<WantedObject> wanted;
    const yaml::Value *entries = kustomization.fields().find({"status", "inventory", "entries"});
    if (!entries)
        return wanted;
    for (const yaml::Value &entry : entries->items()) {
        Result<ResourceId> id = ResourceId::fromInventory(entry.textAt({"id"}));
        if (!id)
            continue;
        GroupVersionKind gvk = {
            .group = id->group, .version = std::string(entry.textAt({"v"})), .kind = id->kind};
        wanted.push_back({.gvk = std::move(gvk), .id = std::move(*id)});
    }
    return wanted;
}

} // namespace plumb::cluster
