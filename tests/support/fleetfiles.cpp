// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/fleetfiles.h"

#include "core/fleet/describe.h"

#include <QStringBuilder>

namespace plumb::test {

const build::Unit *BuiltFleet::unit(const std::string &cluster, const std::string &name) const
{
    const std::size_t slash = name.find('/');
    return state.find({cluster, name.substr(0, slash), name.substr(slash + 1)});
}

QByteArray BuiltFleet::outcome(const std::string &cluster, const std::string &name) const
{
    const build::Unit *found = unit(cluster, name);
    if (!found)
        return {};
    if (found->isExternal())
        return "external";
    if (!found->objects)
        return QByteArray("error: ")
               + QByteArray::fromStdString(found->objects.error().description());
    return QByteArray("ok ") + QByteArray::number(static_cast<qsizetype>(found->objects->size()));
}

BuiltFleet buildFleet(const std::map<std::string, std::string> &files, build::BuildCache &cache,
                      const std::function<void(build::FleetRequest &)> &prepare)
{
    BuiltFleet built{.sources = cache.sources()};
    InlineExecutor executor;
    build::FleetRequest request;
    request.artifact = source::Artifact::of(std::make_shared<const files::MemoryTree>(files),
                                            std::nullopt, {}, cache.lastArtifact("files"))
                           .value_or(nullptr);
    cache.remember("files", request.artifact);
    built.discovered = fleet::discoverClusters(*request.artifact, cache, {})
                           .value_or(std::vector<fleet::Discovered>());
    for (const fleet::Discovered &one : built.discovered)
        request.entries.push_back(one.entry);
    if (prepare)
        prepare(request);
    built.state = build::buildFleet(request, cache, executor, {}).value_or(build::DesiredState());
    const auto workspace = fleet::Workspace::read(*request.artifact);
    built.fleet = fleet::describeFleet(built.discovered, built.state,
                                       workspace.value_or(fleet::Workspace()), *built.sources);
    return built;
}

BuiltFleet buildFleet(const std::map<std::string, std::string> &files)
{
    build::BuildCache cache;
    return buildFleet(files, cache);
}

std::string fluxKustomization(const std::string &name, const std::string &path,
                              const std::string &more)
{
    return "---\napiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata:\n  "
           "name: "
           + name + "\n  namespace: flux-system\nspec:\n  interval: 1h\n  prune: true\n  path: "
           + path + "\n  sourceRef:\n    kind: GitRepository\n    name: flux-system\n" + more;
}

} // namespace plumb::test
