// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "app/commands.h"
#include "app/console.h"
#include "app/fleetopener.h"
#include "app/jsonoutput.h"
#include "app/table.h"
#include "core/drift/mask.h"
#include "core/history/fieldblame.h"
#include "core/yaml/emitter.h"
#include "core/yaml/json.h"

#include <algorithm>
#include <chrono>
#include <cstdio>

namespace plumb::ctl {

namespace {

struct ExplainArguments : FleetArguments
{
    std::string cluster = {};
    std::string revision = {};
    std::string kind = {};
    std::string name = {}; ///< "namespace/name", or "name" for cluster-scoped kinds
    std::string field = {};
    std::string output = "text";
};

/// A field of a built object and everything that set it.
struct Explanation
{
    std::string unit;
    std::string value;
    std::vector<history::BlamedLayer> layers;
};

bool isMeant(const Object &object, const ExplainArguments &arguments)
{
    const auto slash = arguments.name.find('/');
    const std::string space = slash == std::string::npos ? "" : arguments.name.substr(0, slash);
    const std::string name = arguments.name.substr(slash == std::string::npos ? 0 : slash + 1);
    return object.kind() == arguments.kind && object.name() == name
           && object.namespaceName() == space;
}

/// An object, and what builds it.
struct Found
{
    const Object *object = nullptr;
    std::string unit = {};
};

Found findObject(const build::ClusterState &cluster, const ExplainArguments &arguments)
{
    for (const auto &unit : cluster.units) {
        if (!unit->objects)
            continue;
        for (const Object &object : *unit->objects) {
            if (isMeant(object, arguments))
                return {&object, unit->id.toString()};
        }
    }
    for (const auto &release : cluster.releases) {
        for (const Object *object : release->everything()) {
            if (isMeant(*object, arguments))
                return {object, release->id.toString()};
        }
    }
    return {};
}

Result<Explanation> explain(const reconcile::Snapshot &snapshot, const ExplainArguments &arguments)
{
    const fleet::Cluster &cluster = *PLUMB_TRY(findCluster(*snapshot.fleet, arguments.cluster));
    const FieldPath field = PLUMB_TRY(FieldPath::parse(arguments.field));
    const build::ClusterState *const state = snapshot.desired->cluster(cluster.path);
    const Found found = state ? findObject(*state, arguments) : Found();
    if (!found.object) {
        return std::unexpected(
            Error(ErrorCode::NotFound, cluster.path + " builds no " + arguments.kind + " '"
                                           + arguments.name + "'; name it as NAMESPACE/NAME"));
    }
    const yaml::Value *const value = field.find(found.object->fields());
    if (!value) {
        return std::unexpected(
            Error(ErrorCode::NotFound,
                  found.object->displayName() + " has no field '" + arguments.field + "'"));
    }
    return Explanation{
        .unit = found.unit,
        .value = drift::Mask::hides(found.object->fields(), field) ? "(secret)\n"
                                                                   : yaml::toReadableYaml(*value),
        .layers = PLUMB_TRY(history::blameField(snapshot, *found.object, field, {}))};
}

std::string_view layerName(yaml::LayerKind kind)
{
    switch (kind) {
    case yaml::LayerKind::File: return "file";
    case yaml::LayerKind::Patch: return "patch";
    case yaml::LayerKind::Transformer: return "transformer";
    case yaml::LayerKind::Generator: return "generator";
    case yaml::LayerKind::Values: return "values";
    case yaml::LayerKind::Template: return "template";
    case yaml::LayerKind::Substitution: return "substitution";
    case yaml::LayerKind::Flux: return "flux";
    case yaml::LayerKind::Edit: return "edit";
    }
    return "file";
}

std::string placeOf(const yaml::Layer &layer)
{
    return layer.path.empty() ? "-" : layer.path + ':' + std::to_string(layer.line);
}

std::string dayOf(const git::Signature &signature)
{
    const std::chrono::sys_seconds when(
        std::chrono::seconds(signature.time + std::int64_t(signature.offsetMinutes) * 60));
    const std::chrono::year_month_day day(std::chrono::floor<std::chrono::days>(when));
    char text[16] = {};
    std::snprintf(text, sizeof text, "%04d-%02u-%02u", int(day.year()), unsigned(day.month()),
                  unsigned(day.day()));
    return text;
}

std::string textOf(const Explanation &explanation)
{
    Table table({"SET BY", "WHERE", "COMMIT", "DATE", "AUTHOR", "SUBJECT"});
    for (const history::BlamedLayer &each : explanation.layers) {
        std::vector<std::string> row = {std::string(layerName(each.layer.kind)),
                                        placeOf(each.layer)};
        if (each.commit) {
            row.insert(row.end(), {each.commit->id.shortText(), dayOf(each.commit->author),
                                   each.commit->author.name, each.commit->summary()});
        } else {
            row.insert(row.end(), {each.isUncommitted ? "uncommitted" : "-", "-", "-", "-"});
        }
        table.add(std::move(row));
    }
    return explanation.value + "built by " + explanation.unit + "\n\n" + table.toString();
}

std::string jsonOf(const Explanation &explanation)
{
    yaml::Value layers = yaml::Value::sequence();
    for (const history::BlamedLayer &each : explanation.layers) {
        yaml::Value layer = jsonObject({{"setBy", yaml::Value::string(layerName(each.layer.kind))},
                                        {"file", yaml::Value::string(each.layer.path)},
                                        {"line", yaml::Value::integer(each.layer.line)},
                                        {"uncommitted", yaml::Value::boolean(each.isUncommitted)}});
        if (each.commit) {
            layer.set("commit",
                      jsonObject({{"id", yaml::Value::string(each.commit->id.text())},
                                  {"author", yaml::Value::string(each.commit->author.name)},
                                  {"email", yaml::Value::string(each.commit->author.email)},
                                  {"time", yaml::Value::integer(each.commit->author.time)},
                                  {"subject", yaml::Value::string(each.commit->summary())}}));
        }
        layers.append(std::move(layer));
    }
    return yaml::toJsonPretty(jsonObject({{"value", yaml::Value::string(explanation.value)},
                                          {"builtBy", yaml::Value::string(explanation.unit)},
                                          {"layers", std::move(layers)}}))
           + '\n';
}

Result<Explanation> open(const ExplainArguments &arguments)
{
    return explain(*PLUMB_TRY(FleetOpener(arguments).open(arguments.revision)), arguments);
}

int runExplain(const ExplainArguments &arguments)
{
    auto explanation = open(arguments);
    // Charts are asked for only where nothing else has the object.
    if (!explanation && explanation.error().code() == ErrorCode::NotFound) {
        ExplainArguments withCharts = arguments;
        withCharts.rendersReleases = true;
        explanation = open(withCharts);
    }
    if (!explanation)
        return fail(explanation.error());
    return print(arguments.output == "json" ? jsonOf(*explanation) : textOf(*explanation));
}

} // namespace

void addExplainCommand(CLI::App &program, Action &chosen)
{
    CLI::App *const command = program.add_subcommand(
        "explain", "Prints why a field of a built object is what it is: files, lines, commits");
    const auto arguments = std::make_shared<ExplainArguments>();
    addFleetOptions(*command, *arguments);
    command->add_option("--cluster", arguments->cluster, "The cluster, by its path or name")
        ->required();
    command->add_option("--rev", arguments->revision, "A revision instead of the files on disk");
    command->add_option("KIND", arguments->kind, "The object's kind, as Deployment")->required();
    command
        ->add_option("NAME", arguments->name,
                     "NAMESPACE/NAME, or NAME alone for a cluster-scoped kind")
        ->required();
    command
        ->add_option("FIELD", arguments->field,
                     "The field, as spec.template.spec.containers[name=web].image")
        ->required();
    command->add_option("-o,--output", arguments->output, "text or json")
        ->check(CLI::IsMember({"text", "json"}))
        ->capture_default_str();
    command->callback(
        [&chosen, arguments] { chosen = [arguments] { return runExplain(*arguments); }; });
}

} // namespace plumb::ctl
