// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/yaml/value.h"

#include <string>
#include <string_view>

namespace plumb::kustomize {

/// Where a resource, or the configuration of a step that changed it, comes from; what
/// buildMetadata writes into annotations.
struct ResourceOrigin
{
    std::string
        path; ///< Counted from the folder that is built, or from the remote repository's root.
    std::string repository;
    std::string ref;
    std::string configuredIn; ///< The file that holds the generator or transformer.
    std::string configuredByApiVersion;
    std::string configuredByKind;
    std::string configuredByName;
    std::string configuredByNamespace;

    bool operator==(const ResourceOrigin &) const = default;

    /// This with one more step of the path behind it.
    ResourceOrigin within(std::string_view step) const;
    /// The fields in the order in which kustomize writes them.
    yaml::Value toValue() const;
    /// The value of the annotation config.kubernetes.io/origin.
    std::string toYaml() const;
};

} // namespace plumb::kustomize
