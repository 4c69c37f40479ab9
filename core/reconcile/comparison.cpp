// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/reconcile/comparison.h"

#include "core/drift/diff.h"
#include "core/object/schema.h"

#include <algorithm>
#include <map>
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

void add(ClusterObjects &objects, const Object &object, const build::UnitId &owner)
{
    if (objects.owners.try_emplace(object.id(), owner).second)
        (void)objects.objects.add(object); // cannot conflict: the id is new
}

void addUnit(ClusterObjects &objects, const build::Unit &unit)
{
    for (const Object &object : *unit.objects)
        add(objects, object, unit.id);
}

void addRelease(ClusterObjects &objects, const build::Release &release)
{
    if (release.release.isRemote())
        return;
    for (const Object *object : release.everything())
        add(objects, *object, release.id);
}

// What of one side could not be built: "Kustomization/namespace/name" or "HelmRelease/…".
std::set<std::string> failedOn(const Side &side)
{
    std::set<std::string> failed;
    const build::ClusterState *const state = side.snapshot->desired->cluster(side.cluster);
    if (!state)
        return failed;
    for (const auto &unit : state->units) {
        if (!unit->objects)
            failed.insert("Kustomization/" + ownerName(unit->id));
    }
    for (const auto &release : state->releases) {
        if (!release->rendered->objects)
            failed.insert("HelmRelease/" + ownerName(release->id));
    }
    return failed;
}

// What a side builds without what the other side, or this one, cannot build.
ClusterObjects comparableObjects(const Side &side, const std::set<std::string> &failed)
{
    ClusterObjects all;
    const build::ClusterState *const state = side.snapshot->desired->cluster(side.cluster);
    if (!state)
        return all;
    for (const auto &unit : state->units) {
        if (unit->objects && !failed.contains("Kustomization/" + ownerName(unit->id)))
            addUnit(all, *unit);
    }
    for (const auto &release : state->releases) {
        if (!failed.contains("HelmRelease/" + ownerName(release->id)))
            addRelease(all, *release);
    }
    return all;
}

// Whether the chart of a release is at hand on either side; where it is not, that its objects are
// not compared is plain.
std::map<std::string, bool> chartsAtHand(const Side &before, const Side &after)
{
    std::map<std::string, bool> charts;
    for (const Side &side : {before, after}) {
        const build::ClusterState *const state = side.snapshot->desired->cluster(side.cluster);
        if (!state)
            continue;
        for (const auto &release : state->releases) {
            bool &isAtHand = charts["HelmRelease/" + ownerName(release->id)];
            isAtHand = isAtHand || release->rendered->hasChart;
        }
    }
    return charts;
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
    std::set<std::string> failed = failedOn(before);
    failed.merge(failedOn(after));
    const ClusterObjects older = comparableObjects(before, failed);
    const ClusterObjects newer = comparableObjects(after, failed);
    const drift::DiffOptions options = {.comparison = drift::Comparison::States, .mask = &mask};
    drift::ChangeSet changes = PLUMB_TRY(
        drift::diffObjects(newer.objects, older.objects, Schema::current(), options, run));
    nameOwners(changes, older, newer);
    const auto charts =
        failed.empty() ? std::map<std::string, bool>() : chartsAtHand(before, after);
    for (const std::string &name : failed) {
        if (const auto chart = charts.find(name); chart != charts.end() && !chart->second)
            continue;
        changes.diagnostics.push_back(
            {.severity = Severity::Warning,
             .code = "not-compared",
             .message = "cannot be built on both sides, so its objects are not compared",
             .object = name});
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
        if (unit->objects)
            addUnit(result, *unit);
    }
    for (const auto &release : state->releases)
        addRelease(result, *release);
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

void dropUnchanged(std::vector<ClusterChanges> &clusters)
{
    std::erase_if(clusters,
                  [](const ClusterChanges &cluster) { return !cluster.changes.hasDifferences(); });
}

Result<std::vector<ClusterChanges>> compareEnvironments(const Snapshot &snapshot,
                                                        std::string_view from, std::string_view to,
                                                        const drift::Mask &mask, const Run &run)
{
    const fleet::Fleet &fleet = *snapshot.fleet;
    const fleet::Environment &source = fleet.environments[PLUMB_TRY(fleet.namedEnvironment(from))];
    const fleet::Environment &target = fleet.environments[PLUMB_TRY(fleet.namedEnvironment(to))];

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
