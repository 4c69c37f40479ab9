// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/cluster/openapi.h"

#include "core/yaml/json.h"

#include <set>
#include <vector>

namespace plumb::cluster {

using yaml::Value;

namespace {

constexpr std::string_view json = "application/json";
// A document of thousands of kinds is rather an attack than a description.
constexpr std::size_t largestDocument = 64u << 20;

Result<Value> readDocument(Connection &connection, std::string_view path, const Run &run)
{
    PLUMB_TRY(run.checkpoint({.stage = Stage::ReadingCluster, .subject = std::string(path)}));
    const http::Response response = PLUMB_TRY(connection.get(path, json, run.stop));
    yaml::ParseOptions options;
    options.limits.maximumBytes = largestDocument;
    return yaml::parseJson(response.body, std::string(path), options);
}

/// "apis/apps/v1", "api/v1": how the index names a version of a group.
std::string indexName(const GroupVersionKind &gvk)
{
    return (gvk.group.empty() ? "api/" : "apis/") + gvk.apiVersion();
}

/// Where the documents are that describe the kinds; an index that leads elsewhere is not followed.
std::vector<std::string> addressesFor(std::span<const GroupVersionKind> kinds, const Value &index)
{
    std::set<std::string> addresses;
    for (const GroupVersionKind &gvk : kinds) {
        if (Schema::current().isKnown(gvk))
            continue;
        const std::string address(index.textAt({"paths", indexName(gvk), "serverRelativeURL"}));
        if (address.starts_with("/openapi/v3/"))
            addresses.insert(address);
    }
    return {addresses.begin(), addresses.end()};
}

} // namespace

std::shared_ptr<const Value> OpenApiCache::find(const std::string &address) const
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_documents.find(address);
    return found == m_documents.end() ? nullptr : found->second;
}

void OpenApiCache::add(const std::string &address, Value document)
{
    const std::lock_guard lock(m_mutex);
    m_documents.insert_or_assign(address, std::make_shared<const Value>(std::move(document)));
}

std::size_t OpenApiCache::size() const
{
    const std::lock_guard lock(m_mutex);
    return m_documents.size();
}

Result<Schema> readSchema(Connection &connection, std::span<const GroupVersionKind> kinds,
                          OpenApiCache &cache, Executor &executor, const Run &run)
{
    bool isNeeded = false;
    for (const GroupVersionKind &gvk : kinds)
        isNeeded = isNeeded || !Schema::current().isKnown(gvk);
    if (!isNeeded)
        return Schema::fromServer({});
    const auto index = readDocument(connection, "/openapi/v3", run);
    const bool isWithheld = !index
                            && (index.error().code() == ErrorCode::NotFound
                                || index.error().code() == ErrorCode::Unauthorized);
    if (isWithheld)
        return Schema::fromServer({});
    if (!index)
        return std::unexpected(index.error());

    const std::vector<std::string> addresses = addressesFor(kinds, *index);
    executor.forEach(addresses.size(), [&](std::size_t i) {
        if (cache.find(addresses[i]))
            return;
        if (auto document = readDocument(connection, addresses[i], run))
            cache.add(addresses[i], *std::move(document));
    });
    PLUMB_TRY(run.checkpoint({.stage = Stage::ReadingCluster}));
    std::vector<Value> documents;
    for (const std::string &address : addresses) {
        // A group whose own server is down is not described, and compared as far as it goes.
        if (const auto document = cache.find(address))
            documents.push_back(*document);
    }
    return Schema::fromServer(documents);
}

} // namespace plumb::cluster
