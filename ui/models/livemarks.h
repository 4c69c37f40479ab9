// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/build/desiredstate.h"
#include "core/object/resourceid.h"

#include <map>
#include <set>
#include <string>

namespace plumb::ui {

/// What is known about the running clusters, as far as marks in a list need it.
struct LiveMarks
{
    /// The clusters that were compared with git.
    std::set<std::string> compared = {};
    /// The objects that differ from git, are missing or are extra, by the Kustomization they belong
    /// to.
    std::map<build::UnitId, std::set<ResourceId>> drifted = {};

    bool operator==(const LiveMarks &) const = default;
};

} // namespace plumb::ui
