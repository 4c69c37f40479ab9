// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/executor.h"
#include "core/cluster/clusterreader.h"
#include "core/cluster/connection.h"

#include <memory>

namespace plumb::cluster {

/// Reads a cluster over its API.
class HttpClusterReader final : public ClusterReader
{
public:
    /// @p executor runs the requests of discovery on servers that need many.
    HttpClusterReader(std::shared_ptr<Connection> connection, Executor &executor)
        : m_connection(std::move(connection))
        , m_executor(executor)
    {
    }

    const Connection &connection() const { return *m_connection; }
    /// For writing to the same cluster.
    Connection &connection() { return *m_connection; }

    Result<ApiResources> discover(const Run &run) override;
    Result<ObjectList> list(const ApiResource &resource, const ListQuery &query,
                            const Run &run) override;
    Result<Object> get(const ApiResource &resource, const ResourceId &id, const Run &run) override;

private:
    Result<std::vector<ApiResource>> discoverRoot(std::string_view path, const Run &run);
    Result<std::vector<ApiResource>> discoverVersions(const yaml::Value &root, const Run &run);

    std::shared_ptr<Connection> m_connection;
    Executor &m_executor;
};

} // namespace plumb::cluster
