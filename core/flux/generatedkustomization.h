// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/run.h"
#include "core/files/filetree.h"
#include "core/flux/kustomization.h"
#include "core/yaml/sourcetable.h"

#include <optional>
#include <vector>

namespace plumb::flux {

/// The names of a kustomization file, in the order in which they are looked for.
inline constexpr std::string_view kustomizationFileNames[] = {"kustomization.yaml",
                                                              "kustomization.yml", "Kustomization"};

/// The kustomization file that a folder holds itself; nothing when it has none.
Result<std::optional<files::TreePath>> kustomizationFileOf(const files::FileTree &tree,
                                                           const files::TreePath &directory);

/// The kustomization.yaml that kustomize-controller puts into a folder before it builds it.
struct GeneratedKustomization
{
    yaml::Value content;
    /// The file it was read from; nothing when the folder has none and all was generated.
    std::optional<files::TreePath> file = {};
    /// When all was generated: every folder that was looked through for manifests.
    std::vector<files::TreePath> scanned = {};
};

/// Reads or makes the kustomization.yaml of @p directory and merges the spec of @p owner into it,
/// as fluxcd/pkg/kustomize does (flux-semantics §3.3): fields that kustomize does not know are
/// dropped, a folder without a kustomization file gets one that lists its manifests.
/// Without an owner the file is what it is, and only an empty one is made buildable.
Result<GeneratedKustomization> generateKustomization(const files::FileTree &tree,
                                                     const files::TreePath &directory,
                                                     const Kustomization *owner,
                                                     yaml::SourceTable *sources, const Run &run);

} // namespace plumb::flux
