// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/build/builder.h"

#include "core/build/clusterbuild.h"

#include <atomic>

namespace plumb::build {

namespace {

/// A job of one cluster among those of all.
struct Work
{
    std::size_t cluster = 0;
    UnitJob job;
    Result<KeptUnit> result = {};
};

std::vector<Work> collect(std::vector<std::unique_ptr<ClusterBuild>> &clusters)
{
    std::vector<Work> work;
    for (std::size_t i = 0; i < clusters.size(); ++i) {
        for (UnitJob &job : clusters[i]->nextJobs())
            work.push_back({.cluster = i, .job = std::move(job)});
    }
    return work;
}

Result<> distribute(std::vector<std::unique_ptr<ClusterBuild>> &clusters, std::vector<Work> work)
{
    std::vector<std::vector<KeptUnit>> results(clusters.size());
    for (Work &done : work)
        results[done.cluster].push_back(PLUMB_TRY(std::move(done.result)));
    for (std::size_t i = 0; i < clusters.size(); ++i)
        clusters[i]->finish(std::move(results[i]));
    return {};
}

} // namespace

Result<DesiredState> buildFleet(const FleetRequest &request, BuildCache &cache, Executor &executor,
                                const Run &run)
{
    std::vector<std::unique_ptr<ClusterBuild>> clusters;
    for (const EntryPoint &entry : request.entries)
        clusters.push_back(std::make_unique<ClusterBuild>(request, entry, cache));

    for (;;) {
        std::vector<Work> work = collect(clusters);
        if (work.empty())
            break;
        executor.forEach(work.size(), [&](std::size_t i) {
            work[i].result = runUnitJob(work[i].job, cache, run);
        });
        PLUMB_TRY(distribute(clusters, std::move(work)));
    }

    DesiredState state;
    for (const std::unique_ptr<ClusterBuild> &cluster : clusters) {
        KeptCluster kept = cluster->takeResult();
        state.clusters.push_back(std::move(kept.state));
        for (Diagnostic &diagnostic : kept.diagnostics)
            state.diagnostics.push_back(std::move(diagnostic));
    }
    return state;
}

} // namespace plumb::build
