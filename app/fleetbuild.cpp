// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "app/buildarguments.h"
#include "app/commands.h"
#include "app/console.h"
#include "app/fleetopener.h"
#include "core/kustomize/build.h"
#include "core/yaml/json.h"

#include <algorithm>

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

/// Prints what is built, in one of the forms.
class Printer
{
public:
    explicit Printer(std::string form)
        : m_form(std::move(form))
    {
    }

    void add(const build::ClusterState &cluster, const std::vector<Object> &objects)
    {
        if (m_form == "names")
            m_text += listing(cluster, objects);
        else if (m_form == "json")
            m_text += jsonLines(objects);
        else if (!objects.empty())
            m_text += (m_text.empty() ? "" : "---\n") + kustomize::toText(objects);
    }
    const std::string &text() const { return m_text; }

private:
    std::string m_form;
    std::string m_text;
};

std::vector<Object> allOf(const build::Release &release)
{
    std::vector<Object> objects;
    for (const Object *object : release.everything())
        objects.push_back(*object);
    return objects;
}

int addUnit(const build::ClusterState &cluster, const build::Unit &unit, Printer &printer)
{
    warn(unit.diagnostics);
    if (!unit.objects)
        return fail(Error(unit.objects.error()).within("building " + unit.id.toString()));
    printer.add(cluster, {unit.objects->begin(), unit.objects->end()});
    return Same;
}

// A chart that is not at hand is no failure: the cluster may well have it.
int addReleases(const build::ClusterState &cluster, const build::Unit &unit, Printer &printer)
{
    int status = Same;
    for (const auto &release : cluster.releases) {
        if (release->unit != unit.id)
            continue;
        const build::RenderedRelease &rendered = *release->rendered;
        if (rendered.objects || !rendered.hasChart)
            warn(rendered.diagnostics);
        else
            status = fail(Error(rendered.objects.error()).within(cluster.cluster));
        printer.add(cluster, allOf(*release));
    }
    return status;
}

} // namespace

int runFleetBuild(const BuildArguments &arguments)
{
    FleetOpener opener({.repository = arguments.repository,
                        .variableFiles = arguments.variableFiles,
                        .standIns = arguments.standIns,
                        .isOffline = arguments.isOffline,
                        .rendersReleases = arguments.rendersReleases});
    const auto snapshot = opener.open(arguments.revision);
    if (!snapshot)
        return fail(snapshot.error());
    const auto clusters = chosenClusters(*(*snapshot)->fleet, arguments.cluster);
    if (!clusters)
        return fail(clusters.error());

    int status = Same;
    bool isFound = false;
    Printer printer(arguments.output);
    for (const std::string &path : *clusters) {
        const build::ClusterState *const cluster = (*snapshot)->desired->cluster(path);
        if (!cluster)
            continue;
        for (const auto &unit : cluster->units) {
            if (!isChosen(*unit, arguments.kustomization))
                continue;
            isFound = true;
            status = std::max(
                {status, addUnit(*cluster, *unit, printer), addReleases(*cluster, *unit, printer)});
        }
    }
    if (!isFound && !arguments.kustomization.empty()) {
        return fail(Error(ErrorCode::NotFound, "no Kustomization '" + arguments.kustomization
                                                   + "'; 'plumblinectl fleet -o json' lists them"));
    }
    const int printed = print(printer.text());
    return printed == Same ? status : printed;
}

} // namespace plumb::ctl
