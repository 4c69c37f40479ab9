// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/fleet/environments.h"

#include "core/fleet/environmentname.h"

#include <algorithm>
#include <set>

namespace plumb::fleet {

namespace {

using Segments = std::vector<std::string_view>;

// How many names all paths start with.
std::size_t commonStart(const std::vector<Segments> &paths)
{
    std::size_t common = paths.empty() ? 0 : paths.front().size();
    for (const Segments &path : paths) {
        const auto mismatch = std::ranges::mismatch(paths.front(), path);
        common = std::min(common, static_cast<std::size_t>(mismatch.in1 - paths.front().begin()));
    }
    return common;
}

// The name in which the clusters differ that is called like an environment, else the first one; of
// a single cluster, any name that is called so, else the last one.
std::string environmentOf(const Segments &path, std::size_t common)
{
    if (path.empty())
        return "default";
    const bool isAlone = common >= path.size();
    for (std::size_t i = isAlone ? 0 : common; i < path.size(); ++i) {
        if (environmentRank(path[i]))
            return std::string(path[i]);
    }
    return std::string(isAlone ? path.back() : path[common]);
}

std::string shortName(const Segments &path, const std::vector<Segments> &all)
{
    for (std::size_t length = 1; length < path.size(); ++length) {
        const auto tail = [length](const Segments &segments) {
            return Segments(segments.end()
                                - static_cast<std::ptrdiff_t>(std::min(length, segments.size())),
                            segments.end());
        };
        const auto same = std::ranges::count_if(
            all, [&](const Segments &other) { return tail(other) == tail(path); });
        if (same > 1)
            continue;
        std::string name;
        for (const std::string_view segment : tail(path))
            name += (name.empty() ? "" : "/") + std::string(segment);
        return name;
    }
    std::string name;
    for (const std::string_view segment : path)
        name += (name.empty() ? "" : "/") + std::string(segment);
    return name.empty() ? "default" : name;
}

std::vector<Cluster> namedClusters(const std::vector<Discovered> &discovered)
{
    std::vector<Segments> paths;
    for (const Discovered &one : discovered)
        paths.push_back(segmentsOf(one.entry.cluster));
    const std::size_t common = commonStart(paths);
    std::vector<Cluster> clusters;
    for (std::size_t i = 0; i < discovered.size(); ++i)
        clusters.push_back({.path = discovered[i].entry.cluster,
                            .name = shortName(paths[i], paths),
                            .environment = environmentOf(paths[i], common),
                            .entry = discovered[i].kind,
                            .declaredIn = discovered[i].declaredIn});
    return clusters;
}

std::string environmentOfUnit(const build::Unit &unit)
{
    if (unit.directory) {
        const Segments path = segmentsOf(unit.directory->text());
        const auto named = std::ranges::find_if(path, isEnvironmentName);
        if (named != path.end())
            return std::string(*named);
    }
    const std::size_t dash = unit.id.name.rfind('-');
    if (dash != unit.id.name.npos && isEnvironmentName(unit.id.name.substr(dash + 1)))
        return unit.id.name.substr(dash + 1);
    return {};
}

std::map<build::UnitId, std::string> unitEnvironments(const build::DesiredState &state)
{
    std::map<build::UnitId, std::string> found;
    std::set<std::string> names;
    for (const build::ClusterState &cluster : state.clusters) {
        for (const auto &unit : cluster.units) {
            std::string name = environmentOfUnit(*unit);
            if (name.empty() || unit->reached == build::Reached::Entry)
                continue;
            names.insert(name);
            found.emplace(unit->id, std::move(name));
        }
    }
    // One name alone tells nothing apart.
    return names.size() > 1 ? found : std::map<build::UnitId, std::string>();
}

void applyWorkspace(const Workspace &workspace, EnvironmentMap &map)
{
    for (const Workspace::Environment &environment : workspace.environments) {
        for (Cluster &cluster : map.clusters) {
            if (std::ranges::find(environment.clusters, cluster.path) != environment.clusters.end())
                cluster.environment = environment.name;
        }
    }
}

std::vector<Environment> inOrder(const EnvironmentMap &map, const Workspace &workspace)
{
    std::vector<Environment> environments;
    const auto add = [&environments](const std::string &name, const std::string &cluster) {
        auto found = std::ranges::find(environments, name, &Environment::name);
        if (found == environments.end())
            found = environments.insert(found, Environment{.name = name});
        if (std::ranges::find(found->clusters, cluster) == found->clusters.end())
            found->clusters.push_back(cluster);
    };
    for (const Cluster &cluster : map.clusters)
        add(cluster.environment, cluster.path);
    for (const auto &[unit, name] : map.units)
        add(name, unit.cluster);

    const auto place = [&workspace](const Environment &environment) {
        const auto found = std::ranges::find(workspace.environments, environment.name,
                                             &Workspace::Environment::name);
        return found - workspace.environments.begin();
    };
    std::ranges::stable_sort(environments, [&](const Environment &a, const Environment &b) {
        if (place(a) != place(b))
            return place(a) < place(b);
        return comesBefore(a.name, b.name);
    });
    return environments;
}

} // namespace

const std::string &EnvironmentMap::environmentOf(const build::UnitId &unit) const
{
    if (const auto own = units.find(unit); own != units.end())
        return own->second;
    static const std::string none;
    const auto cluster = std::ranges::find(clusters, unit.cluster, &Cluster::path);
    return cluster == clusters.end() ? none : cluster->environment;
}

std::size_t EnvironmentMap::positionOf(std::string_view environment) const
{
    const auto found = std::ranges::find(environments, environment, &Environment::name);
    return static_cast<std::size_t>(found - environments.begin());
}

EnvironmentMap mapEnvironments(const std::vector<Discovered> &discovered,
                               const build::DesiredState &state, const Workspace &workspace)
{
    EnvironmentMap map;
    map.clusters = namedClusters(discovered);
    applyWorkspace(workspace, map);
    const bool isOneEnvironment = std::ranges::all_of(map.clusters, [&map](const Cluster &cluster) {
        return cluster.environment == map.clusters.front().environment;
    });
    if (isOneEnvironment)
        map.units = unitEnvironments(state);
    map.environments = inOrder(map, workspace);
    return map;
}

} // namespace plumb::fleet
