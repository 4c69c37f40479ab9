// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/cluster/clusterwriter.h"
#include "core/cluster/connection.h"

namespace plumb::cluster {

/// Changes a cluster over its API.
class HttpClusterWriter final : public ClusterWriter
{
public:
    /// @p connection, which may be that of a reader, has to outlive this.
    explicit HttpClusterWriter(Connection &connection)
        : m_connection(connection)
    {
    }

    Result<Written> send(const WriteRequest &request, const Run &run) override;

private:
    Connection &m_connection;
};

} // namespace plumb::cluster
