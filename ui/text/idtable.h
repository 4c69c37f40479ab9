// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QHash>

#include <cstdint>

namespace plumb::ui {

/// Numbers equal values alike, so that a comparison looks at numbers only.
template<typename Key>
class IdTable
{
public:
    std::uint32_t idOf(const Key &key)
    {
        const auto known = m_ids.constFind(key);
        if (known != m_ids.constEnd())
            return *known;
        const auto id = std::uint32_t(m_ids.size());
        m_ids.insert(key, id);
        return id;
    }

private:
    QHash<Key, std::uint32_t> m_ids;
};

} // namespace plumb::ui
