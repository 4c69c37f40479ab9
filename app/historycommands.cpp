// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "app/commands.h"
#include "app/console.h"
#include "app/fleetopener.h"
#include "app/historyoutput.h"
#include "app/jsonoutput.h"
#include "app/randommask.h"
#include "app/table.h"
#include "core/drift/render.h"
#include "core/git/repository.h"
#include "core/history/bisect.h"
#include "core/history/effect.h"
#include "core/history/environmentorder.h"
#include "core/history/timeline.h"
#include "core/yaml/json.h"

#include <algorithm>

namespace plumb::ctl {

namespace {

using yaml::Value;

struct HistoryArguments : FleetArguments
{
    std::string revision = {};
    std::string environment = {};
    std::string app = {};
    std::string author = {};
    std::size_t count = 30;
    std::string cluster = {};
    std::string kind = {};
    std::string name = {}; ///< "namespace/name", or "name" for cluster-scoped kinds
    std::string field = {};
    std::string output = "text";

    bool isJson() const { return output == "json"; }
};

std::string joined(const std::vector<std::string> &texts, std::string_view separator)
{
    std::string result;
    for (const std::string &text : texts)
        result += (result.empty() ? "" : std::string(separator)) + text;
    return result;
}

int printJson(const Value &value)
{
    return print(yaml::toJsonPretty(value) + '\n');
}

Result<int> listEnvironments(const HistoryArguments &arguments)
{
    FleetOpener opener(arguments);
    const auto snapshot = PLUMB_TRY(opener.open(arguments.revision));
    const auto environments = PLUMB_TRY(history::environmentOrder(*snapshot, {}));
    if (arguments.isJson()) {
        Value list = Value::sequence();
        for (const history::OrderedEnvironment &each : environments) {
            list.append(
                jsonObject({{"name", Value::string(each.name)},
                            {"clusters", jsonStrings(each.clusters)},
                            {"orderedBy", Value::string(history::toString(each.reason))},
                            {"first", Value::integer(static_cast<std::int64_t>(each.before))},
                            {"later", Value::integer(static_cast<std::int64_t>(each.after))}}));
        }
        return printJson(jsonObject({{"environments", std::move(list)}}));
    }
    Table table({"ENVIRONMENT", "ORDERED BY", "FIRST", "LATER", "CLUSTERS"});
    for (const history::OrderedEnvironment &each : environments) {
        table.add({each.name, std::string(history::toString(each.reason)),
                   std::to_string(each.before), std::to_string(each.after),
                   joined(each.clusters, ", ")});
    }
    return print(table.toString());
}

Value entryJson(const history::TimelineEntry &entry)
{
    Value files = Value::sequence();
    for (const git::ChangedFile &file : entry.files)
        files.append(Value::string(file.path.text()));
    Value json = commitJson(entry.commit);
    json.set("environments", jsonStrings(entry.environments));
    json.set("mergeRequest", Value::string(entry.mergeRequest));
    json.set("files", std::move(files));
    return json;
}

Result<int> printLog(const HistoryArguments &arguments)
{
    FleetOpener opener(arguments);
    const auto snapshot =
        PLUMB_TRY(opener.open(arguments.revision.empty() ? "HEAD" : arguments.revision));
    auto timeline = PLUMB_TRY(history::Timeline::open(
        snapshot,
        {.environment = arguments.environment, .app = arguments.app, .author = arguments.author}));
    std::vector<history::TimelineEntry> entries;
    for (bool isLast = false; !isLast && entries.size() < arguments.count;) {
        auto page = PLUMB_TRY(timeline.next({}));
        isLast = page.isLast;
        std::ranges::move(page.entries, std::back_inserter(entries));
    }
    if (entries.size() > arguments.count)
        entries.erase(entries.begin() + static_cast<std::ptrdiff_t>(arguments.count),
                      entries.end());
    if (arguments.isJson()) {
        Value list = Value::sequence();
        for (const history::TimelineEntry &entry : entries)
            list.append(entryJson(entry));
        return printJson(jsonObject({{"commits", std::move(list)}}));
    }
    Table table({"COMMIT", "DATE", "AUTHOR", "ENVIRONMENTS", "FOLDER", "SUBJECT"});
    for (const history::TimelineEntry &entry : entries) {
        const std::string folder = entry.folder().text();
        table.add({entry.commit.id.shortText(), dayOf(entry.commit.author),
                   entry.commit.author.name,
                   entry.environments.empty() ? "-" : joined(entry.environments, ", "),
                   folder.empty() ? "." : folder, entry.commit.summary()});
    }
    return print(table.toString());
}

/// What older states are built with, for one command.
struct HistoryTools
{
    explicit HistoryTools(FleetOpener &opener)
        : opener(opener)
    {
    }

