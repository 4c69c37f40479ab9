// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "app/buildarguments.h"
#include "app/commands.h"
#include "app/console.h"
#include "app/fleetopener.h"
#include "core/kustomize/build.h"
#include "core/yaml/json.h"

namespace plumb::ctl {

namespace {

bool isChosen(const build::Unit &unit, const std::string &kustomization)
{
    return kustomization.empty() || unit.id.namespaceName + '/' + unit.id.name == kustomization;
}

std::string listing(const build::ClusterState &cluster, const std::vector<Object> &objects)
{
    std::string text;
    for (const Object &object : objects)
        text += cluster.cluster + ": " + object.displayName() + '\n';
    return text;
}

std::string jsonLines(const std::vector<Object> &objects)
{
    std::string text;
    for (const Object &object : objects)
        text += yaml::toJson(object.fields()) + '\n';
    return text;
}

} // namespace

int runFleetBuild(const BuildArguments &arguments)
{
    FleetOpener opener(
        {.repository = arguments.repository,
         .variableFiles = arguments.variableFiles,
         .isOffline = arguments.isOffline});
    const auto snapshot = opener.open(arguments.revision);
    if (!snapshot)
        return fail(snapshot.error());
    const auto clusters = chosenClusters(*(*snapshot)->fleet, arguments.cluster);
    if (!clusters)
        return fail(clusters.error());

    int status = Same;
    bool isFound = false;
    std::string text;
    for (const std::string &path : *clusters) {
        const build::ClusterState *const cluster = (*snapshot)->desired->cluster(path);
        if (!cluster)
            continue;
        for (const auto &unit : cluster->units) {
            if (!isChosen(*unit, arguments.kustomization))
                continue;
            isFound = true;
            warn(unit->diagnostics);
            if (!unit->objects) {
                status =
                    fail(Error(unit->objects.error()).within("building " + unit->id.toString()));
                continue;
            }
            const std::vector<Object> objects(unit->objects->begin(), unit->objects->end());
            if (arguments.output == "names")
                text += listing(*cluster, objects);
            else if (arguments.output == "json")
                text += jsonLines(objects);
            else if (!objects.empty())
                text += (text.empty() ? "" : "---\n") + kustomize::toText(objects);
        }
    }
    if (!isFound && !arguments.kustomization.empty()) {
        return fail(Error(ErrorCode::NotFound, "no Kustomization '" + arguments.kustomization
                                                   + "'; 'plumblinectl fleet -o json' lists them"));
    }
    const int printed = print(text);
    return printed == Same ? status : printed;
}

} // namespace plumb::ctl
