// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/error.h"
#include "core/files/treepath.h"
#include "core/reconcile/snapshot.h"
#include "core/yaml/value.h"

#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace plumb::promotion {

/// What belongs to one environment, seen beside another one.
struct Scope
{
    std::string name;
    std::vector<const build::Unit *> units = {};
    std::set<files::TreePath> files = {}; ///< Read by its units, and not by the other's.
    /// What the environment, its clusters and their folders are called, where the other one is
    /// called differently.
    std::vector<std::string> words = {};

    /// The name without any word of the environment: "keycloak-staging" is "keycloak-*".
    std::string generic(std::string_view name) const;
    /// The path with every part that names the environment replaced.
    std::string genericPath(const files::TreePath &path) const;
    /// Whether the text names the environment as a word of its own.
    bool isNamedIn(std::string_view text) const;
};

/// Two environments, each as it is seen beside the other, and what to put for each word.
struct ScopePair
{
    Scope from;
    Scope to;
    std::vector<std::pair<std::string, std::string>> replacements = {};

    /// The text with each word of the source environment replaced by the target's.
    std::string renamed(std::string_view text) const;
    /// The same for every scalar in a value.
    yaml::Value renamed(const yaml::Value &value) const;
};

/// NotFound when the fleet has no environment of such a name.
Result<ScopePair> scopesOf(const reconcile::Snapshot &snapshot, std::string_view from,
                           std::string_view to);

} // namespace plumb::promotion
