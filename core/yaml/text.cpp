// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/yaml/text.h"

#include <new>

namespace plumb::yaml {

Text::Text(std::string_view text)
    : m_size(static_cast<std::uint32_t>(text.size()))
{
    if (!isShared()) {
        // An empty view may have no data at all, which memcpy does not accept.
        if (!text.empty())
            std::memcpy(m_bytes, text.data(), text.size());
        return;
    }
    void *const memory = ::operator new(sizeof(Block) + text.size());
    Block *const block = new (memory) Block{1};
    std::memcpy(static_cast<void *>(block + 1), text.data(), text.size());
    std::memcpy(m_bytes, static_cast<const void *>(&block), sizeof(void *));
}

void Text::release()
{
    Block *const owned = block();
    if (owned->references.fetch_sub(1, std::memory_order_acq_rel) != 1)
        return;
    owned->~Block();
    ::operator delete(owned);
}

} // namespace plumb::yaml
