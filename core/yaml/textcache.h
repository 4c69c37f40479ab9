// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/yaml/text.h"

#include <array>

namespace plumb::yaml {

/// Shares the characters of texts that come again and again, as the keys of manifests do.
class TextCache
{
public:
    Text get(std::string_view text)
    {
        // Text of up to 12 bytes is kept in place, and long text is seldom the same.
        if (text.size() <= 12 || text.size() > 64)
            return Text(text);
        Text &slot = m_slots[hash(text) % m_slots.size()];
        if (slot != text)
            slot = Text(text);
        return slot;
    }

private:
    static std::size_t hash(std::string_view text)
    {
        std::uint64_t head;
        std::uint64_t tail;
        std::memcpy(&head, text.data(), sizeof head);
        std::memcpy(&tail, text.data() + text.size() - sizeof tail, sizeof tail);
        const std::uint64_t mixed = (head ^ (tail * 3) ^ text.size()) * 0x9E3779B97F4A7C15u;
        return mixed >> 32;
    }

    std::array<Text, 256> m_slots;
};

} // namespace plumb::yaml
