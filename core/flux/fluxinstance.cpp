// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flux/fluxinstance.h"

namespace plumb::flux {

namespace {

constexpr std::string_view defaultNamespace = "flux-system";

const yaml::Value *specOf(const Object &object)
{
    if (isKind(object, operatorGroup, FluxInstance::kind))
        return object.fields().find("spec");
    return isKind(object, helmGroup, "HelmRelease")
               ? object.fields().find({"spec", "values", "instance"})
               : nullptr;
}

} // namespace

bool FluxInstance::matches(const Object &object)
{
    return specOf(object) != nullptr;
}

Result<FluxInstance> FluxInstance::from(Object object)
{
    const yaml::Value *spec = specOf(object);
    if (!spec)
        return std::unexpected(
            Error(ErrorCode::InvalidInput, "'" + object.displayName() + "' is no FluxInstance"));
    FluxInstance instance;
    instance.m_spec = *spec;
    instance.m_object = std::move(object);
    return instance;
}

std::optional<InstanceSync> FluxInstance::sync() const
{
    const yaml::Value *sync = m_spec.find("sync");
    if (!sync || !sync->isMapping())
        return std::nullopt;
    const std::string_view inNamespace =
        m_object.namespaceName().empty() ? defaultNamespace : m_object.namespaceName();
    const std::string_view name = sync->textAt({"name"});
    const std::string_view kind = sync->textAt({"kind"});
    return InstanceSync{.source = {.kind = std::string(kind.empty() ? "GitRepository" : kind),
                                   .namespaceName = std::string(inNamespace),
                                   // The operator takes the namespace for the name.
                                   .name = std::string(name.empty() ? inNamespace : name)},
                        .url = std::string(sync->textAt({"url"})),
                        .ref = std::string(sync->textAt({"ref"})),
                        .path = std::string(sync->textAt({"path"}))};
}

std::string_view FluxInstance::fluxVersion() const
{
    return m_spec.textAt({"distribution", "version"});
}

} // namespace plumb::flux
