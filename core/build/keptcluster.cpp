// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/build/keptcluster.h"

#include "core/build/unitcache.h"

#include <algorithm>

namespace plumb::build {

bool KeptCluster::holds(const source::Artifact &artifact)
{
    const std::vector<files::TreePath> *changes = artifact.changesSince(heldFor);
    if (!changes)
        return false;
    const bool isSearched = std::ranges::any_of(*changes, [this](const files::TreePath &path) {
        return std::ranges::any_of(
            searched, [&path](const files::TreePath &folder) { return path.isWithin(folder); });
    });
    const auto stillHolds = [&](const auto &footprint) { return footprint->holds(artifact); };
    if (isSearched || !own.holds(artifact) || !std::ranges::all_of(units, stillHolds))
        return false;
    heldFor = artifact.serial();
    return true;
}

std::string clusterKey(const FleetRequest &request, const EntryPoint &entry)
{
    std::string key;
    appendKey(key, entry.kustomization.object().fields());
    appendKey(key, entry.directory.text());
    appendKey(key, entry.sourceRoot.text());
    appendKey(key, entry.url);
    key += entry.isMadeUp ? 'm' : 'w';
    for (const auto &[name, artifact] : request.standIns) {
        appendKey(key, name);
        appendKey(key, std::to_string(artifact->serial()));
    }
    for (const auto &[name, place] : request.placedSources) {
        appendKey(key, name);
        appendKey(key, place.text());
    }
    for (const Object &object : request.clusterObjects)
        appendKey(key, object.fields());
    key += request.remotes ? 'r' : 'l';
    return key;
}

} // namespace plumb::build
