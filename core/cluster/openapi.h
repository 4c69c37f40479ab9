// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/executor.h"
#include "core/base/run.h"
#include "core/cluster/connection.h"
#include "core/object/groupversionkind.h"
#include "core/object/schema.h"

#include <map>
#include <memory>
#include <mutex>
#include <span>
#include <string>

namespace plumb::cluster {

/// The descriptions of groups that API servers published, by their addresses, which have a hash of
/// what they say. May be used from any thread.
class OpenApiCache
{
public:
    /// Null when it is not there.
    std::shared_ptr<const yaml::Value> find(const std::string &address) const;
    void add(const std::string &address, yaml::Value document);
    std::size_t size() const;

private:
    mutable std::mutex m_mutex;
    std::map<std::string, std::shared_ptr<const yaml::Value>> m_documents;
};

/// Reads how the server describes those of @p kinds that Schema::current() does not know, custom
/// resources above all. What it does not describe stays unknown, and a server that publishes no
/// OpenAPI v3 describes nothing; what is in @p cache is not asked for again.
Result<Schema> readSchema(Connection &connection, std::span<const GroupVersionKind> kinds,
                          OpenApiCache &cache, Executor &executor, const Run &run);

} // namespace plumb::cluster
