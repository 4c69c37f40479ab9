// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/cluster/liveobject.h"

#include <memory>

namespace plumb::cluster {

/// The objects of one kind while they change. Belongs to one thread; what it hands out never
/// changes and may go anywhere.
class KindStore
{
public:
    KindStore();

    /// Adds the object or replaces the one with its id.
    void set(LiveObjectPointer object);
    /// Whether there was one with that id.
    bool remove(const ResourceId &id);
    /// The object with that id; null when there is none.
    const LiveObject *find(const ResourceId &id) const;
    LiveObjectPointer pointer(const ResourceId &id) const;
    std::size_t size() const { return m_objects->size(); }

    /// All objects as they are now.
    std::shared_ptr<const LiveKind> share();

private:
    LiveKind &forChange();

    std::shared_ptr<LiveKind> m_objects;
    bool m_isShared = false; ///< Whether others have m_objects, which then must not change.
};

} // namespace plumb::cluster
