// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/error.h"
#include "core/object/groupversionkind.h"
#include "core/object/resourceid.h"

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace plumb::cluster {

/// One kind in one version, as an API server serves it.
struct ApiResource
{
    GroupVersionKind gvk;
    std::string plural; ///< The name in URLs: "deployments".
    bool isNamespaced = true;
    bool isListable = true;

    bool operator==(const ApiResource &) const = default;

    /// "/apis/apps/v1/namespaces/shop/deployments"; an empty namespace means all of them.
    /// InvalidInput when a name cannot be part of a URL.
    Result<std::string> path(std::string_view namespaceName, std::string_view name = {}) const;
};

/// Which kinds a server has, in which versions, and where; what kubectl calls a REST mapping.
class ApiResources
{
public:
    ApiResources() = default;
    /// Of the versions of a kind, the preferred one comes first.
    explicit ApiResources(std::vector<ApiResource> resources);

    /// The kind in exactly that version; null when it is not served.
    const ApiResource *find(const GroupVersionKind &gvk) const;
    /// The kind in the version that the server prefers.
    const ApiResource *preferred(std::string_view group, std::string_view kind) const;
    /// The kind in that version, else in the preferred one.
    const ApiResource *resolve(const GroupVersionKind &gvk) const;

    /// The id as the server has it: without a namespace for kinds that live in none.
    ResourceId normalized(ResourceId id) const;

    const std::vector<ApiResource> &all() const { return m_resources; }

private:
    std::vector<ApiResource> m_resources;
    std::map<std::pair<std::string, std::string>, std::vector<std::size_t>> m_byKind;
};

} // namespace plumb::cluster
