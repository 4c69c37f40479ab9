// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/cluster/httpclusterreader.h"

#include "core/cluster/discovery.h"
#include "core/cluster/queryvalue.h"
#include "core/yaml/json.h"

#include <algorithm>

namespace plumb::cluster {

using yaml::Value;

namespace {

constexpr std::string_view json = "application/json";
constexpr int pageSize = 500;
constexpr int mostPages = 2000;
constexpr int mostRestarts = 3;

Result<Value> parseBody(const http::Response &response)
{
    yaml::ParseOptions options;
    options.limits.maximumBytes = 256u << 20;
    return yaml::parseJson(response.body, "response", options);
}

/// The items of a list leave out what is the same for all of them.
Result<Object> itemOf(const Value &item, const ApiResource &resource)
{
    if (!item.isMapping()) {
        return std::unexpected(
            Error(ErrorCode::Unreachable,
                  "the server's answer for " + resource.plural + " holds what is no object"));
    }
    Value fields = item;
    if (!item.find("kind"))
        fields.insertAt(0, "kind", Value::string(resource.gvk.kind));
    if (!item.find("apiVersion"))
        fields.insertAt(0, "apiVersion", Value::string(resource.gvk.apiVersion()));
    return Object::from(std::move(fields));
}

} // namespace

Result<ApiResources> HttpClusterReader::discover(const Run &run)
{
    std::vector<ApiResource> resources;
    for (const std::string_view root : {"/api", "/apis"}) {
        std::ranges::move(PLUMB_TRY(within("asking " + m_connection->server() + " what it serves",
                                           discoverRoot(root, run))),
                          std::back_inserter(resources));
    }
    return ApiResources(std::move(resources));
}

Result<std::vector<ApiResource>> HttpClusterReader::discoverRoot(std::string_view path,
                                                                 const Run &run)
{
    PLUMB_TRY(run.checkpoint({.stage = Stage::ReadingCluster, .subject = std::string(path)}));
    const http::Response response =
        PLUMB_TRY(m_connection->get(path, aggregatedDiscoveryTypes(), run.stop));
    const Value root = PLUMB_TRY(parseBody(response));
    if (root.textAt({"kind"}) == "APIGroupDiscoveryList")
        return readAggregated(root);
    return discoverVersions(root, run);
}

Result<std::vector<ApiResource>> HttpClusterReader::discoverVersions(const Value &root,
                                                                     const Run &run)
{
    const std::vector<std::string> paths = groupVersionPaths(root);
    std::vector<std::vector<ApiResource>> found(paths.size());
    m_executor.forEach(paths.size(), [&](std::size_t i) {
        // A group whose own server is down leaves the others as they are.
        const auto response = m_connection->get(paths[i], json, run.stop);
        if (!response)
            return;
        if (const auto list = parseBody(*response))
            found[i] = readResourceList(*list);
    });
    PLUMB_TRY(run.checkpoint({.stage = Stage::ReadingCluster}));
    std::vector<ApiResource> resources;
    for (auto &part : found)
        std::ranges::move(part, std::back_inserter(resources));
    return resources;
}

Result<ObjectList> HttpClusterReader::list(const ApiResource &resource, const ListQuery &query,
                                           const Run &run)
{
    const std::string path = PLUMB_TRY(resource.path(query.namespaceName));
    std::string first = path + "?limit=" + std::to_string(pageSize);
    if (!query.labelSelector.empty())
        first += "&labelSelector=" + queryValue(query.labelSelector);

    int restarts = 0;
    ObjectList list;
    std::string next = first;
    for (int page = 0; page < mostPages; ++page) {
        PLUMB_TRY(run.checkpoint({.stage = Stage::ReadingCluster,
                                  .done = static_cast<int>(list.objects.size()),
                                  .subject = resource.plural}));
        Result<std::string> token = listPage(resource, next, list, run);
        if (!token && token.error().code() == ErrorCode::Conflict && restarts++ < mostRestarts) {
            // The snapshot that the pages are of is gone (410): begin with a new one.
            list = {};
            next = first;
            continue;
        }
        if (!token)
            return std::unexpected(std::move(token).error());
        if (token->empty())
            return list;
        next = first + "&continue=" + queryValue(*token);
    }
    return std::unexpected(
        Error(ErrorCode::LimitExceeded, "there are too many " + resource.plural + " to list"));
}

Result<std::string> HttpClusterReader::listPage(const ApiResource &resource,
                                                const std::string &path, ObjectList &list,
                                                const Run &run)
{
    const http::Response response = PLUMB_TRY(m_connection->get(path, json, run.stop));
    const Value body = PLUMB_TRY(parseBody(response));
    const Value *items = body.find("items");
    if (!items || !(items->isSequence() || items->isNull())) {
        return std::unexpected(Error(ErrorCode::Unreachable,
                                     "the server's answer for " + resource.plural + " is no list"));
    }
    list.resourceVersion = std::string(body.textAt({"metadata", "resourceVersion"}));
    list.objects.reserve(list.objects.size() + items->size());
    for (const Value &item : items->items())
        list.objects.push_back(PLUMB_TRY(itemOf(item, resource)));
    return std::string(body.textAt({"metadata", "continue"}));
}

Result<Object> HttpClusterReader::get(const ApiResource &resource, const ResourceId &id,
                                      const Run &run)
{
    PLUMB_TRY(run.checkpoint({.stage = Stage::ReadingCluster, .subject = id.name}));
    if (resource.isNamespaced && id.namespaceName.empty()) {
        return std::unexpected(Error(ErrorCode::InvalidInput,
                                     resource.gvk.kind + " '" + id.name + "' has no namespace"));
    }
    const std::string path = PLUMB_TRY(resource.path(id.namespaceName, id.name));
    const http::Response response = PLUMB_TRY(m_connection->get(path, json, run.stop));
    return itemOf(PLUMB_TRY(parseBody(response)), resource);
}

} // namespace plumb::cluster
