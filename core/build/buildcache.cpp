// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/build/buildcache.h"

#include "core/build/unitcache.h"

#include <algorithm>

namespace plumb::build {

void appendKey(std::string &key, std::string_view text)
{
    key += text;
    key += '\0';
}

void appendKey(std::string &key, const yaml::Value &value)
{
    const std::uint64_t place = std::uint64_t(value.origin().source) << 32 | value.origin().line;
    key.append(reinterpret_cast<const char *>(&place), sizeof place);
    key += static_cast<char>('0' + static_cast<int>(value.kind()));
    appendKey(key, value.text());
    for (const yaml::Value &item : value.items())
        appendKey(key, item);
    for (const yaml::Entry &entry : value.entries()) {
        appendKey(key, entry.key.view());
        appendKey(key, entry.value);
    }
    key += ')';
}

BuildCache::BuildCache()
    : d(std::make_unique<Private>())
{
}

BuildCache::~BuildCache() = default;

std::shared_ptr<yaml::SourceTable> BuildCache::sources() const
{
    return d->sources;
}

std::shared_ptr<const source::Artifact> BuildCache::lastArtifact(std::string_view kind) const
{
    const std::lock_guard guard(d->lock);
    const auto found = d->lastArtifacts.find(kind);
    return found == d->lastArtifacts.end() ? nullptr : found->second;
}

void BuildCache::remember(std::string_view kind, std::shared_ptr<const source::Artifact> artifact)
{
    const std::lock_guard guard(d->lock);
    d->lastArtifacts.insert_or_assign(std::string(kind), std::move(artifact));
}

yaml::ParsedFiles &BuildCache::parsed() const
{
    return d->parsed;
}

KeptUnit BuildCache::Private::find(const std::string &key, const source::Artifact &artifact)
{
    const std::lock_guard guard(lock);
    const auto found = units.find(key);
    if (found == units.end())
        return {};
    const auto kept = std::ranges::find_if(
        found->second, [&](const KeptUnit &entry) { return entry.footprint->holds(artifact); });
    return kept == found->second.end() ? KeptUnit() : *kept;
}

void BuildCache::Private::keep(const std::string &key, KeptUnit unit)
{
    const std::lock_guard guard(lock);
    std::vector<KeptUnit> &kept = units[key];
    kept.insert(kept.begin(), std::move(unit));
    if (kept.size() > maximumKept)
        kept.pop_back();
}

std::optional<KeptCluster> BuildCache::Private::findCluster(const std::string &cluster,
                                                            std::string_view key,
                                                            const source::Artifact &artifact)
{
    const std::lock_guard guard(lock);
    for (KeptCluster &kept : clusters[cluster]) {
        if (kept.key == key && kept.holds(artifact))
            return kept;
    }
    return std::nullopt;
}

void BuildCache::Private::keepCluster(KeptCluster cluster)
{
    const std::lock_guard guard(lock);
    std::vector<KeptCluster> &kept = clusters[cluster.state.cluster];
    kept.insert(kept.begin(), std::move(cluster));
    if (kept.size() > maximumKept)
        kept.pop_back();
}

std::shared_ptr<void> BuildCache::memo(std::type_index type, std::shared_ptr<void> (*make)()) const
{
    const std::lock_guard guard(d->lock);
    std::shared_ptr<void> &kept = d->memos[type];
    if (!kept)
        kept = make();
    return kept;
}

std::string cacheKey(const UnitRequest &request)
{
    std::string key;
    appendKey(key, request.directory.text());
    if (request.owner) {
        appendKey(key, request.owner->name());
        appendKey(key, request.owner->namespaceName());
        for (const std::string_view field :
             {"targetNamespace", "namePrefix", "nameSuffix", "patches", "patchesStrategicMerge",
              "patchesJson6902", "images", "components", "ignoreMissingComponents", "buildMetadata",
              "commonMetadata", "postBuild"}) {
            appendKey(key, field);
            if (const yaml::Value *value = request.owner->spec().find(field))
                appendKey(key, *value);
        }
    }
    if (request.variables) {
        for (const auto &[name, variable] : request.variables->all()) {
            appendKey(key, name);
            appendKey(key, variable.isHidden ? "hidden" : "=" + variable.value);
            appendKey(key, std::to_string(variable.origin.source) + ':'
                               + std::to_string(variable.origin.line));
        }
    }
    return key;
}

} // namespace plumb::build
