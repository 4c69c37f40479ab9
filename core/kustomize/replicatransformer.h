// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/kustomize/fieldspec.h"
#include "core/kustomize/transformer.h"

#include <memory>
#include <string>

namespace plumb::kustomize {

/// Sets how many replicas the resources of one name have: kustomize's ReplicaCountTransformer.
class ReplicaTransformer final : public Transformer
{
public:
    /// @p replica is an entry of a kustomization's replicas.
    ReplicaTransformer(const yaml::Value &replica, const FieldSpecs &specs);

    static Result<std::unique_ptr<Transformer>> from(const yaml::Value &config);

    Result<> transform(ResourceMap &resources, const BuildContext &context) const override;

private:
    bool isTarget(const Resource &resource, const GroupVersionKind &selector) const;

    yaml::Value m_replica;
    std::string m_name;
    yaml::Value m_count;
    std::vector<FieldWalk> m_walks;
};

} // namespace plumb::kustomize
