// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/error.h"
#include "core/kustomize/buildcontext.h"
#include "core/kustomize/loader.h"
#include "core/kustomize/resource.h"
#include "core/yaml/jsonpatch.h"

#include <optional>
#include <string>
#include <vector>

namespace plumb::kustomize {

/// A patch as a kustomization gives it: in a file, or as a text in the kustomization itself.
struct PatchText
{
    std::string text;
    std::string path;            ///< The file that holds it.
    std::uint32_t firstLine = 0; ///< Lines of the file before the first line of the text.

    /// Reads the file that @p path names.
    static Result<PatchText> load(const yaml::Value &path, const Loader &loader);
    /// A text in the kustomization.
    static PatchText inlined(const yaml::Value &text, const BuildContext &context);

    /// The patch as strategic merge patches.
    Result<std::vector<Resource>> asResources(const BuildContext &context) const;
    /// The patch as a JSON patch, in YAML or JSON; nothing when there is nothing in the text.
    Result<std::optional<yaml::JsonPatch>> asJsonPatch(const BuildContext &context) const;
};

} // namespace plumb::kustomize
