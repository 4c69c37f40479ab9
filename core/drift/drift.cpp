// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/drift/drift.h"

#include "core/drift/releasedrift.h"
#include "core/drift/unitdrift.h"

#include <algorithm>

namespace plumb::drift {

std::vector<cluster::WantedObject> wantedObjects(const build::ClusterState &desired)
{
    std::vector<cluster::WantedObject> wanted;
    for (const auto &unit : desired.units) {
        if (unit->isExternal() || unit->kustomization.isRemote() || !unit->objects)
            continue;
        for (const Object &object : *unit->objects)
            wanted.push_back({.gvk = object.gvk(), .id = object.id()});
    }
    for (const auto &release : desired.releases) {
        if (release->release.isRemote() || !release->rendered->objects)
            continue;
        for (const Object &object : *release->rendered->objects)
            wanted.push_back({.gvk = object.gvk(), .id = object.id()});
    }
    return wanted;
}

const Object *kustomizationIn(const cluster::LiveState &live, const build::UnitId &unit)
{
    return live.find({.group = std::string(flux::kustomizeGroup),
                      .kind = "Kustomization",
                      .namespaceName = unit.namespaceName,
                      .name = unit.name});
}

Result<ChangeSet> detectDrift(const build::ClusterState &desired, const cluster::LiveState &live,
                              const DriftOptions &options, const Run &run)
{
    ChangeSet set = {.comparison = Comparison::Live, .diagnostics = live.diagnostics()};
    for (const auto &unit : desired.units)
        PLUMB_TRY(UnitDrift(*unit, live, options).detect(set, run));
    for (const auto &release : desired.releases)
        PLUMB_TRY(ReleaseDrift(*release, live, options).detect(set, run));
    std::ranges::stable_sort(set.objects, {}, &ObjectDiff::id);
    return set;
}

} // namespace plumb::drift