    Result<history::HistoryContext> context()
    {
        return history::HistoryContext{.request = PLUMB_TRY(opener.request("HEAD")),
                                       .cache = opener.cache(),
                                       .executor = opener.executor(),
                                       .mask = mask};
    }

    FleetOpener &opener;
    drift::Mask mask = randomMask();
};

Result<int> printEffect(const HistoryArguments &arguments)
{
    FleetOpener opener(arguments);
    HistoryTools tools(opener);
    const auto context = PLUMB_TRY(tools.context());
    const auto repository = PLUMB_TRY(git::Repository::open(arguments.repository));
    const git::Oid commit = PLUMB_TRY(repository.resolve(arguments.revision));
    auto effect = PLUMB_TRY(history::effectOf(context, commit, {}));
    if (!arguments.environment.empty())
        PLUMB_TRY(history::keepEnvironment(effect, arguments.environment));
    for (const reconcile::ClusterChanges &each : effect.clusters)
        warn(each.changes.diagnostics);
    const int printed =
        arguments.isJson()
            ? printJson(jsonObject({{"commit", commitJson(effect.commit)},
                                    {"effect", changesJson(effect.clusters)}}))
            : print(commitLine(effect.commit) + "\n\n" + changesText(effect.clusters));
    if (printed != Same)
        return printed;
    return effect.clusters.empty() ? Same : Different;
}

Result<std::string> clusterOf(const reconcile::Snapshot &snapshot,
                              const HistoryArguments &arguments)
{
    if (!arguments.cluster.empty())
        return PLUMB_TRY(findCluster(*snapshot.fleet, arguments.cluster))->path;
    const auto slash = arguments.name.find('/');
    const std::string space = slash == std::string::npos ? "" : arguments.name.substr(0, slash);
    const std::string name = arguments.name.substr(slash == std::string::npos ? 0 : slash + 1);
    std::vector<std::string> building;
    for (const fleet::Cluster &cluster : snapshot.fleet->clusters) {
        const auto objects = reconcile::objectsOf(*snapshot.desired, cluster.path).objects;
        if (std::ranges::any_of(objects, [&](const Object &object) {
                return object.kind() == arguments.kind && object.name() == name
                       && object.namespaceName() == space;
            }))
            building.push_back(cluster.path);
    }
    if (building.size() == 1)
        return building.front();
    return std::unexpected(
        Error(ErrorCode::NotFound, building.empty()
                                       ? "no cluster builds " + arguments.kind + " '"
                                             + arguments.name + "'; name it as NAMESPACE/NAME"
                                       : "several clusters build it; choose one with --cluster: "
                                             + joined(building, ", ")));
}

Result<int> bisect(const HistoryArguments &arguments)
{
    FleetOpener opener(arguments);
    HistoryTools tools(opener);
    const auto snapshot =
        PLUMB_TRY(opener.open(arguments.revision.empty() ? "HEAD" : arguments.revision));
    const auto slash = arguments.name.find('/');
    const bool hasSpace = slash != std::string::npos;
    const history::ChangedObject question{
        .cluster = PLUMB_TRY(clusterOf(*snapshot, arguments)),
        .kind = arguments.kind,
        .namespaceName = hasSpace ? arguments.name.substr(0, slash) : "",
        .name = hasSpace ? arguments.name.substr(slash + 1) : arguments.name,
        .field = PLUMB_TRY(FieldPath::parse(arguments.field))};
    const auto context = PLUMB_TRY(tools.context());
    const auto found = PLUMB_TRY(history::lastChangeOf(context, *snapshot, question, {}));
    if (!found) {
        if (arguments.isJson())
            return printJson(jsonObject({{"commit", Value()}}));
        return print("the same as far back as was looked\n");
    }
    const drift::ChangeSet changes{.objects = {found->change}};
    if (arguments.isJson()) {
        return printJson(
            jsonObject({{"commit", commitJson(found->commit)},
                        {"cluster", Value::string(question.cluster)},
                        {"built", Value::integer(static_cast<std::int64_t>(found->built))},
                        {"changes", drift::toValue(changes)}}));
    }
    return print(commitLine(found->commit) + "\n\n" + question.cluster + '\n'
                 + drift::toText(changes));
}

using Command = Result<int> (*)(const HistoryArguments &);

std::shared_ptr<HistoryArguments> addCommand(CLI::App &command, Action &chosen, Command run)
{
    const auto arguments = std::make_shared<HistoryArguments>();
    addFleetOptions(command, *arguments);
    command.add_option("-o,--output", arguments->output, "text or json")
        ->check(CLI::IsMember({"text", "json"}))
        ->capture_default_str();
    command.callback([&chosen, arguments, run] {
        chosen = [arguments, run] {
            const Result<int> status = run(*arguments);
            return status ? *status : fail(status.error());
        };
    });
    return arguments;
}

} // namespace

void addEnvironmentsCommand(CLI::App &program, Action &chosen)
{
    CLI::App *const command = program.add_subcommand(
        "environments", "Prints the environments in the order of promotion, and what says so");
    const auto arguments = addCommand(*command, chosen, listEnvironments);
    command->add_option("--rev", arguments->revision, "A revision instead of the files on disk");
}

void addLogCommand(CLI::App &program, Action &chosen)
{
    CLI::App *const command =
        program.add_subcommand("log", "Prints the commits of the fleet, newest first");
    const auto arguments = addCommand(*command, chosen, printLog);
    command->add_option("--environment", arguments->environment,
                        "Only commits that touch what this environment reads");
    command->add_option("--app", arguments->app, "Only commits that touch what sets this app");
    command->add_option("--author", arguments->author, "Only commits of this author");
    command->add_option("--rev", arguments->revision, "Where to start instead of HEAD");
    command->add_option("-n,--count", arguments->count, "How many commits at most")
        ->capture_default_str();
}

void addEffectCommand(CLI::App &program, Action &chosen)
{
    CLI::App *const command = program.add_subcommand(
        "effect", "Prints what a commit changed, as built, in every cluster");
    const auto arguments = addCommand(*command, chosen, printEffect);
    command->add_option("COMMIT", arguments->revision, "The commit")->required();
    command->add_option("--environment", arguments->environment, "Only in this environment");
}

void addBisectCommand(CLI::App &program, Action &chosen)
{
    CLI::App *const command = program.add_subcommand(
        "bisect", "Finds the commit that made an object, as built, what it is");
    const auto arguments = addCommand(*command, chosen, bisect);
    command->add_option("KIND", arguments->kind, "The object's kind, as Deployment")->required();
    command
        ->add_option("NAME", arguments->name,
                     "NAMESPACE/NAME, or NAME alone for a cluster-scoped kind")
        ->required();
    command->add_option("--field", arguments->field, "Only this field of it, as spec.replicas");
    command->add_option("--cluster", arguments->cluster, "The cluster, by its path or name");
    command->add_option("--rev", arguments->revision, "Where to start instead of HEAD");
}

} // namespace plumb::ctl
