// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/kustomize/buildid.h"

namespace plumb::kustomize {

bool selects(const GroupVersionKind &selector, const GroupVersionKind &gvk)
{
    return (selector.kind.empty() || selector.kind == gvk.kind)
           && (selector.group.empty() || selector.group == gvk.group)
           && (selector.version.empty() || selector.version == gvk.version);
}

std::string toString(const GroupVersionKind &gvk)
{
    std::string text = gvk.kind.empty() ? "[noKind]" : gvk.kind;
    text += '.';
    text += gvk.version.empty() ? "[noVer]" : gvk.version;
    text += '.';
    text += gvk.group.empty() ? "[noGrp]" : gvk.group;
    return text;
}

std::string_view BuildId::effectiveNamespace() const
{
    if (isClusterScoped)
        return "_non_namespaceable_";
    if (namespaceName.empty())
        return "default";
    return namespaceName;
}

bool BuildId::sameNamespace(const BuildId &other) const
{
    return effectiveNamespace() == other.effectiveNamespace();
}

bool BuildId::sameKindAndName(const BuildId &other) const
{
    return name == other.name && gvk == other.gvk;
}

bool BuildId::matches(const BuildId &other) const
{
    return sameKindAndName(other) && sameNamespace(other);
}

std::string BuildId::toString() const
{
    std::string text = kustomize::toString(gvk) + '/';
    text += name.empty() ? "[noName]" : name;
    text += '.';
    text += namespaceName.empty() ? "[noNs]" : namespaceName;
    return text;
}

} // namespace plumb::kustomize
