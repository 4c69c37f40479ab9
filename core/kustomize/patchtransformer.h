// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/kustomize/patchtext.h"
#include "core/kustomize/resourceselector.h"
#include "core/kustomize/transformer.h"
#include "core/yaml/jsonpatch.h"

#include <memory>
#include <optional>
#include <string>

namespace plumb::kustomize {

/// Applies one entry of a kustomization's patches, of either kind: kustomize's PatchTransformer.
class PatchTransformer final : public Transformer
{
public:
    static Result<std::unique_ptr<Transformer>>
    from(const yaml::Value &config, const Loader &loader, const BuildContext &context);

    Result<> transform(ResourceMap &resources, const BuildContext &context) const override;

private:
    Result<> applyMergePatches(ResourceMap &resources, const BuildContext &context) const;
    Result<> applyJsonPatch(ResourceMap &resources, const BuildContext &context) const;

    yaml::Value m_config; ///< For messages.
    std::string m_source; ///< What to call the patch in messages.
    std::vector<Resource> m_mergePatches;
    std::optional<yaml::JsonPatch> m_jsonPatch;
    std::optional<ResourceSelector> m_target;
};

/// Applies a JSON patch: kustomize's PatchJson6902Transformer.
class JsonPatchTransformer final : public Transformer
{
public:
    /// @p patchKey is where the configuration has the patch: "patch" as an entry of a
    /// kustomization's patchesJson6902, "jsonOp" as a plugin.
    static Result<std::unique_ptr<Transformer>> from(const yaml::Value &config,
                                                     std::string_view patchKey,
                                                     const Loader &loader,
                                                     const BuildContext &context);

    Result<> transform(ResourceMap &resources, const BuildContext &context) const override;

private:
    yaml::JsonPatch m_patch;
    std::optional<ResourceSelector> m_target;
};

/// Applies strategic merge patches to the resources of their names: kustomize's
/// PatchStrategicMergeTransformer.
class MergePatchTransformer final : public Transformer
{
public:
    /// @p config has "paths", whose entries are files or the text of patches, and "patches", a
    /// text.
    static Result<std::unique_ptr<Transformer>>
    from(const yaml::Value &config, const Loader &loader, const BuildContext &context);

    Result<> transform(ResourceMap &resources, const BuildContext &context) const override;

private:
    std::vector<Resource> m_patches;
};

} // namespace plumb::kustomize
