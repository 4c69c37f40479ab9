// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/cluster/apiresources.h"
#include "core/yaml/value.h"

#include <string>
#include <string_view>
#include <vector>

namespace plumb::cluster {

/// What to accept so that servers that know it answer with everything in one document.
std::string_view aggregatedDiscoveryTypes();

/// Reads an APIGroupDiscoveryList, the answer of newer servers to /api and /apis.
std::vector<ApiResource> readAggregated(const yaml::Value &list);

/// The paths of the groups' versions that an APIVersions or APIGroupList names, the preferred
/// version of each group first: "/api/v1", "/apis/apps/v1".
std::vector<std::string> groupVersionPaths(const yaml::Value &list);

/// Reads an APIResourceList, what older servers say about one version of a group.
std::vector<ApiResource> readResourceList(const yaml::Value &list);

} // namespace plumb::cluster
