// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/kustomize/fieldspec.h"
#include "core/kustomize/regex.h"
#include "core/kustomize/transformer.h"

#include <memory>

namespace plumb::kustomize {

/// Changes name, tag or digest of one image: kustomize's ImageTagTransformer. It works on the
/// fields of its field specs, and on whatever stands in "containers" and "initContainers".
class ImageTransformer final : public Transformer
{
public:
    /// @p image is an entry of a kustomization's images.
    ImageTransformer(const yaml::Value &image, const FieldSpecs &specs);

    static Result<std::unique_ptr<Transformer>> from(const yaml::Value &config);

    Result<> transform(ResourceMap &resources, const BuildContext &context) const override;

private:
    bool isMatch(const yaml::Value &image) const;
    std::string replacementOf(std::string_view image) const;
    Result<> update(yaml::Value &image, const BuildContext &context) const;
    Result<> updateContainers(yaml::Value &containers, const BuildContext &context) const;
    Result<> updateAll(yaml::Value &node, const BuildContext &context) const;
    bool concerns(const yaml::Value &node, bool isContainers) const;

    yaml::Value m_newName; ///< Empty strings leave the part as it is.
    yaml::Value m_newTag;
    yaml::Value m_digest;
    yaml::Value m_tagSuffix;
    yaml::Origin m_origin;
    Regex m_pattern;
    std::vector<FieldWalk> m_walks;
};

} // namespace plumb::kustomize
