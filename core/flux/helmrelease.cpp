// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flux/helmrelease.h"

namespace plumb::flux {

bool HelmRelease::matches(const Object &object)
{
    return isKind(object, helmGroup, "HelmRelease");
}

Result<HelmRelease> HelmRelease::from(Object object)
{
    if (!matches(object))
        return std::unexpected(
            Error(ErrorCode::InvalidInput, "'" + object.displayName() + "' is no HelmRelease"));
    HelmRelease release;
    release.m_object = std::move(object);
    return release;
}

std::optional<ObjectReference> HelmRelease::chartReference() const
{
    const yaml::Value *reference = m_object.fields().find({"spec", "chartRef"});
    if (!reference)
        return std::nullopt;
    return ObjectReference::from(reference).in(namespaceName());
}

ObjectReference HelmRelease::chartSource() const
{
    const yaml::Value *reference = m_object.fields().find({"spec", "chart", "spec", "sourceRef"});
    return reference ? ObjectReference::from(reference).in(namespaceName()) : ObjectReference();
}

bool HelmRelease::isSuspended() const
{
    const yaml::Value *suspend = m_object.fields().find({"spec", "suspend"});
    return suspend && suspend->asBool().value_or(false);
}

} // namespace plumb::flux
