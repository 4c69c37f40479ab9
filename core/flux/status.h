// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/object/object.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace plumb::flux {

/// One of an object's status.conditions (flux-semantics §0.2).
struct Condition
{
    std::string type;   ///< "Ready", "Reconciling", "Stalled", "Healthy" …
    std::string status; ///< "True", "False" or "Unknown".
    std::string reason;
    std::string message;
    std::string lastTransitionTime;
    std::optional<std::int64_t> observedGeneration = {};

    bool isTrue() const { return status == "True"; }
    bool isFalse() const { return status == "False"; }
    bool operator==(const Condition &) const = default;
};

std::vector<Condition> conditionsOf(const Object &object);
/// Nothing when the object has no condition of that type.
std::optional<Condition> conditionOf(const Object &object, std::string_view type);

/// Whether Flux's own programs take an object for ready: Ready is True for the generation that is
/// there, and neither Stalled nor Reconciling is (flux-semantics §0.2, §0.3).
bool isReady(const Object &object);

/// A line of status.history: of a Kustomization what was applied, of a HelmRelease a release.
/// Fields of the other kind are empty (flux-semantics §0.5, §1.6).
struct HistoryEntry
{
    std::string digest;
    std::string first; ///< When it was reconciled or deployed first, as the API writes times.
    std::string last;
    std::string status;     ///< "ReconciliationSucceeded"; of a release "deployed".
    std::int64_t count = 0; ///< Reconciliations; of a release its number.
    std::string chart = {}; ///< "podinfo@6.7.1"

    bool operator==(const HistoryEntry &) const = default;
};

/// Newest first.
std::vector<HistoryEntry> historyOf(const Object &object);

} // namespace plumb::flux
