// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/drift/pairing.h"

#include <algorithm>
#include <map>

namespace plumb::drift {

namespace {

/// Objects of one generator that only one side has.
struct Leftover
{
    std::vector<ObjectPair *> desired = {};
    std::vector<ObjectPair *> live = {};
};

const ResourceId &idOf(const ObjectPair &pair)
{
    return pair.desired ? pair.desired->id() : pair.live->id();
}

void pairGenerated(std::vector<ObjectPair> &pairs)
{
    std::map<ResourceId, Leftover> leftovers;
    for (ObjectPair &pair : pairs) {
        if (pair.desired && pair.live)
            continue;
        ResourceId id = idOf(pair);
        const std::string_view name = withoutHash(id.name);
        if (name.empty())
            continue;
        id.name = std::string(name);
        Leftover &leftover = leftovers[id];
        (pair.desired ? leftover.desired : leftover.live).push_back(&pair);
    }
    for (auto &[id, leftover] : leftovers) {
        if (leftover.desired.size() != 1 || leftover.live.size() != 1)
            continue;
        leftover.desired.front()->live = leftover.live.front()->live;
        leftover.live.front()->live = nullptr;
    }
    std::erase_if(pairs, [](const ObjectPair &pair) { return !pair.desired && !pair.live; });
}

} // namespace

std::string_view withoutHash(std::string_view name)
{
    // kustomize's api/hasher encodes ten hexadecimal digits and replaces those that may spell
    // words.
    constexpr std::size_t hashLength = 10;
    constexpr std::string_view alphabet = "2456789bcdfghkmt";
    if (name.size() < hashLength + 2)
        return {};
    const std::string_view hash = name.substr(name.size() - hashLength);
    if (name[name.size() - hashLength - 1] != '-'
        || hash.find_first_not_of(alphabet) != hash.npos) {
        return {};
    }
    return name.substr(0, name.size() - hashLength - 1);
}

std::vector<ObjectPair> pairObjects(const ObjectSet &desired, const ObjectSet &live,
                                    bool pairsRenames)
{
    std::vector<ObjectPair> pairs;
    pairs.reserve(std::max(desired.size(), live.size()));
    for (const Object &object : desired)
        pairs.push_back({.desired = &object, .live = live.find(object.id())});
    for (const Object &object : live) {
        if (!desired.find(object.id()))
            pairs.push_back({.live = &object});
    }
    if (pairsRenames)
        pairGenerated(pairs);
    std::ranges::sort(pairs, {}, idOf);
    return pairs;
}

} // namespace plumb::drift
