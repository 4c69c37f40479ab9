// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/executor.h"
#include "core/build/desiredstate.h"
#include "core/cluster/clusterwriter.h"
#include "core/cluster/livestate.h"
#include "core/drift/drift.h"

namespace plumb::drift {

/// What is compared, who is asked, and how many requests wait at the same time.
struct ServerCheck
{
    const build::ClusterState &desired;
    const cluster::LiveState &live;
    cluster::ClusterWriter &writer;
    Executor &executor;
};

/// Asks the API server, with a dry run as the controller that applies, about every missing or
/// drifted object of @p set. What it answers is written to each ObjectDiff::server: differences
/// that applying resolves are confirmed; those that it does not, since the server or an admission
/// webhook keeps another value, are explained; what only the server knows is added. Nothing is
/// written to the cluster. What the user may not ask stays as it was computed here, and a
/// diagnostic says so.
Result<> checkOnServer(ChangeSet &set, const ServerCheck &check, const DriftOptions &options,
                       const Run &run);

} // namespace plumb::drift
