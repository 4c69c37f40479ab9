// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/kustomize/affixtransformer.h"

#include "core/kustomize/scalarfield.h"

#include <algorithm>

namespace plumb::kustomize {

namespace {

// Names that are given from outside and must stay as they are.
bool keepsName(const GroupVersionKind &gvk)
{
    return gvk.kind == "CustomResourceDefinition" || gvk.kind == "Namespace"
           || (gvk.kind == "APIService" && gvk.group == "apiregistration.k8s.io");
}

} // namespace

AffixTransformer::AffixTransformer(Side side, std::string affix, const FieldSpecs &specs,
                                   yaml::Origin origin)
    : m_side(side)
    , m_affix(std::move(affix))
    , m_walks(makeFieldWalks(specs, Create::Scalar))
    , m_origin(origin)
{
}

Result<std::unique_ptr<Transformer>> AffixTransformer::from(Side side, const yaml::Value &config,
                                                            const BuildContext &context)
{
    const yaml::Value *const specs = config.find("fieldSpecs");
    if (!specs)
        return std::unexpected(context.invalid(config, "the configuration has no fieldSpecs"));
    const yaml::Value *const affix = config.find(side == Side::Prefix ? "prefix" : "suffix");
    return std::make_unique<AffixTransformer>(
        side, affix ? std::string(affix->text()) : std::string(), fieldSpecsFrom(specs),
        affix ? affix->origin() : config.origin());
}

Result<> AffixTransformer::transform(ResourceMap &resources, const BuildContext &context) const
{
    for (std::size_t i = 0; i < resources.size(); ++i) {
        if (!keepsName(resources.at(i).originalId().gvk))
            PLUMB_TRY(change(resources.change(i), context));
    }
    return {};
}

Result<> AffixTransformer::change(Resource &resource, const BuildContext &context) const
{
    const GroupVersionKind original = resource.originalId().gvk;
    for (const FieldWalk &walk : m_walks) {
        if (!walk.appliesTo(original))
            continue;
        if (walk.spec().path == "metadata/name") {
            if (m_side == Side::Prefix)
                resource.addNamePrefix(m_affix);
            else
                resource.addNameSuffix(m_affix);
            if (!m_affix.empty())
                resource.storePreviousId();
        }
        if (!walk.appliesTo(resource.gvk()))
            continue;
        PLUMB_TRY(walk.visit(resource.mutableFields(), [&](yaml::Value &field) -> Result<> {
            if (!field.isScalar()) {
                return std::unexpected(context.invalid(
                    field, "'" + walk.spec().path + "' must lead to a single value"));
            }
            const std::string text(field.text());
            replaceScalar(field, m_side == Side::Prefix ? m_affix + text : text + m_affix);
            const yaml::Origin origin =
                context.stack(m_origin, yaml::LayerKind::Transformer, field.origin());
            field.setOrigin(origin, field.column());
            return {};
        }));
    }
    return {};
}

} // namespace plumb::kustomize
