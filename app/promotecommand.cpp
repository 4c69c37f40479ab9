// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "app/commands.h"
#include "app/console.h"
#include "app/jsonoutput.h"
#include "app/promotionplan.h"
#include "app/randommask.h"
#include "core/git/repository.h"
#include "core/promotion/carriedcommit.h"
#include "core/promotion/experience.h"
#include "core/yaml/json.h"

#include <algorithm>

namespace plumb::ctl {

namespace {

using promotion::Difference;

struct PromoteArguments : CommitArguments
{
    std::string from = {};
    std::string to = {};
    std::string commit = {};
    std::vector<std::string> apps = {};
    std::vector<std::string> paths = {};
    std::vector<std::string> taken = {};
    std::vector<std::string> kept = {};
    bool remembers = false;
};

struct DifferencesArguments : FleetArguments
{
    std::string from = {};
    std::string to = {};
    std::string revision = {};
    std::vector<std::string> apps = {};
    std::string output = "text";
};

void keepApps(std::vector<Difference> &differences, const std::vector<std::string> &apps)
{
    std::erase_if(differences, [&apps](const Difference &difference) {
        return !apps.empty() && !std::ranges::contains(apps, difference.app);
    });
}

std::vector<Difference> choose(const std::vector<Difference> &differences,
                               const PromoteArguments &arguments)
{
    std::vector<Difference> chosen;
    for (const Difference &difference : differences) {
        const bool isWanted = !arguments.paths.empty()
                                  ? isNamed(difference, arguments.paths)
                                  : difference.isSuggested || isNamed(difference, arguments.taken);
        if (isWanted && !isNamed(difference, arguments.kept))
            chosen.push_back(difference);
    }
    return chosen;
}

bool isUndecided(const Difference &difference, const PromoteArguments &arguments)
{
    return difference.isConflict && !isNamed(difference, arguments.taken)
           && !isNamed(difference, arguments.kept) && !isNamed(difference, arguments.paths);
}

Result<promotion::Differences> differencesFor(const reconcile::Snapshot &snapshot,
                                              FleetOpener &opener,
                                              const PromoteArguments &arguments)
{
    if (!arguments.commit.empty()) {
        const auto repository = PLUMB_TRY(git::Repository::open(snapshot.repository));
        const git::Oid commit = PLUMB_TRY(repository.resolve(arguments.commit));
        return promotion::differencesOfCommit(snapshot, commit, arguments.from, arguments.to, {});
    }
    auto differences =
        PLUMB_TRY(promotion::differences(snapshot, arguments.from, arguments.to, {}));
    PLUMB_TRY(promotion::learn(differences, snapshot, opener.cache(), {}));
    return differences;
}

Result<int> printNothing(const std::vector<Difference> &differences,
                         const PromoteArguments &arguments)
{
    if (!arguments.paths.empty()) {
        return std::unexpected(Error(ErrorCode::NotFound,
                                     "no difference is at the paths that --path names; "
                                     "--plan without --path lists them"));
    }
    if (arguments.output == "json") {
        return print(yaml::toJsonPretty(jsonObject({{"from", yaml::Value::string(arguments.from)},
                                                    {"to", yaml::Value::string(arguments.to)},
                                                    {"promoted", yaml::Value::sequence()},
                                                    {"staying", differencesJson(differences)},
                                                    {"files", yaml::Value::sequence()}}))
                     + '\n');
    }
    return print("Nothing to promote from " + arguments.from + " to " + arguments.to + '\n'
                 + listing(differences, "-"));
}

Result<int> promote(const PromoteArguments &arguments)
{
    FleetOpener opener(arguments);
    const auto snapshot = PLUMB_TRY(opener.open("HEAD"));
    auto differences = PLUMB_TRY(differencesFor(*snapshot, opener, arguments));
    warn(differences.diagnostics);
    keepApps(differences.items, arguments.apps);
    const bool isUndecidedYet =
        std::ranges::any_of(differences.items, [&arguments](const Difference &difference) {
            return isUndecided(difference, arguments);
        });
    if (isUndecidedYet)
        return printConflicts(differences.items, arguments);
    const std::vector<Difference> chosen = choose(differences.items, arguments);
    if (chosen.empty())
        return printNothing(differences.items, arguments);

    const drift::Mask mask = randomMask();
    const auto plan = PLUMB_TRY(promotion::plan({.snapshot = *snapshot,
                                                 .cache = opener.cache(),
                                                 .executor = opener.executor(),
                                                 .mask = mask,
                                                 .remembersChoices = arguments.remembers},
                                                differences, chosen, {}));
    return printAndCommit(plan, others(differences.items, chosen),
                          "Promote from " + plan.from + " to " + plan.to, arguments);
}

Result<int> listDifferences(const DifferencesArguments &arguments)
{
    FleetOpener opener(arguments);
    const auto snapshot = PLUMB_TRY(opener.open(arguments.revision));
    auto differences =
        PLUMB_TRY(promotion::differences(*snapshot, arguments.from, arguments.to, {}));
    PLUMB_TRY(promotion::learn(differences, *snapshot, opener.cache(), {}));
    warn(differences.diagnostics);
    keepApps(differences.items, arguments.apps);
    const auto goes = std::ranges::stable_partition(differences.items, &Difference::isSuggested);
    const std::vector<Difference> promoting(differences.items.begin(), goes.begin());
    const std::vector<Difference> staying(goes.begin(), goes.end());
    const int printed = arguments.output == "json"
                            ? print(yaml::toJsonPretty(jsonObject(
                                        {{"from", yaml::Value::string(differences.from)},
                                         {"to", yaml::Value::string(differences.to)},
                                         {"differences", differencesJson(differences.items)}}))
                                    + '\n')
                            : print(listing(promoting, "+") + listing(staying, "-"));
    if (printed != Same)
        return printed;
    return differences.items.empty() ? Same : Different;
}

} // namespace

void addPromoteCommand(CLI::App &program, Action &chosen)
{
    CLI::App *const command = program.add_subcommand(
        "promote", "Carries what differs from one environment to the next, in one commit");
    const auto arguments = std::make_shared<PromoteArguments>();
    addCommitOptions(*command, *arguments);
    command->add_option("--from", arguments->from, "The environment that has it")->required();
    command->add_option("--to", arguments->to, "The environment that gets it")->required();
    command->add_option("--commit", arguments->commit,
                        "Carries over what this commit changed, and nothing else");
    command->add_option("--app", arguments->apps, "Only differences of this app");
    command->add_option(
        "--path", arguments->paths,
        "Only this field, or this difference as --plan prints it, suggested or not");
    command->add_option("--take", arguments->taken,
                        "This difference too, or the source's side of this conflict");
    command->add_option("--keep", arguments->kept,
                        "Not this difference, or the target's side of this conflict");
    command->add_flag("--remember", arguments->remembers,
                      "Writes choices that are not as suggested into .plumbline.yaml");
    command->callback([&chosen, arguments] {
        chosen = [arguments] {
            const Result<int> status = promote(*arguments);
            return status ? *status : fail(status.error());
        };
    });
}

void addDifferencesCommand(CLI::App &program, Action &chosen)
{
    CLI::App *const command = program.add_subcommand(
        "differences", "Prints what two environments do not agree on, and what would be promoted");
    const auto arguments = std::make_shared<DifferencesArguments>();
    addFleetOptions(*command, *arguments);
    command->add_option("--from", arguments->from, "The environment that has it")->required();
    command->add_option("--to", arguments->to, "The environment that would get it")->required();
    command->add_option("--app", arguments->apps, "Only differences of this app");
    command->add_option("--rev", arguments->revision, "A revision instead of the files on disk");
    command->add_option("-o,--output", arguments->output, "text or json")
        ->check(CLI::IsMember({"text", "json"}))
        ->capture_default_str();
    command->callback([&chosen, arguments] {
        chosen = [arguments] {
            const Result<int> status = listDifferences(*arguments);
            return status ? *status : fail(status.error());
        };
    });
}

} // namespace plumb::ctl
