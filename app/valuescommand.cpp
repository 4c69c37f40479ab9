// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "app/commands.h"
#include "app/console.h"
#include "app/fleetopener.h"
#include "app/jsonoutput.h"
#include "app/table.h"
#include "core/build/provenance.h"
#include "core/yaml/json.h"

namespace plumb::ctl {

namespace {

struct ValuesArguments : FleetArguments
{
    std::string cluster = {};
    std::string revision = {};
    std::string name = {}; ///< "namespace/name"
    bool showsAll = false;
    bool showsDead = false;
    std::string output = "text";
};

Result<const build::Release *> findRelease(const reconcile::Snapshot &snapshot,
                                           const ValuesArguments &arguments)
{
    const fleet::Cluster &cluster = *PLUMB_TRY(findCluster(*snapshot.fleet, arguments.cluster));
    const build::ClusterState *const state = snapshot.desired->cluster(cluster.path);
    std::string known;
    for (const auto &release : state ? state->releases : decltype(state->releases)()) {
        const std::string name = release->id.namespaceName + '/' + release->id.name;
        if (name == arguments.name)
            return release.get();
        known += (known.empty() ? "" : ", ") + name;
    }
    return std::unexpected(
        Error(ErrorCode::NotFound, "no HelmRelease '" + arguments.name + "' in " + cluster.path
                                       + (known.empty() ? "" : "; there are: " + known)));
}

bool isShown(const build::ReleaseValue &value, const ValuesArguments &arguments)
{
    return arguments.showsDead ? value.isDead : arguments.showsAll || value.isSet;
}

std::string textOf(const build::ReleaseValue &value)
{
    return value.isSecret ? "(secret)" : yaml::toJson(value.value);
}

std::string placeOf(const build::ReleaseValue &value, const yaml::SourceTable &sources)
{
    const SourcePosition place = build::placeOf(value.value, sources);
    if (place.path.empty())
        return "-";
    return place.line > 0 ? place.path + ':' + std::to_string(place.line) : place.path;
}

std::string tableOf(const build::RenderedRelease &release, const ValuesArguments &arguments,
                    const yaml::SourceTable &sources)
{
    Table table({"KEY", "VALUE", "FROM", "READ"});
    for (const build::ReleaseValue &value : release.values) {
        if (isShown(value, arguments))
            table.add({value.dottedPath(), textOf(value), placeOf(value, sources),
                       value.isDead ? "by no template" : ""});
    }
    return table.toString();
}

std::string jsonOf(const build::RenderedRelease &release, const ValuesArguments &arguments,
                   const yaml::SourceTable &sources)
{
    yaml::Value list = yaml::Value::sequence();
    for (const build::ReleaseValue &value : release.values) {
        if (!isShown(value, arguments))
            continue;
        yaml::Value item =
            jsonObject({{"path", jsonStrings(value.path)},
                        {"value", value.isSecret ? yaml::Value() : value.value},
                        {"secret", yaml::Value::boolean(value.isSecret)},
                        {"set", yaml::Value::boolean(value.isSet)},
                        {"dead", yaml::Value::boolean(value.isDead)},
                        {"where", positionJson(build::placeOf(value.value, sources))}});
        list.append(std::move(item));
    }
    return yaml::toJsonPretty(jsonObject({{"chart", yaml::Value::string(release.chartName)},
                                          {"version", yaml::Value::string(release.chartVersion)},
                                          {"values", std::move(list)}}))
           + '\n';
}

int runValues(const ValuesArguments &arguments)
{
    const auto snapshot = FleetOpener(arguments).open(arguments.revision);
    if (!snapshot)
        return fail(snapshot.error());
    const auto release = findRelease(**snapshot, arguments);
    if (!release)
        return fail(release.error());
    const build::RenderedRelease &rendered = *(*release)->rendered;
    // A template that fails has its values all the same.
    if (!rendered.objects && rendered.values.empty())
        return fail(rendered.objects.error());
    warn(rendered.diagnostics);
    const yaml::SourceTable &sources = *(*snapshot)->sources;
    return print(arguments.output == "json" ? jsonOf(rendered, arguments, sources)
                                            : tableOf(rendered, arguments, sources));
}

} // namespace

void addValuesCommand(CLI::App &program, Action &chosen)
{
    CLI::App *const command = program.add_subcommand(
        "values", "Prints the values that a HelmRelease gives to its chart, and where each is set");
    const auto arguments = std::make_shared<ValuesArguments>();
    arguments->rendersReleases = true;
    addFleetOptions(*command, *arguments);
    command->add_option("--cluster", arguments->cluster, "The cluster, by its path or name")
        ->required();
    command->add_option("--rev", arguments->revision, "A revision instead of the files on disk");
    auto *const all =
        command->add_flag("--all", arguments->showsAll, "Also the defaults of the chart");
    command
        ->add_flag("--dead", arguments->showsDead,
                   "Only what is set, and read by no template of the chart")
        ->excludes(all);
    command->add_option("NAME", arguments->name, "The HelmRelease, as NAMESPACE/NAME")->required();
    command->add_option("-o,--output", arguments->output, "text or json")
        ->check(CLI::IsMember({"text", "json"}))
        ->capture_default_str();
    command->callback(
        [&chosen, arguments] { chosen = [arguments] { return runValues(*arguments); }; });
}

} // namespace plumb::ctl
