// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/diagnostic.h"
#include "core/base/error.h"

#include <span>
#include <string>
#include <string_view>

namespace plumb::ctl {

/// What plumblinectl exits with.
enum ExitCode : int {
    Same = 0,      ///< Success, or no difference.
    Different = 1, ///< There are differences.
    Failed = 2,    ///< The command could not do what was asked; stderr says why.
};

/// Writes all of @p text to standard output; Failed when it cannot be written.
int print(std::string_view text);

/// Writes "file:line:col: message" to standard error, without the place when it is not known.
/// Returns Failed, for the caller to exit with.
int fail(const Error &error);

/// Writes warnings and notes to standard error, a line each.
void warn(std::span<const Diagnostic> diagnostics);

/// A variable of the environment; "" when it is not set.
std::string environmentVariable(const char *name);

} // namespace plumb::ctl
