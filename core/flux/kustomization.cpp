// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flux/kustomization.h"

namespace plumb::flux {

bool Kustomization::matches(const Object &object)
{
    return isKind(object, kustomizeGroup, "Kustomization");
}

Result<Kustomization> Kustomization::from(Object object)
{
    if (!matches(object))
        return std::unexpected(Error(ErrorCode::InvalidInput,
                                     "'" + object.displayName() + "' is no Flux Kustomization"));
    Kustomization kustomization;
    if (const yaml::Value *spec = object.fields().find("spec"))
        kustomization.m_spec = *spec;
    kustomization.m_object = std::move(object);
    return kustomization;
}

ObjectReference Kustomization::source() const
{
    return ObjectReference::from(m_spec.find("sourceRef")).in(namespaceName());
}

bool Kustomization::flag(std::string_view field) const
{
    const yaml::Value *value = m_spec.find(field);
    return value && value->asBool().value_or(false);
}

std::optional<PostBuild> Kustomization::postBuild() const
{
    const yaml::Value *field = m_spec.find("postBuild");
    if (!field || !field->isMapping())
        return std::nullopt;

    PostBuild postBuild;
    if (const yaml::Value *variables = field->find("substitute")) {
        for (const yaml::Entry &entry : variables->entries())
            postBuild.substitute.emplace_back(entry.key.toString(), entry.value);
    }
    if (const yaml::Value *references = field->find("substituteFrom")) {
        for (const yaml::Value &item : references->items()) {
            const yaml::Value *optional = item.find("optional");
            postBuild.substituteFrom.push_back(
                {.kind = std::string(item.textAt({"kind"})),
                 .name = std::string(item.textAt({"name"})),
                 .optional = optional && optional->asBool().value_or(false)});
        }
    }
    postBuild.always = field->textAt({"substituteStrategy"}) == "Always";
    return postBuild;
}

} // namespace plumb::flux
