// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/cluster/httpclusterreader.h"

#include "core/cluster/discovery.h"
#include "core/cluster/queryvalue.h"
#include "core/cluster/watchevent.h"
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
        Result<ListPage> read = m_connection->get(next, json, run.stop)
                                    .and_then([&resource](const http::Response &response) {
                                        return readListPage(response.body, resource);
                                    });
        if (!read && read.error().code() == ErrorCode::Conflict && restarts++ < mostRestarts) {
            // The snapshot that the pages are of is gone (410): begin with a new one.
            list = {};
            next = first;
            continue;
        }
        if (!read)
            return std::unexpected(std::move(read).error());
        std::ranges::move(read->objects, std::back_inserter(list.objects));
        list.resourceVersion = std::move(read->resourceVersion);
        if (read->next.empty())
            return list;
        next = first + "&continue=" + queryValue(read->next);
    }
    return std::unexpected(
        Error(ErrorCode::LimitExceeded, "there are too many " + resource.plural + " to list"));
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
    return readListed(PLUMB_TRY(parseBody(response)), resource);
}

} // namespace plumb::cluster
