// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/build/builder.h"

#include "core/build/clusterbuild.h"
#include "core/build/releaseplan.h"

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

/// A HelmRelease of one cluster among those of all.
struct ReleaseWork
{
    std::size_t cluster = 0;
    ReleaseJob job;
    Result<std::shared_ptr<const RenderedRelease>> result = {};
};

Result<> renderReleases(const FleetRequest &request, std::vector<KeptCluster> &clusters,
                        BuildCache &cache, Executor &executor, const Run &run)
{
    std::vector<ReleaseWork> work;
    for (std::size_t i = 0; i < clusters.size(); ++i) {
        for (ReleaseJob &job : ReleasePlan(request, request.entries[i], clusters[i]).jobs())
            work.push_back({.cluster = i, .job = std::move(job)});
    }
    executor.forEach(work.size(), [&](std::size_t i) {
        work[i].result = runReleaseJob(work[i].job, cache, run);
    });
    for (ReleaseWork &done : work) {
        auto release = std::make_shared<Release>();
        release->rendered = PLUMB_TRY(std::move(done.result));
        release->id = std::move(done.job.id);
        release->unit = std::move(done.job.unit);
        release->release = std::move(done.job.release);
        clusters[done.cluster].state.releases.push_back(std::move(release));
    }
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

    std::vector<KeptCluster> finished;
    for (const std::unique_ptr<ClusterBuild> &cluster : clusters)
        finished.push_back(cluster->takeResult());
    if (request.rendersReleases)
        PLUMB_TRY(renderReleases(request, finished, cache, executor, run));

    DesiredState state;
    for (KeptCluster &cluster : finished) {
        state.clusters.push_back(std::move(cluster.state));
        for (Diagnostic &diagnostic : cluster.diagnostics)
            state.diagnostics.push_back(std::move(diagnostic));
    }
    return state;
}

} // namespace plumb::build
