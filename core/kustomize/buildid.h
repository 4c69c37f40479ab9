// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/object/groupversionkind.h"

#include <string>
#include <string_view>

namespace plumb::kustomize {

/// Whether @p selector picks @p gvk; its empty parts pick anything.
bool selects(const GroupVersionKind &selector, const GroupVersionKind &gvk);

/// "Deployment.v1.apps", "ConfigMap.v1.[noGrp]": how kustomize names a kind.
std::string toString(const GroupVersionKind &gvk);

/// Who a resource is during a build: unlike plumb::ResourceId with its version, because kustomize
/// keeps v1 and v1beta1 of one name apart.
struct BuildId
{
    GroupVersionKind gvk;
    std::string name;
    std::string namespaceName;    ///< As written; empty when none is.
    bool isClusterScoped = false; ///< Known for certain to be outside of namespaces.

    bool operator==(const BuildId &) const = default;

    /// Where the resource lives for comparisons: "default" when no namespace is written,
    /// "_non_namespaceable_" for cluster-scoped kinds.
    std::string_view effectiveNamespace() const;
    bool sameNamespace(const BuildId &other) const;
    bool sameKindAndName(const BuildId &other) const;
    /// What kustomize means by equal ids: same kind, version, name and effective namespace.
    bool matches(const BuildId &other) const;

    /// "Deployment.v1.apps/web.shop", "Namespace.v1.[noGrp]/shop.[noNs]".
    std::string toString() const;
};

} // namespace plumb::kustomize
