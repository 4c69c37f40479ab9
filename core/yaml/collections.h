// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/yaml/value.h"

#include <atomic>
#include <bit>
#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

namespace plumb::yaml {

struct Value::Items
{
    std::atomic<std::uint32_t> references = 1;
    std::vector<Value> items;
};

// Small mappings are searched from the front; larger ones keep a hash table of positions.
struct Value::Entries
{
    std::atomic<std::uint32_t> references = 1;
    std::vector<Entry> entries;
    std::vector<std::uint32_t> slots = {}; // position + 1, or 0; a power of two, at most half full

    static constexpr std::size_t searchedLinearly = 16;
    static constexpr std::size_t absent = static_cast<std::size_t>(-1);

    std::size_t positionOf(std::string_view key) const
    {
        if (slots.empty()) {
            for (std::size_t i = 0; i < entries.size(); ++i) {
                if (entries[i].key == key)
                    return i;
            }
            return absent;
        }
        for (std::size_t slot = slotOf(key); slots[slot] != 0; slot = next(slot)) {
            if (entries[slots[slot] - 1].key == key)
                return slots[slot] - 1;
        }
        return absent;
    }

    void append(Entry entry)
    {
        entries.push_back(std::move(entry));
        if (entries.size() <= searchedLinearly)
            return;
        if (slots.size() < entries.size() * 2)
            index();
        else
            enter(entries.size() - 1);
    }

    void index()
    {
        slots.clear();
        if (entries.size() <= searchedLinearly)
            return;
        slots.resize(std::bit_ceil(entries.size() * 4));
        for (std::size_t i = 0; i < entries.size(); ++i)
            enter(i);
    }

private:
    std::size_t next(std::size_t slot) const { return (slot + 1) & (slots.size() - 1); }
    std::size_t slotOf(std::string_view key) const
    {
        return std::hash<std::string_view>()(key) & (slots.size() - 1);
    }
    void enter(std::size_t position)
    {
        std::size_t slot = slotOf(entries[position].key);
        while (slots[slot] != 0)
            slot = next(slot);
        slots[slot] = static_cast<std::uint32_t>(position + 1);
    }
};

} // namespace plumb::yaml
