// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/yaml/sourcetable.h"

#include <algorithm>
#include <map>
#include <mutex>
#include <shared_mutex>
#include <unordered_map>

namespace plumb::yaml {

namespace {

constexpr std::uint32_t stackedBit = 0x80000000u;

// A value that went through more steps than this shows only the newest of them.
constexpr std::size_t maximumLayers = 64;

// Far more than people write. They are searched one by one, which this bounds, too.
constexpr std::size_t maximumComments = 4096;

bool isStacked(Origin origin)
{
    return (origin.source & stackedBit) != 0;
}

struct StackedOrigin
{
    Origin over;
    Origin under;
    LayerKind kind = LayerKind::File;

    bool operator==(const StackedOrigin &) const = default;
};

struct StackedHash
{
    std::size_t operator()(const StackedOrigin &stacked) const
    {
        std::uint64_t hash = (std::uint64_t(stacked.over.source) << 32) | stacked.over.line;
        hash *= 0x9E3779B97F4A7C15u;
        hash ^= (std::uint64_t(stacked.under.source) << 32) | stacked.under.line;
        hash *= 0x9E3779B97F4A7C15u;
        return hash ^ (hash >> 29) ^ static_cast<std::size_t>(stacked.kind);
    }
};

} // namespace

struct SourceTable::Private
{
    mutable std::shared_mutex mutex;
    std::vector<std::string> paths = {""}; // number 0 is the program
    std::map<std::string, std::uint32_t, std::less<>> numbers;
    std::vector<std::string> comments = {""}; // number 0 is no comment
    std::vector<StackedOrigin> stacked;
    std::unordered_map<StackedOrigin, std::uint32_t, StackedHash> stackedNumbers;

    const StackedOrigin &stackedAt(Origin origin) const
    {
        return stacked[origin.source & ~stackedBit];
    }

    // The file that the newest layer is in.
    Origin newest(Origin origin) const
    {
        while (isStacked(origin))
            origin = stackedAt(origin).over;
        return origin;
    }

    const std::string &pathAt(Origin origin) const { return paths[newest(origin).source]; }

    void collect(Origin origin, std::vector<Layer> &layers) const
    {
        while (layers.size() < maximumLayers && isStacked(origin)) {
            const StackedOrigin &here = stackedAt(origin);
            layers.push_back(
                {.kind = here.kind, .path = pathAt(here.over), .line = newest(here.over).line});
            // What was set may have layers of its own: the newest of them is the one just added.
            if (isStacked(here.over))
                collect(stackedAt(here.over).under, layers);
            origin = here.under;
        }
        if (layers.size() < maximumLayers && origin.source != 0)
            layers.push_back({.path = paths[origin.source], .line = origin.line});
    }
};

SourceTable::SourceTable()
    : d(std::make_unique<Private>())
{
}

SourceTable::~SourceTable() = default;

std::uint32_t SourceTable::add(std::string_view path)
{
    const std::unique_lock lock(d->mutex);
    const auto known = d->numbers.find(path);
    if (known != d->numbers.end())
        return known->second;
    const auto number = static_cast<std::uint32_t>(d->paths.size());
    d->paths.emplace_back(path);
    d->numbers.emplace(path, number);
    return number;
}

Origin SourceTable::stack(Origin over, LayerKind kind, Origin under)
{
    const StackedOrigin wanted{.over = over, .under = under, .kind = kind};
    const std::unique_lock lock(d->mutex);
    const auto next = static_cast<std::uint32_t>(d->stacked.size());
    const auto [known, isNew] = d->stackedNumbers.try_emplace(wanted, next);
    if (isNew)
        d->stacked.push_back(wanted);
    return {.source = known->second | stackedBit, .line = over.line};
}

std::uint16_t SourceTable::addComment(std::string_view text)
{
    const std::unique_lock lock(d->mutex);
    const auto known = std::ranges::find(d->comments, text);
    if (known == d->comments.end() && d->comments.size() > maximumComments)
        return 0;
    const auto number = static_cast<std::uint16_t>(known - d->comments.begin());
    if (known == d->comments.end())
        d->comments.emplace_back(text);
    return number;
}

std::string SourceTable::commentAt(std::uint16_t number) const
{
    const std::shared_lock lock(d->mutex);
    return number < d->comments.size() ? d->comments[number] : std::string();
}

std::string SourceTable::pathOf(Origin origin) const
{
    const std::shared_lock lock(d->mutex);
    return d->pathAt(origin);
}

std::vector<Layer> SourceTable::layersOf(Origin origin) const
{
    const std::shared_lock lock(d->mutex);
    std::vector<Layer> layers;
    d->collect(origin, layers);
    return layers;
}

SourcePosition SourceTable::position(Origin origin, int column) const
{
    const std::shared_lock lock(d->mutex);
    const Origin newest = d->newest(origin);
    return {d->paths[newest.source], static_cast<int>(newest.line), column};
}

} // namespace plumb::yaml
