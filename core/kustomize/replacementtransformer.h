// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/kustomize/replacement.h"
#include "core/kustomize/transformer.h"

#include <memory>
#include <vector>

namespace plumb::kustomize {

/// Carries out replacements one after the other: kustomize's ReplacementTransformer.
class ReplacementTransformer final : public Transformer
{
public:
    /// @p config has "replacements", whose entries are replacements or paths of files with some.
    static Result<std::unique_ptr<Transformer>>
    from(const yaml::Value &config, const Loader &loader, const BuildContext &context);

    Result<> transform(ResourceMap &resources, const BuildContext &context) const override;

private:
    Result<> load(const yaml::Value &path, const Loader &loader, const BuildContext &context);

    std::vector<yaml::Value> m_replacements;
};

} // namespace plumb::kustomize
