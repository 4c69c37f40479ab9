// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/object/object.h"

#include <map>
#include <span>
#include <vector>

namespace plumb {

/// Objects in the order they were built, none twice.
class ObjectSet
{
public:
    /// Adds an object; Conflict when one with the same id is there already.
    Result<> add(Object object);

    std::span<const Object> objects() const { return m_objects; }
    std::size_t size() const { return m_objects.size(); }
    bool empty() const { return m_objects.empty(); }
    auto begin() const { return m_objects.begin(); }
    auto end() const { return m_objects.end(); }
    /// The object with that id; null when there is none.
    const Object *find(const ResourceId &id) const;

private:
    std::vector<Object> m_objects;
    std::map<ResourceId, std::size_t> m_positions;
};

} // namespace plumb
