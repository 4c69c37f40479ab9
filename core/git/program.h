// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/run.h"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace plumb::git {

/// A program that the user has, to be run without a shell and without a terminal.
struct ProgramCall
{
    std::vector<std::string> arguments; ///< The program first, looked up in PATH.
    std::string input = {};
    std::chrono::seconds patience{30};
};

struct ProgramAnswer
{
    int exitCode = -1; ///< -1 when a signal ended it.
    std::string output;
    std::string errors;
};

/// Runs a program to its end. Nothing when it cannot be started, takes longer than the patience,
/// prints without end or is stopped; it is killed then, with all that it has started.
std::optional<ProgramAnswer> runProgram(const ProgramCall &call, const Run &run);

} // namespace plumb::git
