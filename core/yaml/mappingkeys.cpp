// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/yaml/mappingkeys.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace plumb::yaml {

namespace {

// Up to here comparing all pairs is faster than hashing.
constexpr std::size_t comparedInPairs = 12;

} // namespace

std::optional<DuplicateKey> findDuplicateKey(std::span<const Entry> entries)
{
    if (entries.size() <= comparedInPairs) {
        for (std::size_t second = 1; second < entries.size(); ++second) {
            for (std::size_t first = 0; first < second; ++first) {
                if (entries[first].key == entries[second].key)
                    return DuplicateKey{first, second};
            }
        }
        return {};
    }
    std::unordered_map<std::string_view, std::size_t> positions;
    positions.reserve(entries.size());
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const auto [known, isNew] = positions.try_emplace(entries[i].key.view(), i);
        if (!isNew)
            return DuplicateKey{known->second, i};
    }
    return {};
}

void keepLastOfEachKey(std::vector<Entry> &entries)
{
    if (!findDuplicateKey(entries))
        return;
    std::unordered_set<std::string_view> later;
    std::vector<Entry> kept;
    for (std::size_t i = entries.size(); i-- > 0;) {
        if (later.insert(entries[i].key.view()).second)
            kept.push_back(entries[i]);
    }
    std::ranges::reverse(kept);
    later.clear();
    entries = std::move(kept);
}

bool mergeEntries(std::vector<Entry> &entries, const Value &merged)
{
    const std::span<const Value> mappings =
        merged.isSequence() ? merged.items() : std::span<const Value>(&merged, 1);
    if (!std::ranges::all_of(mappings, &Value::isMapping))
        return false;

    std::unordered_set<std::string_view> present;
    for (const Entry &entry : entries)
        present.insert(entry.key.view());
    std::vector<Entry> added;
    for (const Value &mapping : mappings) {
        for (const Entry &entry : mapping.entries()) {
            if (present.insert(entry.key.view()).second)
                added.push_back(entry);
        }
    }
    // Short keys live inside their entries, which move now.
    present.clear();
    entries.insert(entries.end(), std::move_iterator(added.begin()),
                   std::move_iterator(added.end()));
    return true;
}

} // namespace plumb::yaml
