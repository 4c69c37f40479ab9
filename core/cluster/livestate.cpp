// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/cluster/livestate.h"

#include "core/cluster/livestatereader.h"

#include <algorithm>
#include <mutex>
#include <tuple>
#include <unordered_map>
#include <utility>

namespace plumb::cluster {

namespace {

using KindName = std::pair<std::string_view, std::string_view>;

KindName kindNameOf(const std::shared_ptr<const LiveKind> &kind)
{
    const ResourceId &id = kind->front()->id;
    return {id.group, id.kind};
}

} // namespace

/// What was asked for of the objects of a state. Copies of a state share it.
struct LiveState::Unpacked
{
    using Owner = std::pair<std::string_view, std::string_view>;

    std::mutex mutex; // guards what follows
    std::unordered_map<const LiveObject *, std::unique_ptr<const Object>> objects;
    bool hasOwners = false;
    std::map<Owner, std::vector<const LiveObject *>> owners;
};

LiveObjects::Iterator &LiveObjects::Iterator::operator++()
{
    if (++m_object == (*m_kinds)[m_kind]->size()) {
        ++m_kind;
        m_object = 0;
    }
    return *this;
}

LiveObjects::Iterator LiveObjects::Iterator::operator++(int)
{
    const Iterator before = *this;
    ++*this;
    return before;
}

std::size_t LiveObjects::size() const
{
    std::size_t size = 0;
    for (const auto &kind : m_kinds)
        size += kind->size();
    return size;
}

LiveState::LiveState()
    : LiveState(LiveParts())
{
}

LiveState::LiveState(LiveParts parts)
    : m_parts(std::move(parts))
    , m_unpacked(std::make_shared<Unpacked>())
{
    std::erase_if(m_parts.kinds, [](const auto &kind) { return kind->empty(); });
    std::ranges::sort(m_parts.kinds, {}, kindNameOf);
}

const LiveKind &LiveState::kind(std::string_view group, std::string_view kind) const
{
    static const LiveKind none;
    const auto place =
        std::ranges::lower_bound(m_parts.kinds, KindName(group, kind), {}, kindNameOf);
    const bool isThere =
        place != m_parts.kinds.end() && kindNameOf(*place) == KindName(group, kind);
    return isThere ? **place : none;
}

const LiveObject *LiveState::entry(const ResourceId &id) const
{
    const ResourceId wanted = resources().normalized(id);
    const LiveKind &objects = kind(wanted.group, wanted.kind);
    const auto place = std::ranges::lower_bound(
        objects, wanted, {},
        [](const LiveObjectPointer &each) -> const ResourceId & { return each->id; });
    return place != objects.end() && (*place)->id == wanted ? place->get() : nullptr;
}

const Object *LiveState::find(const ResourceId &id) const
{
    const LiveObject *found = entry(id);
    return found ? &unpacked(*found) : nullptr;
}

const Object &LiveState::unpacked(const LiveObject &entry) const
{
    const std::lock_guard lock(m_unpacked->mutex);
    std::unique_ptr<const Object> &object = m_unpacked->objects[&entry];
    if (!object)
        object = std::make_unique<const Object>(entry.unpack());
    return *object;
}

std::vector<const Object *> LiveState::appliedBy(std::string_view namespaceName,
                                                 std::string_view name) const
{
    std::vector<const LiveObject *> entries;
    {
        const std::lock_guard lock(m_unpacked->mutex);
        if (!std::exchange(m_unpacked->hasOwners, true)) {
            for (const LiveObject &each : objects()) {
                if (!each.ownerName.empty())
                    m_unpacked->owners[{each.ownerNamespace, each.ownerName}].push_back(&each);
            }
        }
        const auto found = m_unpacked->owners.find({namespaceName, name});
        if (found != m_unpacked->owners.end())
            entries = found->second;
    }
    std::vector<const Object *> result;
    result.reserve(entries.size());
    for (const LiveObject *each : entries)
        result.push_back(&unpacked(*each));
    return result;
}

Presence LiveState::presenceOf(const ResourceId &id) const
{
    if (!resources().preferred(id.group, id.kind))
        return Presence::NotServed;
    if (entry(id))
        return Presence::Present;
    return m_parts.unreadable.contains(resources().normalized(id)) ? Presence::Unreadable
                                                                   : Presence::Absent;
}

std::string_view LiveState::reasonFor(const ResourceId &id) const
{
    const auto found = m_parts.unreadable.find(resources().normalized(id));
    return found == m_parts.unreadable.end() ? std::string_view() : found->second;
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
