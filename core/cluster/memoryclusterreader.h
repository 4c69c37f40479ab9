// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/cluster/clusterreader.h"

#include <atomic>
#include <map>
#include <utility>

namespace plumb::cluster {

/// A cluster that is held in memory: what tests and demonstrations read instead of a server.
/// It is filled first and read afterwards.
class MemoryClusterReader final : public ClusterReader
{
public:
    void addResource(ApiResource resource) { m_resources.push_back(std::move(resource)); }
    /// Adds an object, and its kind as a namespaced or cluster-wide one if it is not there yet.
    void addObject(Object object);
    /// Lets every call about a kind, or about one object of it when @p name is given, fail.
    void setFailure(const std::string &kind, Error error, const std::string &name = {});

    /// How many calls there have been, discovery aside.
    int requests() const { return m_requests; }

    Result<ApiResources> discover(const Run &run) override;
    Result<ObjectList> list(const ApiResource &resource, const ListQuery &query,
                            const Run &run) override;
    Result<Object> get(const ApiResource &resource, const ResourceId &id, const Run &run) override;

private:
    std::vector<ApiResource> m_resources;
    std::vector<Object> m_objects;
    std::map<std::pair<std::string, std::string>, Error> m_failures;
    std::atomic<int> m_requests = 0;
};

} // namespace plumb::cluster
