// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/kustomize/loader.h"

#include <CLI/CLI.hpp>
#include <functional>
#include <memory>
#include <string>

namespace plumb::ctl {

/// The command that the arguments chose; run after they are parsed. Returns an ExitCode.
using Action = std::function<int()>;

struct BuildArguments;
/// Builds what a whole fleet builds; only the program that knows git can.
using FleetBuild = std::function<int(const BuildArguments &)>;

/// How a command gets at what kustomizations refer to outside of their repository.
struct RemoteAccess
{
    /// Empty in the program that knows neither git nor HTTP.
    std::function<std::unique_ptr<kustomize::RemoteResolver>(bool isOffline)> make = {};
    /// Runs the command again in the program that does; empty there.
    std::function<int()> handOver = {};
};

/// Each adds a command to @p program, which sets @p chosen when it is the one that was asked for.
void addKustomizeCommand(CLI::App &program, Action &chosen, RemoteAccess remotes);
/// @p fleetBuild may be empty in the program that only ever sees --path.
void addHelmCommand(CLI::App &program, Action &chosen);
void addBuildCommand(CLI::App &program, Action &chosen, FleetBuild fleetBuild,
                     RemoteAccess remotes);
void addFleetCommand(CLI::App &program, Action &chosen);
void addDiffCommand(CLI::App &program, Action &chosen);
void addExplainCommand(CLI::App &program, Action &chosen);
void addValuesCommand(CLI::App &program, Action &chosen);
void addDriftCommand(CLI::App &program, Action &chosen);
void addPromoteCommand(CLI::App &program, Action &chosen);
void addDifferencesCommand(CLI::App &program, Action &chosen);
void addEnvironmentsCommand(CLI::App &program, Action &chosen);
void addLogCommand(CLI::App &program, Action &chosen);
void addEffectCommand(CLI::App &program, Action &chosen);
void addBlameCommand(CLI::App &program, Action &chosen);
void addBisectCommand(CLI::App &program, Action &chosen);
void addRevertCommand(CLI::App &program, Action &chosen);
void addCompletionCommand(CLI::App &program, Action &chosen);

/// Builds every Kustomization of a fleet, or the ones that were asked for.
int runFleetBuild(const BuildArguments &arguments);

/// Reads the arguments, runs the chosen command and returns the exit code of the program.
int runProgram(CLI::App &program, const Action &chosen, int count, char **arguments);

/// Whether a build failed for want of what only handOver() can get.
bool needsRemotes(const Error &error, const RemoteAccess &remotes);

/// The top of every plumblinectl: its description, --version and --help.
void describeProgram(CLI::App &program);

} // namespace plumb::ctl
