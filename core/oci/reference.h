// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/error.h"

#include <string>
#include <string_view>

namespace plumb::oci {

/// A repository of a registry, such as "ghcr.io/stefanprodan/charts/podinfo".
struct Repository
{
    std::string registry; ///< The host, and its port if one is written.
    std::string name;

    bool operator==(const Repository &) const = default;

    /// Reads "oci://host/name"; the scheme may be left out, a tag may not be there.
    static Result<Repository> parse(std::string_view url);

    std::string toString() const { return registry + '/' + name; }
    /// Where the registry is served, which for Docker Hub is another host than it is called.
    std::string host() const;
    /// The name as the registry knows it: Docker Hub's own images have a folder.
    std::string servedName() const;
    bool isDockerHub() const;
};

/// One manifest of a repository, by a tag, a digest, or a tag that is pinned to a digest.
struct Reference
{
    Repository repository;
    std::string tag = {};
    std::string digest = {};

    /// Reads "oci://host/name:tag@digest". A '+' in the tag becomes '_', as Helm has it.
    static Result<Reference> parse(std::string_view url);
};

/// Whether a registry can have a tag of that name.
bool isTag(std::string_view text);

} // namespace plumb::oci
