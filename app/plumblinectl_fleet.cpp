// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "app/commands.h"
#include "app/console.h"
#include "app/remoteaccess.h"
#include "core/git/remote.h"

// NOLINTNEXTLINE(bugprone-exception-escape): only memory can run out here
int main(int count, char **arguments)
{
    using namespace plumb::ctl;
    if (const std::string file = environmentVariable("GIT_SSL_CAINFO"); !file.empty())
        plumb::git::trustAuthorities(file);
    CLI::App program;
    Action chosen;
    describeProgram(program);
    addFleetCommand(program, chosen);
    addBuildCommand(program, chosen, runFleetBuild, remoteAccess());
    addDiffCommand(program, chosen);
    addExplainCommand(program, chosen);
    addValuesCommand(program, chosen);
    addDriftCommand(program, chosen);
    addEnvironmentsCommand(program, chosen);
    addDifferencesCommand(program, chosen);
    addPromoteCommand(program, chosen);
    addLogCommand(program, chosen);
    addEffectCommand(program, chosen);
    addBlameCommand(program, chosen);
    addBisectCommand(program, chosen);
    addRevertCommand(program, chosen);
    addKustomizeCommand(program, chosen, remoteAccess());
    addCompletionCommand(program, chosen);
    return runProgram(program, chosen, count, arguments);
}
