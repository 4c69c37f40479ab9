// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "app/commands.h"
#include "app/console.h"
#include "app/fleetopener.h"
#include "app/jsonoutput.h"
#include "app/randommask.h"
#include "core/drift/render.h"
#include "core/reconcile/comparison.h"
#include "core/yaml/json.h"

#include <algorithm>

namespace plumb::ctl {

namespace {

using Changes = std::vector<reconcile::ClusterChanges>;

struct DiffArguments : FleetArguments
{
    std::string before = {};
    std::string after = {};
    bool comparesEnvironments = false;
    std::string cluster = {};
    std::string output = "text";
};

// Keeps the cluster that was asked for, by either side's path or name.
Result<> keepCluster(Changes &changes, const fleet::Fleet &fleet, const std::string &text)
{
    if (text.empty())
        return {};
    const std::string path = PLUMB_TRY(findCluster(fleet, text))->path;
    std::erase_if(changes, [&](const reconcile::ClusterChanges &each) {
        return each.cluster != path && each.against != path;
    });
    return {};
}

Result<Changes> compare(const DiffArguments &arguments)
{
    FleetOpener opener(arguments);
    const drift::Mask mask = randomMask();
    if (arguments.comparesEnvironments) {
        const auto snapshot = PLUMB_TRY(opener.open(""));
        Changes changes = PLUMB_TRY(
            reconcile::compareEnvironments(*snapshot, arguments.before, arguments.after, mask, {}));
        PLUMB_TRY(keepCluster(changes, *snapshot->fleet, arguments.cluster));
        return changes;
    }
    const auto before = PLUMB_TRY(opener.open(arguments.before));
    const auto after = PLUMB_TRY(opener.open(arguments.after));
    Changes changes = PLUMB_TRY(reconcile::compareRevisions(*before, *after, mask, {}));
    PLUMB_TRY(keepCluster(changes, *after->fleet, arguments.cluster));
    return changes;
}

std::string textOf(const Changes &changes)
{
    std::string text;
    for (const reconcile::ClusterChanges &each : changes) {
        if (!each.changes.hasDifferences())
            continue;
        text += (text.empty() ? "" : "\n") + each.cluster;
        if (each.against != each.cluster)
            text += " against " + each.against;
        text += '\n' + drift::toText(each.changes);
    }
    return text;
}

std::string jsonOf(const Changes &changes)
{
    yaml::Value list = yaml::Value::sequence();
    for (const reconcile::ClusterChanges &each : changes) {
        list.append(jsonObject({{"cluster", yaml::Value::string(each.cluster)},
                                {"against", yaml::Value::string(each.against)},
                                {"changes", drift::toValue(each.changes)}}));
    }
    return yaml::toJsonPretty(jsonObject({{"clusters", std::move(list)}})) + '\n';
}

int runDiff(const DiffArguments &arguments)
{
    const auto changes = compare(arguments);
    if (!changes)
        return fail(changes.error());
    for (const reconcile::ClusterChanges &each : *changes)
        warn(each.changes.diagnostics);
    const int printed = print(arguments.output == "json" ? jsonOf(*changes) : textOf(*changes));
    if (printed != Same)
        return printed;
    const bool differs = std::ranges::any_of(*changes, [](const reconcile::ClusterChanges &each) {
        return each.changes.hasDifferences();
    });
    return differs ? Different : Same;
}

} // namespace

void addDiffCommand(CLI::App &program, Action &chosen)
{
    CLI::App *const command = program.add_subcommand(
        "diff", "Prints what differs, as built, between two revisions or two environments");
    const auto arguments = std::make_shared<DiffArguments>();
    arguments->rendersReleases = true;
    addFleetOptions(*command, *arguments);
    command
        ->add_option("A", arguments->before,
                     "The older revision, or WORKTREE; with --environments, the source environment")
        ->required();
    command
        ->add_option("B", arguments->after,
                     "The newer revision, or WORKTREE; with --environments, the target environment")
        ->required();
    command->add_flag("--environments", arguments->comparesEnvironments,
                      "A and B are environments: prints what would make B like A");
    command->add_option("--cluster", arguments->cluster, "Only this cluster, by its path or name");
    command->add_option("-o,--output", arguments->output, "text or json")
        ->check(CLI::IsMember({"text", "json"}))
        ->capture_default_str();
    command->callback(
        [&chosen, arguments] { chosen = [arguments] { return runDiff(*arguments); }; });
}

} // namespace plumb::ctl
