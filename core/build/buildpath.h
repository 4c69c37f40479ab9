// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/diagnostic.h"
#include "core/base/run.h"
#include "core/files/filetree.h"
#include "core/flux/envsubst.h"
#include "core/flux/kustomization.h"
#include "core/kustomize/loader.h"
#include "core/object/object.h"
#include "core/yaml/sourcetable.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace plumb::build {

/// Whether objects are sorted as "kubectl kustomize" does, or stay as they were accumulated.
enum class Order : std::uint8_t { AsBuilt, Legacy };

using flux::UnknownVariable;

struct PathOptions
{
    Order order = Order::AsBuilt;
    bool substitute = true;     ///< Whether postBuild is applied.
    bool commonMetadata = true; ///< Whether spec.commonMetadata is applied.
    UnknownVariable unknown = UnknownVariable::Refuse;
    /// The values of substituteFrom: "ConfigMap/settings" or "Secret/settings" to its data.
    std::map<std::string, std::map<std::string, std::string>> variables = {};
    yaml::SourceTable *sources = nullptr;         ///< Null when nobody asks for provenance.
    kustomize::RemoteResolver *remotes = nullptr; ///< Null when nothing is fetched.
};

struct PathOutput
{
    std::vector<Object> objects = {};
    std::vector<Diagnostic> warnings = {};
};

/// Builds one folder exactly as kustomize-controller does: source ignore rules, the generated
/// kustomization.yaml, no load restriction inside the tree, and the spec of @p kustomization
/// merged in when there is one.
Result<PathOutput> buildPath(const files::FileTree &repository, const files::TreePath &path,
                             const std::optional<flux::Kustomization> &kustomization,
                             const PathOptions &options, const Run &run);

} // namespace plumb::build
