// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/error.h"

#include <chrono>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace plumb::process {

/// Whether a program may ask on the terminal that this one was started from.
enum class Terminal : bool { Kept, Refused };

/// A program that the user has, to be run without a shell.
struct Program
{
    std::vector<std::string> arguments; ///< The program first; looked up in PATH without a slash.
    std::optional<std::vector<std::string>> environment =
        {}; ///< "NAME=value", all it gets; else ours.
    std::string input = {};
    std::chrono::milliseconds patience = std::chrono::seconds(30);
    std::size_t maximumOutput = 256u << 10; ///< Bytes, what it prints and its errors together.
    Terminal terminal = Terminal::Refused;
};

/// What a program that came to its end has said.
struct Answer
{
    int exitCode = -1; ///< -1 when a signal ended it.
    std::string output;
    std::string errors;
};

/// Runs a program to its end. NotFound when it cannot be started, Unreachable when it takes longer
/// than the patience, LimitExceeded when it prints without end, Cancelled on stop; it is killed
/// then, with all that it has started.
Result<Answer> run(const Program &program, const std::stop_token &stop);

/// Replaces or adds a variable of an environment.
void setVariable(std::vector<std::string> &environment, std::string_view name,
                 std::string_view value);

/// The last line of what a program has said that is not blank, cut where nobody would read on.
std::string lastLine(std::string_view text);

} // namespace plumb::process
