// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "app/commands.h"
#include "app/console.h"
#include "app/fleetopener.h"
#include "app/jsonoutput.h"
#include "app/randommask.h"
#include "core/drift/render.h"
#include "core/git/commitsettings.h"
#include "core/promotion/commit.h"
#include "core/promotion/difference.h"
#include "core/promotion/plan.h"
#include "core/yaml/json.h"

#include <algorithm>

namespace plumb::ctl {

namespace {

using promotion::Difference;

struct PromoteArguments : FleetArguments
{
    std::string from = {};
    std::string to = {};
    std::vector<std::string> apps = {};
    std::vector<std::string> paths = {};
    bool plansOnly = false;
    bool isUnsigned = false;
    bool isSignedOff = false;
    std::string branch = {};
    std::string message = {};
    std::string output = "text";
};

// A path names the field alone, or the difference as a whole as --plan prints it.
bool isNamed(const Difference &difference, const std::vector<std::string> &paths)
{
    return std::ranges::any_of(paths, [&](const std::string &path) {
        if (path == difference.place() || path == difference.key())
            return true;
        const auto field = yaml::NodePath::parse(path);
        return !difference.embedded && field && *field == difference.path;
    });
}

std::vector<Difference> choose(const promotion::Differences &differences,
                               const PromoteArguments &arguments)
{
    std::vector<Difference> chosen;
    for (const Difference &difference : differences.items) {
        const bool isOfApp =
            arguments.apps.empty()
            || std::ranges::find(arguments.apps, difference.app) != arguments.apps.end();
        const bool isWanted =
            arguments.paths.empty() ? difference.isSuggested : isNamed(difference, arguments.paths);
        if (isOfApp && isWanted)
            chosen.push_back(difference);
    }
    return chosen;
}

std::string inlineText(const std::optional<yaml::Value> &value)
{
    return value ? drift::toInlineText(*value) : "(none)";
}

// What is not carried over, and why, so that nothing is left out silently.
std::string listing(const std::vector<Difference> &differences, std::string_view mark)
{
    std::string text;
    for (const Difference &difference : differences) {
        text += std::string(mark) + ' ' + difference.key();
        if (difference.change != promotion::Change::FileAdded)
            text += ": " + inlineText(difference.target) + " → " + inlineText(difference.source);
        text += difference.reason.empty() ? "\n" : " (" + difference.reason + ")\n";
    }
    return text;
}

std::vector<Difference> others(const promotion::Differences &differences,
                               const std::vector<Difference> &chosen)
{
    std::vector<Difference> rest;
    for (const Difference &difference : differences.items) {
        const auto isSame = [&](const Difference &each) { return each.key() == difference.key(); };
        if (std::ranges::none_of(chosen, isSame))
            rest.push_back(difference);
    }
    return rest;
}

std::string effectText(const promotion::PromotionPlan &plan)
{
    std::string text;
    for (const reconcile::ClusterChanges &each : plan.effect)
        text += each.cluster + '\n' + drift::toText(each.changes);
    return text.empty() ? "no object changes\n" : text;
}

// What git's settings mean for the commit; empty when there is nothing to say.
std::string settingsText(const git::CommitSettings &settings)
{
    std::string text;
    if (!settings.signature.empty())
        text += "with " + settings.signature + '\n';
    for (const std::string &hook : settings.hooks)
        text += "without the hook " + hook + ", which git would run\n";
    return text.empty() ? text : "\nCommit\n" + text;
}

Result<git::CommitSettings> settingsFor(const promotion::PromotionPlan &plan,
                                        const PromoteArguments &arguments)
{
    auto settings = git::commitSettings(PLUMB_TRY(git::Repository::open(plan.repository)));
    if (!arguments.isUnsigned)
        return settings;
    // How git would sign does not matter then, not even whether it could.
    git::CommitSettings unsignedCommit = std::move(settings).value_or(git::CommitSettings());
    unsignedCommit.signature.clear();
    return unsignedCommit;
}

std::string planText(const promotion::PromotionPlan &plan,
                     const promotion::Differences &differences, const git::CommitSettings &settings)
{
    std::string text = "Promote from " + plan.from + " to " + plan.to + "\n"
                       + listing(plan.differences, "+")
                       + listing(others(differences, plan.differences), "-") + "\nFiles\n";
    for (const promotion::FileEdit &file : plan.files)
        text += file.patch;
    return text + "\nEffect\n" + effectText(plan) + settingsText(settings);
}

yaml::Value differencesJson(const std::vector<Difference> &differences)
{
    using yaml::Value;
    Value list = Value::sequence();
    for (const Difference &difference : differences) {
        list.append(jsonObject({{"key", Value::string(difference.key())},
                                {"app", Value::string(difference.app)},
                                {"file", Value::string(difference.targetFile.text())},
                                {"sourceFile", Value::string(difference.sourceFile.text())},
                                {"path", Value::string(difference.place())},
                                {"change", Value::string(promotion::toString(difference.change))},
                                {"kind", Value::string(promotion::toString(difference.kind))},
                                {"from", difference.source.value_or(Value())},
                                {"to", difference.target.value_or(Value())},
                                {"suggested", Value::boolean(difference.isSuggested)},
                                {"reason", Value::string(difference.reason)}}));
    }
    return list;
}

std::string planJson(const promotion::PromotionPlan &plan,
                     const promotion::Differences &differences, const git::CommitSettings &settings)
{
    using yaml::Value;
    Value files = Value::sequence();
    for (const promotion::FileEdit &file : plan.files) {
        files.append(jsonObject(
            {{"path", Value::string(file.path.text())}, {"patch", Value::string(file.patch)}}));
    }
    Value effect = Value::sequence();
    for (const reconcile::ClusterChanges &each : plan.effect) {
        effect.append(jsonObject(
            {{"cluster", Value::string(each.cluster)}, {"changes", drift::toValue(each.changes)}}));
    }
    Value hooks = Value::sequence();
    for (const std::string &hook : settings.hooks)
        hooks.append(Value::string(hook));
    return yaml::toJsonPretty(
               jsonObject({{"from", Value::string(plan.from)},
                           {"to", Value::string(plan.to)},
                           {"promoted", differencesJson(plan.differences)},
                           {"staying", differencesJson(others(differences, plan.differences))},
                           {"files", std::move(files)},
                           {"effect", std::move(effect)},
                           {"message", Value::string(plan.message)},
                           {"signature", Value::string(settings.signature)},
                           {"hooksNotRun", std::move(hooks)}}))
           + '\n';
}

Result<int> promote(const PromoteArguments &arguments)
{
    FleetOpener opener(arguments);
    const auto request = PLUMB_TRY(opener.request("HEAD"));
    const auto snapshot = PLUMB_TRY(opener.open("HEAD"));
    const auto differences =
        PLUMB_TRY(promotion::differences(*snapshot, arguments.from, arguments.to, {}));
    warn(differences.diagnostics);
    const std::vector<Difference> chosen = choose(differences, arguments);
    if (chosen.empty()) {
        if (!arguments.paths.empty()) {
            return std::unexpected(Error(ErrorCode::NotFound,
                                         "no difference is at the paths that --path names; "
                                         "--plan without --path lists them"));
        }
        return print("Nothing to promote from " + arguments.from + " to " + arguments.to + "\n"
                     + listing(differences.items, "-"));
    }

    const drift::Mask mask = randomMask();
    const auto plan = PLUMB_TRY(promotion::plan({.snapshot = *snapshot,
                                                 .request = request,
                                                 .cache = opener.cache(),
                                                 .executor = opener.executor(),
                                                 .mask = mask},
                                                differences, chosen, {}));
    warn(plan.diagnostics);
    const auto settings = PLUMB_TRY(settingsFor(plan, arguments));
    const int printed = print(arguments.output == "json" ? planJson(plan, differences, settings)
                                                         : planText(plan, differences, settings));
    if (printed != Same || arguments.plansOnly)
        return printed;

    const auto written = PLUMB_TRY(promotion::commit(
        plan,
        {.message = arguments.message,
         .branch = arguments.branch,
         .signing = arguments.isUnsigned ? git::Signing::Unsigned : git::Signing::AsConfigured,
         .signOff = arguments.isSignedOff},
        {}));
    if (arguments.output == "json")
        return Same;
    return print("\nCommitted " + written.id.shortText() + " on "
                 + (written.branch.empty() ? "a detached HEAD" : written.branch) + '\n');
}

} // namespace

void addPromoteCommand(CLI::App &program, Action &chosen)
{
    CLI::App *const command = program.add_subcommand(
        "promote", "Carries what differs from one environment to the next, in one commit");
    const auto arguments = std::make_shared<PromoteArguments>();
    addFleetOptions(*command, *arguments);
    command->add_option("--from", arguments->from, "The environment that has it")->required();
    command->add_option("--to", arguments->to, "The environment that gets it")->required();
    command->add_option("--app", arguments->apps, "Only differences of this app");
    command->add_option(
        "--path", arguments->paths,
        "Only this field, or this difference as --plan prints it, suggested or not");
    command->add_flag("--plan", arguments->plansOnly,
                      "Prints the edits and their effect and writes nothing");
    command->add_option("--branch", arguments->branch,
                        "Commits on this branch, made when it does not exist");
    command->add_option("-m,--message", arguments->message, "The commit message");
    command->add_flag("--unsigned", arguments->isUnsigned,
                      "Commits without a signature even when git is configured to sign");
    command->add_flag("--signoff", arguments->isSignedOff,
                      "Adds a Signed-off-by line to the commit message");
    command->add_option("-o,--output", arguments->output, "text or json")
        ->check(CLI::IsMember({"text", "json"}))
        ->capture_default_str();
    command->callback([&chosen, arguments] {
        chosen = [arguments] {
            const Result<int> status = promote(*arguments);
            return status ? *status : fail(status.error());
        };
    });
}

} // namespace plumb::ctl
