// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/object/objectset.h"

namespace plumb {

Result<> ObjectSet::add(Object object)
{
    const auto [place, isNew] = m_positions.try_emplace(object.id(), m_objects.size());
    if (!isNew)
        return std::unexpected(
            Error(ErrorCode::Conflict, "object '" + object.displayName() + "' is defined twice"));
    m_objects.push_back(std::move(object));
    return {};
}

const Object *ObjectSet::find(const ResourceId &id) const
{
    const auto found = m_positions.find(id);
    return found == m_positions.end() ? nullptr : &m_objects[found->second];
}

} // namespace plumb
