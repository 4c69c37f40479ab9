// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/error.h"

#include <chrono>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace plumb::cluster {

/// A program to be run without a shell, with an empty standard input.
struct Program
{
    std::string path; ///< Absolute.
    std::vector<std::string> arguments = {};
    std::vector<std::string> environment = {}; ///< "NAME=value", all it gets.
    std::chrono::milliseconds timeout = std::chrono::seconds(60);
    std::size_t maximumOutput = 1u << 20;
};

/// Replaces or adds a variable.
void setVariable(std::vector<std::string> &environment, std::string_view name,
                 std::string_view value);

/// Runs a program to its end and returns what it wrote to its standard output. A failure tells the
/// last line that it wrote to its standard error. On stop, timeout or too much output it is killed.
Result<std::string> runProgram(const Program &program, const std::stop_token &stop);

} // namespace plumb::cluster
