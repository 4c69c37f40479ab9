// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/build/desiredstate.h"
#include "core/cluster/clusterwriter.h"

#include <string>
#include <vector>

namespace plumb::remedy {

/// A Flux object as a cluster has it.
struct FluxObject
{
    GroupVersionKind gvk;
    ResourceId id;

    bool operator==(const FluxObject &) const = default;
};

/// A Kustomization or HelmRelease of a cluster, and what has to be fetched before it; the versions
/// are those that git uses, else those that current Flux serves.
struct FluxUnit
{
    FluxObject object;
    std::vector<FluxObject> sources = {};
};

/// NotFound when git describes no such unit of the cluster.
Result<FluxUnit> kustomizationOf(const build::DesiredState &desired, const build::UnitId &unit);
Result<FluxUnit> helmReleaseOf(const build::DesiredState &desired, const build::UnitId &unit);

/// Where the API has the objects of a kind of Flux.
cluster::ApiResource apiResourceOf(const FluxObject &object);

/// Has Flux reconcile an object now, as "flux reconcile" does: the annotation
/// reconcile.fluxcd.io/requestedAt with a value that it has not had before. Flux copies it to
/// status.lastHandledReconcileAt once it is done.
Result<cluster::WriteRequest> reconcileRequest(const FluxObject &object,
                                               std::string_view requestedAt);

/// Has helm-controller install or upgrade a HelmRelease once more, whether anything changed or not.
Result<cluster::WriteRequest> forceRequest(const FluxObject &release, std::string_view requestedAt);

/// Who stopped an object, and why; kept in annotations for those who find it stopped.
struct Suspension
{
    std::string by = {};
    std::string reason = {};
};

Result<cluster::WriteRequest> suspendRequest(const FluxObject &object,
                                             const Suspension &suspension);
/// Also takes back what suspendRequest() noted.
Result<cluster::WriteRequest> resumeRequest(const FluxObject &object);

/// A request as a person reads it: method, path and content.
std::string toText(const cluster::WriteRequest &request);

} // namespace plumb::remedy
