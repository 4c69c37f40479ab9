// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "app/commands.h"
#include "app/console.h"
#include "app/fleetopener.h"
#include "app/historyoutput.h"
#include "app/jsonoutput.h"
#include "app/table.h"
#include "core/drift/mask.h"
#include "core/history/fieldblame.h"
#include "core/yaml/emitter.h"
#include "core/yaml/json.h"

#include <algorithm>
#include <optional>

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
    std::string cluster;
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

// Nothing where the cluster does not build the object.
Result<std::optional<Explanation>> explainIn(const reconcile::Snapshot &snapshot,
                                             const std::string &cluster,
                                             const ExplainArguments &arguments)
{
    const FieldPath field = PLUMB_TRY(FieldPath::parse(arguments.field));
    const build::ClusterState *const state = snapshot.desired->cluster(cluster);
    const Found found = state ? findObject(*state, arguments) : Found();
    if (!found.object)
        return std::nullopt;
    const yaml::Value *const value = field.find(found.object->fields());
    if (!value) {
        return std::unexpected(
            Error(ErrorCode::NotFound,
                  found.object->displayName() + " has no field '" + arguments.field + "'"));
    }
    return Explanation{
        .cluster = cluster,
        .unit = found.unit,
        .value = drift::Mask::hides(found.object->fields(), field) ? "(secret)\n"
                                                                   : yaml::toReadableYaml(*value),
        .layers = PLUMB_TRY(history::blameField(snapshot, *found.object, field, {}))};
}

// Of the cluster that was asked for, else of every one that builds the object.
Result<std::vector<Explanation>> explain(const reconcile::Snapshot &snapshot,
                                         const ExplainArguments &arguments)
{
    const auto clusters = PLUMB_TRY(chosenClusters(*snapshot.fleet, arguments.cluster));
    std::vector<Explanation> explanations;
    for (const std::string &cluster : clusters) {
        if (auto explanation = PLUMB_TRY(explainIn(snapshot, cluster, arguments)))
            explanations.push_back(*std::move(explanation));
    }
    if (!explanations.empty())
        return explanations;
    const std::string where =
        arguments.cluster.empty() ? "no cluster builds " : clusters.front() + " builds no ";
    return std::unexpected(Error(ErrorCode::NotFound, where + arguments.kind + " '" + arguments.name
                                                          + "'; name it as NAMESPACE/NAME"));
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

yaml::Value valueOf(const Explanation &explanation)
{
    yaml::Value layers = yaml::Value::sequence();
    for (const history::BlamedLayer &each : explanation.layers) {
        yaml::Value layer = jsonObject({{"setBy", yaml::Value::string(layerName(each.layer.kind))},
                                        {"file", yaml::Value::string(each.layer.path)},
                                        {"line", yaml::Value::integer(each.layer.line)},
                                        {"uncommitted", yaml::Value::boolean(each.isUncommitted)}});
        if (each.commit)
            layer.set("commit", commitJson(*each.commit));
        layers.append(std::move(layer));
    }
    return jsonObject({{"cluster", yaml::Value::string(explanation.cluster)},
                       {"value", yaml::Value::string(explanation.value)},
                       {"builtBy", yaml::Value::string(explanation.unit)},
                       {"layers", std::move(layers)}});
}

Result<std::vector<Explanation>> open(const ExplainArguments &arguments)
{
    return explain(*PLUMB_TRY(FleetOpener(arguments).open(arguments.revision)), arguments);
}

// Of one cluster that was asked for it is an object of its own.
std::string jsonOf(const std::vector<Explanation> &explanations, const ExplainArguments &arguments)
{
    if (!arguments.cluster.empty())
        return yaml::toJsonPretty(valueOf(explanations.front())) + '\n';
    yaml::Value list = yaml::Value::sequence();
    for (const Explanation &explanation : explanations)
        list.append(valueOf(explanation));
    return yaml::toJsonPretty(jsonObject({{"clusters", std::move(list)}})) + '\n';
}

int runExplain(const ExplainArguments &arguments)
{
    auto explanations = open(arguments);
    // Charts are asked for only where nothing else has the object.
    if (!explanations && explanations.error().code() == ErrorCode::NotFound) {
        ExplainArguments withCharts = arguments;
        withCharts.rendersReleases = true;
        explanations = open(withCharts);
    }
    if (!explanations)
        return fail(explanations.error());
    if (arguments.output == "json")
        return print(jsonOf(*explanations, arguments));
    std::string text;
    for (const Explanation &explanation : *explanations)
        text += (text.empty() ? "" : "\n") + textOf(explanation);
    return print(text);
}

std::shared_ptr<ExplainArguments> addArguments(CLI::App &command, Action &chosen)
{
    const auto arguments = std::make_shared<ExplainArguments>();
    addFleetOptions(command, *arguments);
    command.add_option("--rev", arguments->revision, "A revision instead of the files on disk");
    command.add_option("KIND", arguments->kind, "The object's kind, as Deployment")->required();
    command
        .add_option("NAME", arguments->name,
                    "NAMESPACE/NAME, or NAME alone for a cluster-scoped kind")
        ->required();
    command
        .add_option("FIELD", arguments->field,
                    "The field, as spec.template.spec.containers[name=web].image")
        ->required();
    command.add_option("-o,--output", arguments->output, "text or json")
        ->check(CLI::IsMember({"text", "json"}))
        ->capture_default_str();
    command.callback(
        [&chosen, arguments] { chosen = [arguments] { return runExplain(*arguments); }; });
    return arguments;
}

} // namespace

void addExplainCommand(CLI::App &program, Action &chosen)
{
    CLI::App *const command = program.add_subcommand(
        "explain", "Prints why a field of a built object is what it is: files, lines, commits");
    const auto arguments = addArguments(*command, chosen);
    command->add_option("--cluster", arguments->cluster, "The cluster, by its path or name")
        ->required();
}

void addBlameCommand(CLI::App &program, Action &chosen)
{
    CLI::App *const command = program.add_subcommand(
        "blame", "Prints who set a field of a built object, in every cluster that has it");
    const auto arguments = addArguments(*command, chosen);
    command->add_option("--cluster", arguments->cluster, "Only this cluster, by its path or name");
}

} // namespace plumb::ctl
