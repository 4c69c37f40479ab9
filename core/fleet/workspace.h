// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/diagnostic.h"
#include "core/base/error.h"
#include "core/files/filetree.h"

#include <map>
#include <string>
#include <vector>

namespace plumb::fleet {

/// What a team says about its fleet in .plumbline.yaml at the root of the repository, where names
/// and folders do not say it well enough:
///
///     environments:            # in the order of promotion
///       - dev
///       - name: production     # with the clusters that belong to it
///         clusters: [clusters/prod-eu, clusters/prod-us]
///     sources:                 # folders of the repository that stand in for sources
///       HelmRepository/flux-system/podinfo: charts
///     promotion:               # which differences are carried over, whatever else is known
///       carries: [spec.values.logFormat]
///       stays: ["apps/production/web.yaml#HelmRelease/web:spec.values.color"]
struct Workspace
{
    static constexpr std::string_view fileName = ".plumbline.yaml";

    struct Environment
    {
        std::string name;
        std::vector<std::string> clusters = {}; ///< Paths of entry points.

        bool operator==(const Environment &) const = default;
    };

    /// Fields, of all files or of one, whose differences somebody has decided about.
    struct Choices
    {
        std::vector<std::string> carries = {};
        std::vector<std::string> stays = {};

        bool operator==(const Choices &) const = default;
    };

    std::vector<Environment> environments = {};
    /// "KIND/NAMESPACE/NAME", "NAMESPACE/NAME" or "NAME" of a source to a folder of the repository.
    std::map<std::string, files::TreePath> sources = {};
    Choices choices = {};
    std::vector<Diagnostic> diagnostics = {}; ///< Fields that are not known.

    /// An empty workspace when there is no such file; InvalidInput when it cannot be understood.
    static Result<Workspace> read(const files::FileTree &tree);

    bool operator==(const Workspace &) const = default;
};

} // namespace plumb::fleet
