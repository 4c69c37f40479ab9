// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/run.h"
#include "core/git/commitwriter.h"
#include "core/promotion/plan.h"

#include <optional>
#include <string>

namespace plumb::promotion {

struct CommitOptions
{
    std::string message = {}; ///< The plan's own when empty.
    std::string branch = {};  ///< The current branch when empty; made when it does not exist.
    std::optional<git::Signature> author = {};
    git::Signing signing = git::Signing::AsConfigured;
    bool signOff = false; ///< Adds a "Signed-off-by" line.
};

/// Writes a plan as one commit. Conflict, and nothing written, when one of its files is not any
/// more what the plan was made from; other local changes are left alone.
Result<git::WrittenCommit> commit(const PromotionPlan &plan, const CommitOptions &options,
                                  const Run &run);

} // namespace plumb::promotion
