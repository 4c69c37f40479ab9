// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "app/commands.h"
#include "app/console.h"
#include "app/promotionplan.h"
#include "app/randommask.h"
#include "core/git/repository.h"
#include "core/history/effect.h"
#include "core/history/restore.h"
#include "core/promotion/carriedcommit.h"

#include <algorithm>

namespace plumb::ctl {

namespace {

using promotion::Difference;

struct RevertArguments : CommitArguments
{
    std::string commit = {};
    std::string app = {};
    std::string environment = {};
    std::string to = {};
    std::vector<std::string> taken = {};
    std::vector<std::string> kept = {};
};

/// What a revert works on: the fleet as it is committed, and what to build with.
struct Revert
{
    explicit Revert(const RevertArguments &arguments)
        : arguments(arguments)
        , opener(arguments)
    {
    }

    Result<git::Oid> resolve(const std::string &revision) const
    {
        return PLUMB_TRY(git::Repository::open(arguments.repository)).resolve(revision);
    }

    Result<promotion::PromotionPlan> plan(const reconcile::Snapshot &snapshot,
                                          const promotion::Differences &differences,
                                          const std::vector<Difference> &chosen)
    {
        return promotion::plan({.snapshot = snapshot,
                                .cache = opener.cache(),
                                .executor = opener.executor(),
                                .mask = mask},
                               differences, chosen, {});
    }

    const RevertArguments &arguments;
    FleetOpener opener;
    drift::Mask mask = randomMask();
};

// What goes back by itself, and the conflicts that somebody decided for it.
std::vector<Difference> choose(const std::vector<Difference> &differences,
                               const RevertArguments &arguments)
{
    std::vector<Difference> chosen;
    std::ranges::copy_if(differences, std::back_inserter(chosen), [&](const Difference &each) {
        return (!each.isConflict || isNamed(each, arguments.taken))
               && !isNamed(each, arguments.kept);
    });
    return chosen;
}

Result<int> revertCommit(const RevertArguments &arguments)
{
    Revert revert(arguments);
    const auto snapshot = PLUMB_TRY(revert.opener.open("HEAD"));
    const git::Oid commit = PLUMB_TRY(revert.resolve(arguments.commit));
    const auto differences = PLUMB_TRY(promotion::differencesToRevert(*snapshot, commit, {}));
    warn(differences.diagnostics);
    const bool isUndecided =
        std::ranges::any_of(differences.items, [&arguments](const Difference &each) {
            return each.isConflict && !isNamed(each, arguments.taken)
                   && !isNamed(each, arguments.kept);
        });
    if (isUndecided)
        return printConflicts(differences.items, arguments);
    const std::vector<Difference> chosen = choose(differences.items, arguments);
    if (chosen.empty())
        return print("Nothing to take back: nothing of " + commit.shortText() + " is left\n");
    auto plan = PLUMB_TRY(revert.plan(*snapshot, differences, chosen));
    const auto repository = PLUMB_TRY(git::Repository::open(arguments.repository));
    history::nameRevert(plan, PLUMB_TRY(repository.commit(commit)));
    return printAndCommit(plan, others(differences.items, chosen), "Revert " + commit.shortText(),
                          arguments);
}

Result<int> restoreApp(const RevertArguments &arguments)
{
    Revert revert(arguments);
    const auto now = PLUMB_TRY(revert.opener.open("HEAD"));
    const history::RestoredApp restored{.app = arguments.app,
                                        .environment = arguments.environment,
                                        .commit = PLUMB_TRY(revert.resolve(arguments.to))};
    const auto then = PLUMB_TRY(revert.opener.open(restored.commit.text()));
    const auto differences = PLUMB_TRY(history::differencesToRestore(*now, *then, restored, {}));
    warn(differences.diagnostics);
    const std::vector<Difference> chosen = choose(differences.items, arguments);
    if (chosen.empty()) {
        return print("Nothing to restore: " + arguments.app + " in " + arguments.environment
                     + " is as it was at " + restored.commit.shortText() + '\n');
    }
    auto plan = PLUMB_TRY(revert.plan(*now, differences, chosen));
    PLUMB_TRY(history::finishRestore(plan, *then, restored));
    return printAndCommit(plan, others(differences.items, chosen),
                          "Restore " + arguments.app + " in " + arguments.environment + " to "
                              + restored.commit.shortText(),
                          arguments);
}

Result<int> revert(const RevertArguments &arguments)
{
    const bool namesApp =
        !arguments.app.empty() && !arguments.environment.empty() && !arguments.to.empty();
    if (arguments.commit.empty() == !namesApp) {
        return std::unexpected(Error(ErrorCode::InvalidInput,
                                     "say what to take back: --commit COMMIT, or --app APP "
                                     "--environment ENVIRONMENT --to COMMIT"));
    }
    return namesApp ? restoreApp(arguments) : revertCommit(arguments);
}

} // namespace

void addRevertCommand(CLI::App &program, Action &chosen)
{
    CLI::App *const command = program.add_subcommand(
        "revert",
        "Takes a commit back, or an app in one environment to what it was, in one commit");
    const auto arguments = std::make_shared<RevertArguments>();
    addCommitOptions(*command, *arguments);
    command->add_option("--commit", arguments->commit, "The commit to take back");
    command->add_option("--app", arguments->app, "The app to restore");
    command->add_option("--environment", arguments->environment, "The environment it is in");
    command->add_option("--to", arguments->to, "The commit at which it was as it is to be");
    command->add_option("--take", arguments->taken, "Takes back this conflict all the same");
    command->add_option("--keep", arguments->kept, "Leaves this difference as it is");
    command->callback([&chosen, arguments] {
        chosen = [arguments] {
            const Result<int> status = revert(*arguments);
            return status ? *status : fail(status.error());
        };
    });
}

} // namespace plumb::ctl
