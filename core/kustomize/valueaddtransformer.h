// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/kustomize/resourceselector.h"
#include "core/kustomize/transformer.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace plumb::kustomize {

/// Puts a value into fields, or into paths of files that fields hold: kustomize's
/// ValueAddTransformer.
class ValueAddTransformer final : public Transformer
{
public:
    static Result<std::unique_ptr<Transformer>>
    from(const yaml::Value &config, const Loader &loader, const BuildContext &context);

    Result<> transform(ResourceMap &resources, const BuildContext &context) const override;

private:
    struct Target
    {
        std::optional<ResourceSelector> selector;
        std::string path;
        std::int64_t filePathPosition = 0;
    };

    Result<> readTargets(const yaml::Value *list, const BuildContext &context);
    Result<> set(const Target &target, Resource &resource, const BuildContext &context) const;

    yaml::Value m_value;
    std::vector<Target> m_targets;
};

} // namespace plumb::kustomize
