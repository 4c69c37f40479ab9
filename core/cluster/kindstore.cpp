// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/cluster/kindstore.h"

#include <algorithm>

namespace plumb::cluster {

namespace {

const ResourceId &idOf(const LiveObjectPointer &object)
{
    return object->id;
}

} // namespace

KindStore::KindStore()
    : m_objects(std::make_shared<LiveKind>())
{
}

void KindStore::set(LiveObjectPointer object)
{
    LiveKind &objects = forChange();
    // Lists come in this order.
    if (objects.empty() || objects.back()->id < object->id) {
        objects.push_back(std::move(object));
        return;
    }
    const auto place = std::ranges::lower_bound(objects, object->id, {}, idOf);
    if ((*place)->id == object->id)
        *place = std::move(object);
    else
        objects.insert(place, std::move(object));
}

bool KindStore::remove(const ResourceId &id)
{
    if (!find(id))
        return false;
    LiveKind &objects = forChange();
    objects.erase(std::ranges::lower_bound(objects, id, {}, idOf));
    return true;
}

const LiveObject *KindStore::find(const ResourceId &id) const
{
    return pointer(id).get();
}

LiveObjectPointer KindStore::pointer(const ResourceId &id) const
{
    const auto place = std::ranges::lower_bound(*m_objects, id, {}, idOf);
    return place != m_objects->end() && (*place)->id == id ? *place : nullptr;
}

std::shared_ptr<const LiveKind> KindStore::share()
{
    m_isShared = true;
    return m_objects;
}

LiveKind &KindStore::forChange()
{
    if (m_isShared) {
        m_objects = std::make_shared<LiveKind>(*m_objects);
        m_isShared = false;
    }
    return *m_objects;
}

} // namespace plumb::cluster
