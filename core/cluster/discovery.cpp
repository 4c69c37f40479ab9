// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/cluster/discovery.h"

#include <algorithm>
#include <span>

namespace plumb::cluster {

using yaml::Value;

namespace {

// A server that is not one may answer with anything.
constexpr std::size_t mostResources = 100000;

std::span<const Value> itemsAt(const Value &value, std::string_view field)
{
    const Value *list = value.find(field);
    return list ? list->items() : std::span<const Value>();
}

bool canList(const Value &resource)
{
    return std::ranges::contains(itemsAt(resource, "verbs"), std::string_view("list"),
                                 &Value::text);
}

/// A group's own place wins over an empty one in a nested kind.
std::string_view textOr(const Value &value, std::string_view field, std::string_view fallback)
{
    const std::string_view text = value.textAt({field});
    return text.empty() ? fallback : text;
}

} // namespace

std::string_view aggregatedDiscoveryTypes()
{
    return "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,"
           "application/json;g=apidiscovery.k8s.io;v=v2beta1;as=APIGroupDiscoveryList,"
           "application/json";
}

std::vector<ApiResource> readAggregated(const Value &list)
{
    std::vector<ApiResource> resources;
    for (const Value &group : itemsAt(list, "items")) {
        const std::string_view groupName = group.textAt({"metadata", "name"});
        for (const Value &version : itemsAt(group, "versions")) {
            for (const Value &resource : itemsAt(version, "resources")) {
                const std::string_view kind = resource.textAt({"responseKind", "kind"});
                if (kind.empty() || resources.size() >= mostResources)
                    continue;
                // The kind of a sub-resource's answer may be of another group; that of a resource
                // is of its own.
                resources.push_back({.gvk = {.group = std::string(groupName),
                                             .version = std::string(version.textAt({"version"})),
                                             .kind = std::string(kind)},
                                     .plural = std::string(resource.textAt({"resource"})),
                                     .isNamespaced = resource.textAt({"scope"}) == "Namespaced",
                                     .isListable = canList(resource)});
            }
        }
    }
    return resources;
}

std::vector<std::string> groupVersionPaths(const Value &list)
{
    std::vector<std::string> paths;
    for (const Value &version : itemsAt(list, "versions"))
        paths.push_back("/api/" + std::string(version.text()));
    for (const Value &group : itemsAt(list, "groups")) {
        const std::string preferred(group.textAt({"preferredVersion", "groupVersion"}));
        if (!preferred.empty())
            paths.push_back("/apis/" + preferred);
        for (const Value &version : itemsAt(group, "versions")) {
            const std::string_view name = version.textAt({"groupVersion"});
            if (name != preferred && !name.empty())
                paths.push_back("/apis/" + std::string(name));
        }
    }
    return paths;
}

std::vector<ApiResource> readResourceList(const Value &list)
{
    std::vector<ApiResource> resources;
    const GroupVersionKind own = GroupVersionKind::from(list.textAt({"groupVersion"}), {});
    for (const Value &resource : itemsAt(list, "resources")) {
        const std::string_view plural = resource.textAt({"name"});
        const Value *namespaced = resource.find("namespaced");
        const bool isSubresource = plural.find('/') != plural.npos;
        if (isSubresource || plural.empty() || resources.size() >= mostResources)
            continue;
        resources.push_back(
            {.gvk = {.group = std::string(textOr(resource, "group", own.group)),
                     .version = std::string(textOr(resource, "version", own.version)),
                     .kind = std::string(resource.textAt({"kind"}))},
             .plural = std::string(plural),
             .isNamespaced = namespaced && namespaced->asBool().value_or(false),
             .isListable = canList(resource)});
    }
    return resources;
}

} // namespace plumb::cluster
