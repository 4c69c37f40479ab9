// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/run.h"
#include "core/cluster/apiresources.h"
#include "core/object/object.h"

#include <string>
#include <vector>

namespace plumb::cluster {

/// Which objects of a kind to list.
struct ListQuery
{
    std::string namespaceName = {}; ///< Empty means all namespaces.
    std::string labelSelector = {}; ///< As kubectl's --selector.
};

struct ObjectList
{
    std::vector<Object> objects = {};
    std::string resourceVersion = {};
};

/// The only way to look into a cluster. What the user may not read is an Unauthorized error of that
/// one call. Every member may be called from any thread.
class ClusterReader
{
public:
    virtual ~ClusterReader() = default;

    /// Which kinds the cluster has.
    virtual Result<ApiResources> discover(const Run &run) = 0;

    /// All objects of a kind that the query names, however many pages they take.
    virtual Result<ObjectList> list(const ApiResource &resource, const ListQuery &query,
                                    const Run &run) = 0;

    /// One object; NotFound when there is none.
    virtual Result<Object> get(const ApiResource &resource, const ResourceId &id,
                               const Run &run) = 0;
};

} // namespace plumb::cluster
