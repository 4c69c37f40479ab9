// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "app/promotionplan.h"

#include "app/console.h"
#include "app/historyoutput.h"
#include "app/jsonoutput.h"
#include "core/drift/render.h"
#include "core/promotion/commit.h"
#include "core/yaml/json.h"

#include <algorithm>
#include <set>

namespace plumb::ctl {

namespace {

using promotion::Difference;

std::string inlineText(const std::optional<yaml::Value> &value)
{
    return value ? drift::toInlineText(*value) : "(none)";
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
                                        const CommitArguments &arguments)
{
    auto settings = git::commitSettings(PLUMB_TRY(git::Repository::open(plan.repository)));
    if (!arguments.isUnsigned)
        return settings;
    // How git would sign does not matter then, not even whether it could.
    git::CommitSettings unsignedCommit = std::move(settings).value_or(git::CommitSettings());
    unsignedCommit.signature.clear();
    return unsignedCommit;
}

std::string checksText(const std::vector<promotion::Check> &checks)
{
    std::string text;
    for (const promotion::Check &check : checks) {
        text += std::string(promotion::toString(check.outcome)) + ": " + check.text + '\n';
        for (const std::string &detail : check.details)
            text += "  " + detail + '\n';
    }
    return text;
}

std::string planText(const promotion::PromotionPlan &plan, const std::vector<Difference> &staying,
                     const std::string &heading, const git::CommitSettings &settings)
{
    std::string text =
        heading + '\n' + listing(plan.differences, "+") + listing(staying, "-") + "\nFiles\n";
    for (const reconcile::FileEdit &file : plan.files)
        text += file.patch;
    return text + "\nEffect\n" + changesText(plan.effect) + "\nChecks\n" + checksText(plan.checks)
           + settingsText(settings);
}

yaml::Value checksJson(const std::vector<promotion::Check> &checks)
{
    using yaml::Value;
    Value list = Value::sequence();
    for (const promotion::Check &check : checks) {
        list.append(jsonObject({{"name", Value::string(check.name)},
                                {"outcome", Value::string(promotion::toString(check.outcome))},
                                {"text", Value::string(check.text)},
                                {"details", jsonStrings(check.details)}}));
    }
    return list;
}

std::string planJson(const promotion::PromotionPlan &plan, const std::vector<Difference> &staying,
                     const git::CommitSettings &settings)
{
    using yaml::Value;
    Value files = Value::sequence();
    for (const reconcile::FileEdit &file : plan.files) {
        files.append(jsonObject(
            {{"path", Value::string(file.path.text())}, {"patch", Value::string(file.patch)}}));
    }
    return yaml::toJsonPretty(jsonObject({{"from", Value::string(plan.from)},
                                          {"to", Value::string(plan.to)},
                                          {"promoted", differencesJson(plan.differences)},
                                          {"staying", differencesJson(staying)},
                                          {"files", std::move(files)},
                                          {"effect", changesJson(plan.effect)},
                                          {"checks", checksJson(plan.checks)},
                                          {"message", Value::string(plan.message)},
                                          {"signature", Value::string(settings.signature)},
                                          {"hooksNotRun", jsonStrings(settings.hooks)}}))
           + '\n';
}

} // namespace

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

std::string listing(const std::vector<Difference> &differences, std::string_view mark)
{
    std::string text;
    for (const Difference &difference : differences) {
        text += std::string(mark) + ' ' + difference.key();
        if (difference.isWhole())
            text += ": " + std::string(promotion::toString(difference.change));
        else
            text += ": " + inlineText(difference.target) + " → " + inlineText(difference.source);
        if (difference.base)
            text += ", before " + inlineText(difference.base);
        text += difference.reason.empty() ? "\n" : " (" + difference.reason + ")\n";
    }
    return text;
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
                                {"base", difference.base.value_or(Value())},
                                {"conflict", Value::boolean(difference.isConflict)},
                                {"suggested", Value::boolean(difference.isSuggested)},
                                {"reason", Value::string(difference.reason)}}));
    }
    return list;
}

std::vector<Difference> others(const std::vector<Difference> &all,
                               const std::vector<Difference> &chosen)
{
    std::set<std::string> keys;
    for (const Difference &difference : chosen)
        keys.insert(difference.key());
    std::vector<Difference> rest;
    std::ranges::copy_if(all, std::back_inserter(rest), [&](const Difference &difference) {
        return !keys.contains(difference.key());
    });
    return rest;
}

Result<int> printAndCommit(const promotion::PromotionPlan &plan,
                           const std::vector<Difference> &staying, const std::string &heading,
                           const CommitArguments &arguments)
{
    warn(plan.diagnostics);
    const auto settings = PLUMB_TRY(settingsFor(plan, arguments));
    const int printed =
        print(arguments.output == "json" ? planJson(plan, staying, settings)
                                         : planText(plan, staying, heading, settings));
    if (printed != Same || arguments.plansOnly)
        return printed;
    if (plan.hasFailedCheck() && !arguments.despiteChecks) {
        return std::unexpected(Error(ErrorCode::BuildFailed,
                                     "nothing is written, since a check failed; --despite-checks "
                                     "commits all the same"));
    }
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

int printConflicts(const std::vector<Difference> &differences, const CommitArguments &arguments)
{
    std::vector<Difference> conflicts;
    std::ranges::copy_if(differences, std::back_inserter(conflicts), &Difference::isConflict);
    const std::vector<Difference> clean = others(differences, conflicts);
    const int printed =
        arguments.output == "json"
            ? print(yaml::toJsonPretty(jsonObject({{"conflicts", differencesJson(conflicts)},
                                                   {"clean", differencesJson(clean)}}))
                    + '\n')
            : print("Nothing is written: say which side is right, with --take or --keep\n"
                    + listing(conflicts, "!") + listing(clean, "+"));
    return printed == Same ? Different : printed;
}

void addCommitOptions(CLI::App &command, CommitArguments &arguments)
{
    addFleetOptions(command, arguments);
    command.add_flag("--plan", arguments.plansOnly,
                     "Prints the edits and their effect and writes nothing");
    command.add_option("--branch", arguments.branch,
                       "Commits on this branch, made when it does not exist");
    command.add_option("-m,--message", arguments.message, "The commit message");
    command.add_flag("--unsigned", arguments.isUnsigned,
                     "Commits without a signature even when git is configured to sign");
    command.add_flag("--signoff", arguments.isSignedOff,
                     "Adds a Signed-off-by line to the commit message");
    command.add_flag("--despite-checks", arguments.despiteChecks,
                     "Commits even what breaks a build");
    command.add_option("-o,--output", arguments.output, "text or json")
        ->check(CLI::IsMember({"text", "json"}))
        ->capture_default_str();
}

} // namespace plumb::ctl
