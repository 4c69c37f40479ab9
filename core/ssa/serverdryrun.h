// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/executor.h"
#include "core/cluster/clusterwriter.h"
#include "core/object/object.h"

#include <span>
#include <string>
#include <vector>

namespace plumb::ssa {

/// An object to apply, and as whom.
struct ToApply
{
    Object object;
    std::string fieldManager = "kustomize-controller";
};

/// Asks the API server what a forced server-side apply of each object would make of it, admission
/// included, without writing anything: one answer for each, in their order. What the user may not
/// apply is Unauthorized, and not asked again for other objects of its kind and namespace.
///
/// @p executor decides how many requests wait at the same time.
std::vector<Result<Object>> dryRunOnServer(cluster::ClusterWriter &writer,
                                           const cluster::ApiResources &resources,
                                           std::span<const ToApply> objects, Executor &executor,
                                           const Run &run);

} // namespace plumb::ssa
