// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/remedy/fluxrequests.h"

#include "core/flux/reference.h"
#include "core/yaml/emitter.h"

#include <algorithm>

namespace plumb::remedy {

namespace {

using yaml::Value;

constexpr std::string_view requestedAtKey = "reconcile.fluxcd.io/requestedAt";
constexpr std::string_view forceAtKey = "reconcile.fluxcd.io/forceAt";
constexpr std::string_view suspendedByKey = "plumbline/suspended-by";
constexpr std::string_view suspendReasonKey = "plumbline/suspend-reason";

// For sources that only the cluster has: what Flux 2.9 serves (flux-semantics §1).
GroupVersionKind currentKind(std::string_view kind)
{
    if (kind == "HelmRelease")
        return {std::string(flux::helmGroup), "v2", std::string(kind)};
    if (kind == "Kustomization")
        return {std::string(flux::kustomizeGroup), "v1", std::string(kind)};
    return {std::string(flux::sourceGroup), "v1", std::string(kind)};
}

FluxObject objectOf(const build::ClusterState &cluster, std::string_view kind,
                    const std::string &namespaceName, const std::string &name)
{
    const GroupVersionKind current = currentKind(kind);
    const ResourceId id{
        .group = current.group, .kind = current.kind, .namespaceName = namespaceName, .name = name};
    for (const auto &unit : cluster.units) {
        if (const Object *written = unit->known().find(id))
            return {.gvk = written->gvk(), .id = id};
    }
    return {.gvk = current, .id = id};
}

void addSource(const build::ClusterState &cluster, const flux::ObjectReference &source,
               FluxUnit &unit)
{
    if (source.empty())
        return;
    const flux::ObjectReference full = source.in(unit.object.id.namespaceName);
    unit.sources.push_back(objectOf(cluster, full.kind, full.namespaceName, full.name));
}

Error notFound(const char *kind, const build::UnitId &unit)
{
    return {ErrorCode::NotFound, "git describes no " + std::string(kind) + " '" + unit.namespaceName
                                     + '/' + unit.name + "' in " + unit.cluster};
}

Value annotations(std::initializer_list<std::pair<std::string_view, Value>> entries)
{
    Value content = Value::mapping();
    for (const auto &[key, value] : entries)
        content.set(key, value);
    Value metadata = Value::mapping();
    metadata.set("annotations", std::move(content));
    Value patch = Value::mapping();
    patch.set("metadata", std::move(metadata));
    return patch;
}

Result<cluster::WriteRequest> patched(const FluxObject &object, Value content)
{
    return cluster::patchRequest(apiResourceOf(object), object.id,
                                 {.kind = cluster::Patch::Kind::Merge,
                                  .content = std::move(content),
                                  .fieldManager = "plumbline"});
}

Value withSuspend(Value patch, bool isSuspended)
{
    Value spec = Value::mapping();
    spec.set("suspend", Value::boolean(isSuspended));
    patch.set("spec", std::move(spec));
    return patch;
}

} // namespace

Result<FluxUnit> kustomizationOf(const build::DesiredState &desired, const build::UnitId &unit)
{
    const build::ClusterState *const cluster = desired.cluster(unit.cluster);
    const build::Unit *const found = desired.find(unit);
    if (!cluster || !found)
        return std::unexpected(notFound("Kustomization", unit));
    FluxUnit result{.object = objectOf(*cluster, "Kustomization", unit.namespaceName, unit.name)};
    addSource(*cluster, found->kustomization.source(), result);
    return result;
}

Result<FluxUnit> helmReleaseOf(const build::DesiredState &desired, const build::UnitId &unit)
{
    const build::ClusterState *const cluster = desired.cluster(unit.cluster);
    const build::Release *const found = desired.findRelease(unit);
    if (!cluster || !found)
        return std::unexpected(notFound("HelmRelease", unit));
    FluxUnit result{.object = objectOf(*cluster, "HelmRelease", unit.namespaceName, unit.name)};
    addSource(*cluster, found->release.chartReference().value_or(found->release.chartSource()),
              result);
    return result;
}

cluster::ApiResource apiResourceOf(const FluxObject &object)
{
    std::string plural = object.gvk.kind;
    std::ranges::transform(plural, plural.begin(), [](unsigned char letter) {
        return static_cast<char>(letter >= 'A' && letter <= 'Z' ? letter + ('a' - 'A') : letter);
    });
    if (plural.ends_with('y'))
        plural.replace(plural.size() - 1, 1, "ies");
    else
        plural += 's';
    return {.gvk = object.gvk, .plural = std::move(plural)};
}

Result<cluster::WriteRequest> reconcileRequest(const FluxObject &object,
                                               std::string_view requestedAt)
{
    return patched(object, annotations({{requestedAtKey, Value::string(requestedAt)}}));
}

Result<cluster::WriteRequest> forceRequest(const FluxObject &release, std::string_view requestedAt)
{
    return patched(release, annotations({{requestedAtKey, Value::string(requestedAt)},
                                         {forceAtKey, Value::string(requestedAt)}}));
}

Result<cluster::WriteRequest> suspendRequest(const FluxObject &object, const Suspension &suspension)
{
    return patched(object,
                   withSuspend(annotations({{suspendedByKey, Value::string(suspension.by)},
                                            {suspendReasonKey, Value::string(suspension.reason)}}),
                               true));
}

Result<cluster::WriteRequest> resumeRequest(const FluxObject &object)
{
    return patched(
        object,
        withSuspend(annotations({{suspendedByKey, Value()}, {suspendReasonKey, Value()}}), false));
}

std::string toText(const cluster::WriteRequest &request)
{
    std::string text = request.method + ' ' + request.path + '\n';
    if (!request.content.isNull())
        text += yaml::toReadableYaml(request.content);
    return text;
}

} // namespace plumb::remedy
