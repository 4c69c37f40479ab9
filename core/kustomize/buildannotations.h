// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/kustomize/resource.h"
#include "core/yaml/value.h"

#include <string>
#include <string_view>
#include <vector>

namespace plumb::kustomize {

/// What kustomize's own annotations (internal.config.kubernetes.io/…) in a manifest say. They are
/// never part of what a build puts out.
struct BuildAnnotations
{
    bool isEmpty = true;
    std::vector<std::string> previousNames;
    std::vector<std::string> previousNamespaces;
    std::vector<std::string> previousKinds;
    std::vector<std::string> prefixes;
    std::vector<std::string> suffixes;
    Behavior behavior = Behavior::Unspecified;
    bool needsHashSuffix = false;
    bool isFromChart = false;
    bool allowsNameChange = false;
    bool allowsKindChange = false;

    /// Reads them and takes them out of the fields of an object.
    static BuildAnnotations takeFrom(yaml::Value &fields);

private:
    bool take(std::string_view key, std::string_view text);
};

/// "create", "replace" or "merge"; anything else is unspecified.
Behavior behaviorFrom(std::string_view text);
std::string_view toString(Behavior behavior);

} // namespace plumb::kustomize
