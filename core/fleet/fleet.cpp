// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/fleet/fleet.h"

#include <algorithm>

namespace plumb::fleet {

std::string_view toString(EntryKind kind)
{
    switch (kind) {
    case EntryKind::BootstrapSync: return "gotk-sync";
    case EntryKind::FluxInstance: return "FluxInstance";
    case EntryKind::SelfReference: return "self-referencing Kustomization";
    case EntryKind::ClustersFolder: return "folder below clusters/";
    case EntryKind::KustomizeRoot: return "kustomize root";
    }
    return {};
}

std::string Cell::versionText() const
{
    std::vector<std::string_view> seen;
    std::string text;
    for (const Instance &instance : instances) {
        if (instance.version.text.empty()
            || std::ranges::find(seen, instance.version.text) != seen.end())
            continue;
        seen.push_back(instance.version.text);
        text += (text.empty() ? "" : ", ") + instance.version.text;
    }
    return text;
}

bool Cell::isMixed() const
{
    return std::ranges::any_of(instances, [this](const Instance &instance) {
        return instance.version.text != instances.front().version.text;
    });
}

std::string App::key() const
{
    return group + '/' + kind + '/' + (namespaceName.empty() ? name : namespaceName + '/' + name);
}

const Cluster *Fleet::cluster(std::string_view path) const
{
    const auto found = std::ranges::find(clusters, path, &Cluster::path);
    return found == clusters.end() ? nullptr : &*found;
}

std::optional<std::size_t> Fleet::environment(std::string_view name) const
{
    const auto found = std::ranges::find(environments, name, &Environment::name);
    if (found == environments.end())
        return std::nullopt;
    return static_cast<std::size_t>(found - environments.begin());
}

Result<std::size_t> Fleet::namedEnvironment(std::string_view name) const
{
    if (const auto position = environment(name))
        return *position;
    std::string known;
    for (const Environment &each : environments)
        known += (known.empty() ? "" : ", ") + each.name;
    return std::unexpected(
        Error(ErrorCode::NotFound, "there is no environment '" + std::string(name)
                                       + "'; there are: " + (known.empty() ? "none" : known)));
}

} // namespace plumb::fleet
