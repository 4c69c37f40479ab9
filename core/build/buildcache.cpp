// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/build/buildcache.h"

#include "core/build/unitcache.h"

#include <algorithm>

namespace plumb::build {

namespace {

void append(std::string &key, std::string_view text)
{
    key += text;
    key += '\0';
}

// Origins are part of the key: a spec that moved to another line shows another place.
void append(std::string &key, const yaml::Value &value)
{
    const std::uint64_t place = std::uint64_t(value.origin().source) << 32 | value.origin().line;
    key.append(reinterpret_cast<const char *>(&place), sizeof place);
    key += static_cast<char>('0' + static_cast<int>(value.kind()));
    append(key, value.text());
    for (const yaml::Value &item : value.items())
        append(key, item);
    for (const yaml::Entry &entry : value.entries()) {
        append(key, entry.key.view());
        append(key, entry.value);
    }
    key += ')';
}

} // namespace

BuildCache::BuildCache()
    : d(std::make_unique<Private>())
{
}

BuildCache::~BuildCache() = default;

std::shared_ptr<yaml::SourceTable> BuildCache::sources() const
{
    return d->sources;
}

std::shared_ptr<const source::Artifact> BuildCache::lastArtifact() const
{
    const std::lock_guard guard(d->lock);
    return d->lastArtifact;
}

void BuildCache::remember(std::shared_ptr<const source::Artifact> artifact)
{
    const std::lock_guard guard(d->lock);
    d->lastArtifact = std::move(artifact);
}

yaml::ParsedFiles &BuildCache::parsed() const
{
    return d->parsed;
}

Footprint::Footprint(const RecordingTree &recorded, const source::Artifact &artifact)
{
    // Asking an artifact cannot fail: it holds all names and stamps.
    for (const files::TreePath &path : recorded.read())
        m_read.push_back({path, artifact.stampOf(path).value_or(std::string())});
    for (const files::TreePath &path : recorded.probed())
        m_probed.emplace_back(path, artifact.kindOf(path).value_or(std::nullopt));
    for (const files::TreePath &path : recorded.listed())
        m_listed.push_back({path, artifact.listingStampOf(path)});
}

bool Footprint::holds(const source::Artifact &artifact) const
{
    return std::ranges::all_of(m_read,
                               [&](const Seen &seen) {
                                   return artifact.stampOf(seen.path).value_or(std::string())
                                          == seen.stamp;
                               })
           && std::ranges::all_of(
               m_listed,
               [&](const Seen &seen) { return artifact.listingStampOf(seen.path) == seen.stamp; })
           && std::ranges::all_of(m_probed, [&](const auto &probe) {
                  return artifact.kindOf(probe.first).value_or(std::nullopt) == probe.second;
              });
}

std::shared_ptr<const BuiltUnit> BuildCache::Private::find(const std::string &key,
                                                           const source::Artifact &artifact)
{
    const std::lock_guard guard(lock);
    const auto found = units.find(key);
    if (found == units.end())
        return nullptr;
    const auto kept = std::ranges::find_if(
        found->second, [&artifact](const Kept &entry) { return entry.footprint.holds(artifact); });
    return kept == found->second.end() ? nullptr : kept->unit;
}

void BuildCache::Private::keep(const std::string &key, Footprint footprint,
                               std::shared_ptr<const BuiltUnit> unit)
{
    const std::lock_guard guard(lock);
    std::vector<Kept> &kept = units[key];
    kept.insert(kept.begin(), Kept{std::move(footprint), std::move(unit)});
    if (kept.size() > maximumKept)
        kept.pop_back();
}

std::string cacheKey(const UnitRequest &request)
{
    std::string key;
    append(key, request.directory.text());
    if (request.owner) {
        append(key, request.owner->name());
        append(key, request.owner->namespaceName());
        for (const std::string_view field :
             {"targetNamespace", "namePrefix", "nameSuffix", "patches", "patchesStrategicMerge",
              "patchesJson6902", "images", "components", "ignoreMissingComponents", "buildMetadata",
              "commonMetadata", "postBuild"}) {
            append(key, field);
            if (const yaml::Value *value = request.owner->spec().find(field))
                append(key, *value);
        }
    }
    if (request.variables) {
        for (const auto &[name, variable] : request.variables->all()) {
            append(key, name);
            append(key, variable.isHidden ? "hidden" : "=" + variable.value);
            append(key, std::to_string(variable.origin.source) + ':'
                            + std::to_string(variable.origin.line));
        }
    }
    return key;
}

} // namespace plumb::build
