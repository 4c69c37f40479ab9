// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "app/commands.h"
#include "app/console.h"
#include "app/fleetopener.h"
#include "app/jsonoutput.h"
#include "app/table.h"
#include "core/yaml/json.h"

namespace plumb::ctl {

namespace {

using yaml::Value;

Value clustersJson(const fleet::Fleet &fleet)
{
    Value clusters = Value::sequence();
    for (const fleet::Cluster &cluster : fleet.clusters) {
        clusters.append(jsonObject({{"path", Value::string(cluster.path)},
                                    {"name", Value::string(cluster.name)},
                                    {"environment", Value::string(cluster.environment)},
                                    {"foundBy", Value::string(fleet::toString(cluster.entry))},
                                    {"declaredIn", Value::string(cluster.declaredIn)}}));
    }
    return clusters;
}

std::string_view reachedName(build::Reached reached)
{
    switch (reached) {
    case build::Reached::Entry: return "entry";
    case build::Reached::Built: return "built";
    case build::Reached::Walked: return "walked";
    }
    return "walked";
}

Value kustomizationJson(const build::Unit &unit)
{
    Value json = jsonObject({{"cluster", Value::string(unit.id.cluster)},
                             {"namespace", Value::string(unit.id.namespaceName)},
                             {"name", Value::string(unit.id.name)},
                             {"path", Value::string(unit.kustomization.path())},
                             {"depth", Value::integer(unit.depth)},
                             {"found", Value::string(reachedName(unit.reached))},
                             {"external", Value::boolean(unit.isExternal())},
                             {"suspended", Value::boolean(unit.kustomization.isSuspended())},
                             {"source", Value::string(unit.kustomization.source().toString())}});
    if (unit.directory)
        json.set("directory", Value::string(unit.directory->text()));
    if (unit.parent)
        json.set("parent", Value::string(unit.parent->namespaceName + '/' + unit.parent->name));
    if (unit.objects)
        json.set("objects", Value::integer(static_cast<std::int64_t>(unit.objects->size())));
    else
        json.set("error", Value::string(unit.objects.error().toString()));
    Value dependencies = Value::sequence();
    for (const flux::Dependency &dependency : unit.kustomization.dependsOn()) {
        const std::string &space =
            dependency.namespaceName.empty() ? unit.id.namespaceName : dependency.namespaceName;
        dependencies.append(Value::string(space + '/' + dependency.name));
    }
    json.set("dependsOn", std::move(dependencies));
    json.set("unknownVariables", jsonStrings(unit.unknownVariables));
    return json;
}

Value appJson(const fleet::Fleet &fleet, const fleet::App &app)
{
    Value cells = Value::sequence();
    for (std::size_t i = 0; i < app.cells.size(); ++i) {
        for (const fleet::Instance &instance : app.cells[i].instances) {
            const std::string &unit = instance.unit.namespaceName + '/' + instance.unit.name;
            Value cell = jsonObject({{"environment", Value::string(fleet.environments[i].name)},
                                     {"cluster", Value::string(instance.unit.cluster)},
                                     {"kustomization", Value::string(unit)},
                                     {"version", Value::string(instance.version.text)},
                                     {"suspended", Value::boolean(instance.isSuspended)},
                                     {"failed", Value::boolean(instance.isFailed)}});
            if (!instance.version.where.path.empty())
                cell.set("writtenIn", positionJson(instance.version.where));
            cells.append(std::move(cell));
        }
    }
    return jsonObject({{"name", Value::string(app.name)},
                       {"kind", Value::string(app.kind)},
                       {"group", Value::string(app.group)},
                       {"namespace", Value::string(app.namespaceName)},
                       {"instances", std::move(cells)}});
}

std::string fleetJson(const reconcile::Snapshot &snapshot)
{
    Value kustomizations = Value::sequence();
    for (const build::ClusterState &cluster : snapshot.desired->clusters) {
        for (const auto &unit : cluster.units)
            kustomizations.append(kustomizationJson(*unit));
    }
    Value apps = Value::sequence();
    for (const fleet::App &app : snapshot.fleet->apps)
        apps.append(appJson(*snapshot.fleet, app));
    Value environments = Value::sequence();
    for (const fleet::Environment &environment : snapshot.fleet->environments) {
        environments.append(jsonObject({{"name", Value::string(environment.name)},
                                        {"clusters", jsonStrings(environment.clusters)}}));
    }
    return yaml::toJsonPretty(jsonObject({{"revision", Value::string(snapshot.revision)},
                                          {"clusters", clustersJson(*snapshot.fleet)},
                                          {"environments", std::move(environments)},
                                          {"kustomizations", std::move(kustomizations)},
                                          {"apps", std::move(apps)},
                                          {"diagnostics", diagnosticsJson(snapshot.diagnostics)}}))
           + '\n';
}

std::string fleetTables(const reconcile::Snapshot &snapshot)
{
    const fleet::Fleet &fleet = *snapshot.fleet;
    Table clusters({"CLUSTER", "ENVIRONMENT", "KUSTOMIZATIONS", "FAILED", "OBJECTS", "FOUND BY"});
    for (const fleet::Cluster &cluster : fleet.clusters) {
        std::size_t units = 0;
        std::size_t failed = 0;
        std::size_t objects = 0;
        if (const build::ClusterState *const state = snapshot.desired->cluster(cluster.path)) {
            for (const auto &unit : state->units) {
                ++units;
                failed += unit->objects ? 0 : 1;
                objects += unit->known().size();
            }
        }
        clusters.add({cluster.path, cluster.environment, std::to_string(units),
                      std::to_string(failed), std::to_string(objects),
                      std::string(fleet::toString(cluster.entry))});
    }

    std::vector<std::string> header = {"APP", "KIND", "GROUP"};
    for (const fleet::Environment &environment : fleet.environments)
        header.push_back(environment.name);
    Table apps(std::move(header));
    for (const fleet::App &app : fleet.apps) {
        std::vector<std::string> row = {app.name, app.kind, app.group};
        for (const fleet::Cell &cell : app.cells) {
            const std::string version = cell.versionText();
            row.push_back(cell.empty() ? "-" : version.empty() ? "(no version)" : version);
        }
        apps.add(std::move(row));
    }
    return clusters.toString() + '\n' + apps.toString();
}

} // namespace

void addFleetCommand(CLI::App &program, Action &chosen)
{
    struct Arguments : FleetArguments
    {
        std::string revision = {};
        std::string output = "table";
    };
    CLI::App *const command = program.add_subcommand(
        "fleet", "Prints the clusters, environments, Kustomizations and apps of a repository");
    const auto arguments = std::make_shared<Arguments>();
    addFleetOptions(*command, *arguments);
    command->add_option("--rev", arguments->revision, "A revision instead of the files on disk");
    command->add_option("-o,--output", arguments->output, "table or json")
        ->check(CLI::IsMember({"table", "json"}))
        ->capture_default_str();
    command->callback([&chosen, arguments] {
        chosen = [arguments] {
            const auto snapshot = FleetOpener(*arguments).open(arguments->revision);
            if (!snapshot)
                return fail(snapshot.error());
            if (arguments->output == "json")
                return print(fleetJson(**snapshot));
            warn((*snapshot)->diagnostics);
            return print(fleetTables(**snapshot));
        };
    });
}

} // namespace plumb::ctl
