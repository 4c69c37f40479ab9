// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/kustomize/replicatransformer.h"

#include "core/kustomize/scalarfield.h"

#include <algorithm>

namespace plumb::kustomize {

using yaml::Value;

ReplicaTransformer::ReplicaTransformer(const Value &replica, const FieldSpecs &specs)
    : m_replica(replica)
    , m_name(replica.textAt({"name"}))
    , m_walks(makeFieldWalks(specs, Create::Scalar))
{
    const Value *count = replica.find("count");
    m_count = Value::integer(count ? count->asInteger().value_or(0) : 0);
    m_count.setOrigin(count ? count->origin() : replica.origin());
}

Result<std::unique_ptr<Transformer>> ReplicaTransformer::from(const Value &config)
{
    const Value *replica = config.find("replica");
    return std::make_unique<ReplicaTransformer>(replica ? *replica : Value::mapping(),
                                                fieldSpecsFrom(config.find("fieldSpecs")));
}

bool ReplicaTransformer::isTarget(const Resource &resource, const GroupVersionKind &selector) const
{
    if (resource.isEmpty())
        return false;
    if (resource.name() == m_name && selects(selector, resource.gvk()))
        return true;
    return std::ranges::any_of(resource.previousIds(), [&](const BuildId &id) {
        return id.name == m_name && selects(selector, id.gvk);
    });
}

Result<> ReplicaTransformer::transform(ResourceMap &resources, const BuildContext &context) const
{
    const auto set = [&](Value &node) -> Result<> {
        if (!node.isScalar())
            return std::unexpected(
                context.invalid(node, "replicas can only be set in place of a single value"));
        Value count = m_count;
        if (!node.isNull())
            takeStyle(count, node.style());
        count.setOrigin(
            context.stack(m_count.origin(), yaml::LayerKind::Transformer, node.origin()));
        node = std::move(count);
        return {};
    };
    bool found = false;
    const std::vector<std::size_t> named = resources.withAnyName(m_name);
    for (const FieldWalk &walk : m_walks) {
        for (const std::size_t position : named) {
            if (!isTarget(resources.at(position), walk.spec().gvk))
                continue;
            found = true;
            Resource &resource = resources.change(position);
            const GroupVersionKind gvk = resource.gvk();
            if (walk.appliesTo(gvk))
                PLUMB_TRY(walk.visit(resource.mutableFields(), set));
        }
    }
    if (found)
        return {};
    std::string kinds;
    for (const FieldWalk &walk : m_walks)
        kinds += (kinds.empty() ? "" : ", ") + toString(walk.spec().gvk);
    return std::unexpected(
        context.invalid(m_replica, "no resource named '" + m_name
                                       + "' has replicas to set; looked for the kinds " + kinds));
}

} // namespace plumb::kustomize
