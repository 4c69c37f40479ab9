// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/kustomize/fieldspec.h"
#include "core/kustomize/transformer.h"

#include <memory>
#include <string>
#include <vector>

namespace plumb::kustomize {

/// Puts a prefix before, or a suffix behind, the names of resources.
class AffixTransformer final : public Transformer
{
public:
    enum class Side : std::uint8_t { Prefix, Suffix };

    /// @p origin is the line that asks for it.
    AffixTransformer(Side side, std::string affix, const FieldSpecs &specs, yaml::Origin origin);
    /// Reads a PrefixTransformer's or SuffixTransformer's configuration.
    static Result<std::unique_ptr<Transformer>> from(Side side, const yaml::Value &config,
                                                     const BuildContext &context);

    Result<> transform(ResourceMap &resources, const BuildContext &context) const override;

private:
    Result<> change(Resource &resource, const BuildContext &context) const;

    Side m_side;
    std::string m_affix;
    std::vector<FieldWalk> m_walks;
    yaml::Origin m_origin;
};

} // namespace plumb::kustomize
