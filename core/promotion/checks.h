// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/run.h"
#include "core/promotion/difference.h"
#include "core/reconcile/comparison.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace plumb::promotion {

struct PromotionPlan;

enum class Outcome : std::uint8_t {
    Passed,
    Warned, ///< A person should know before committing.
    Failed, ///< The target would be broken.
};

/// One thing that was looked at before anything is written.
struct Check
{
    std::string name; ///< "builds", "prunes" …: the same in every plan.
    Outcome outcome = Outcome::Passed;
    std::string text;                      ///< "Nothing is pruned", "3 objects are pruned"
    std::vector<std::string> details = {}; ///< What exactly, a line each.

    bool operator==(const Check &) const = default;
};

/// What a plan that has its effect is checked against.
struct CheckedPlan
{
    const PromotionPlan &plan;
    const reconcile::Snapshot &before;
    const reconcile::Snapshot &after;
};

/// Whether everything still builds, nothing but what was chosen changes, nothing is pruned or made
/// anew, no value names the source, and namespaces and custom resource definitions are there.
std::vector<Check> checkPlan(const CheckedPlan &checked);

/// "passed", "warned" or "failed".
std::string_view toString(Outcome outcome);

} // namespace plumb::promotion
