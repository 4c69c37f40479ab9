// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/reconcile/comparison.h"

#include "core/drift/diff.h"
#include "core/object/schema.h"

#include <algorithm>
#include <set>

namespace plumb::reconcile {

namespace {

struct Side
{
    const Snapshot *snapshot = nullptr;
    std::string_view cluster;
};

std::string ownerName(const build::UnitId &unit)
{
    return unit.namespaceName + '/' + unit.name;
}

// The units of one side that could not be built, by "namespace/name".
std::set<std::string> failedUnits(const Side &side)
{
    std::set<std::string> failed;
    const build::ClusterState *const state = side.snapshot->desired->cluster(side.cluster);
    if (!state)
        return failed;
    for (const auto &unit : state->units) {
        if (!unit->objects)
            failed.insert(ownerName(unit->id));
    }
    return failed;
}

// What a side builds without the units that the other side, or this one, cannot build.
ClusterObjects comparableObjects(const Side &side, const std::set<std::string> &failed)
{
    ClusterObjects all = objectsOf(*side.snapshot->desired, side.cluster);
    if (failed.empty())
        return all;
    ClusterObjects kept;
    for (const Object &object : all.objects) {
        const build::UnitId &owner = all.owners.at(object.id());
        if (failed.contains(ownerName(owner)))
            continue;
        kept.owners.emplace(object.id(), owner);
        (void)kept.objects.add(object); // ids are unique already
    }
    return kept;
}

void nameOwners(drift::ChangeSet &changes, const ClusterObjects &older, const ClusterObjects &newer)
{
    for (drift::ObjectDiff &diff : changes.objects) {
        const auto &owners = diff.action == drift::Action::Deleted ? older.owners : newer.owners;
        const auto owner = owners.find(diff.id);
        if (owner != owners.end())
            diff.owner = ownerName(owner->second);
    }
}

Result<ClusterChanges> compareClusters(const Side &before, const Side &after,
                                       const drift::Mask &mask, const Run &run)
{
    std::set<std::string> failed = failedUnits(before);
    failed.merge(failedUnits(after));
    const ClusterObjects older = comparableObjects(before, failed);
    const ClusterObjects newer = comparableObjects(after, failed);
    const drift::DiffOptions options = {.comparison = drift::Comparison::States, .mask = &mask};
    drift::ChangeSet changes = PLUMB_TRY(
        drift::diffObjects(newer.objects, older.objects, Schema::current(), options, run));
    nameOwners(changes, older, newer);
    for (const std::string &unit : failed) {
        changes.diagnostics.push_back(
            {.severity = Severity::Warning,
             .code = "not-compared",
             .message = "cannot be built on both sides, so its objects are not compared",
             .object = "Kustomization/" + unit});
    }
    return ClusterChanges{.cluster = std::string(after.cluster),
                          .against = std::string(before.cluster),
                          .changes = std::move(changes)};
}

} // namespace

ClusterObjects objectsOf(const build::DesiredState &desired, std::string_view cluster)
{
    ClusterObjects result;
    const build::ClusterState *const state = desired.cluster(cluster);
    if (!state)
        return result;
    for (const auto &unit : state->units) {
        if (!unit->objects)
            continue;
        for (const Object &object : *unit->objects) {
            if (result.owners.try_emplace(object.id(), unit->id).second)
                (void)result.objects.add(object); // cannot conflict: the id is new
        }
    }
    return result;
}

Result<std::vector<ClusterChanges>> compareRevisions(const Snapshot &before, const Snapshot &after,
                                                     const drift::Mask &mask, const Run &run)
{
    std::vector<std::string> clusters;
    for (const Snapshot *snapshot : {&after, &before}) {
        for (const fleet::Cluster &cluster : snapshot->fleet->clusters) {
            if (std::ranges::find(clusters, cluster.path) == clusters.end())
                clusters.push_back(cluster.path);
        }
    }

    std::vector<ClusterChanges> result;
    for (const std::string &cluster : clusters) {
        PLUMB_TRY(run.checkpoint({.stage = Stage::DetectingDrift,
                                  .done = static_cast<int>(result.size()),
                                  .total = static_cast<int>(clusters.size()),
                                  .subject = cluster}));
        result.push_back(
            PLUMB_TRY(within("comparing " + cluster,
                             compareClusters({&before, cluster}, {&after, cluster}, mask, run))));
    }
    return result;
}

Result<std::vector<ClusterChanges>> compareEnvironments(const Snapshot &snapshot,
                                                        std::string_view from, std::string_view to,
                                                        const drift::Mask &mask, const Run &run)
{
    const auto environment = [&](std::string_view name) -> Result<const fleet::Environment *> {
        if (const auto position = snapshot.fleet->environment(name))
            return &snapshot.fleet->environments[*position];
        std::string known;
        for (const fleet::Environment &each : snapshot.fleet->environments)
            known += (known.empty() ? "" : ", ") + each.name;
        return std::unexpected(Error(ErrorCode::NotFound, "no environment '" + std::string(name)
                                                              + "'; there are: " + known));
    };
    const fleet::Environment &source = *PLUMB_TRY(environment(from));
    const fleet::Environment &target = *PLUMB_TRY(environment(to));

    std::vector<ClusterChanges> result;
    const std::size_t pairs = std::max(source.clusters.size(), target.clusters.size());
    for (std::size_t i = 0; i < pairs; ++i) {
        const std::string &newer = source.clusters[std::min(i, source.clusters.size() - 1)];
        const std::string &older = target.clusters[std::min(i, target.clusters.size() - 1)];
        result.push_back(
            PLUMB_TRY(within("comparing " + newer + " with " + older,
                             compareClusters({&snapshot, older}, {&snapshot, newer}, mask, run))));
    }
    return result;
}

} // namespace plumb::reconcile
