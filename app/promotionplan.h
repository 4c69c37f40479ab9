// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/fleetopener.h"
#include "core/git/commitsettings.h"
#include "core/promotion/difference.h"
#include "core/promotion/plan.h"
#include "core/yaml/value.h"

#include <CLI/CLI.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace plumb::ctl {

/// What every command that commits a plan is told about the commit.
struct CommitArguments : FleetArguments
{
    bool plansOnly = false;
    bool isUnsigned = false;
    bool isSignedOff = false;
    bool despiteChecks = false;
    std::string branch = {};
    std::string message = {};
    std::string output = "text";
};

/// Adds --plan, --branch, --message, --unsigned, --signoff, --despite-checks and --output, and what
/// opens the fleet.
void addCommitOptions(CLI::App &command, CommitArguments &arguments);

/// A line for each difference: the mark, what and where it is, both values and why.
std::string listing(const std::vector<promotion::Difference> &differences, std::string_view mark);
yaml::Value differencesJson(const std::vector<promotion::Difference> &differences);

/// The differences of which @p chosen has none of the same key.
std::vector<promotion::Difference> others(const std::vector<promotion::Difference> &all,
                                          const std::vector<promotion::Difference> &chosen);

/// Whether one of @p paths is the difference's field, or its key as a plan prints it.
bool isNamed(const promotion::Difference &difference, const std::vector<std::string> &paths);

/// Prints the plan and commits it unless only the plan was asked for; Failed, and nothing written,
/// when it would break a build. @p heading is the first line of the text.
Result<int> printAndCommit(const promotion::PromotionPlan &plan,
                           const std::vector<promotion::Difference> &staying,
                           const std::string &heading, const CommitArguments &arguments);

/// Lists what has to be decided first; Different, since nothing was written.
int printConflicts(const std::vector<promotion::Difference> &differences,
                   const CommitArguments &arguments);

} // namespace plumb::ctl
