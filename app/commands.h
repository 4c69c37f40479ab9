// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <string>
#include <vector>

namespace plumb::ctl {

/// The command that the arguments chose; run after they are parsed. Returns an ExitCode.
using Action = std::function<int()>;

/// Each adds a command to @p program, which sets @p chosen when it is the one that was asked for.
void addKustomizeCommand(CLI::App &program, Action &chosen);
void addBuildCommand(CLI::App &program, Action &chosen);

/// Reads the arguments, runs the chosen command and returns the exit code of the program.
int runProgram(CLI::App &program, const Action &chosen, int count, char **arguments);

/// The top of every plumblinectl: its description, --version and --help.
void describeProgram(CLI::App &program);

} // namespace plumb::ctl
