// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/build/buildcache.h"
#include "core/build/chartquery.h"
#include "core/build/footprint.h"
#include "core/build/release.h"
#include "core/build/releasevalues.h"

#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace plumb::build {

/// One HelmRelease to be rendered, with everything that is needed for it: may run on any thread.
struct ReleaseJob
{
    UnitId id;
    UnitId unit; ///< The Kustomization that builds it.
    flux::HelmRelease release;
    ChartQuery chart;
    std::vector<ReferencedValues> values = {};
    source::ChartSource *charts = nullptr; ///< Null when nothing is to be fetched.
};

/// What earlier renders left, keyed by all that decides them apart from the chart's own files. One
/// for a BuildCache: its memo<ReleaseCache>(). Safe to use from any thread.
class ReleaseCache
{
public:
    using Rendered = std::shared_ptr<const RenderedRelease>;

    Rendered find(const std::string &key, const source::Artifact *artifact);
    void keep(const std::string &key, Rendered rendered, std::shared_ptr<Footprint> footprint);

private:
    struct Kept
    {
        Rendered rendered;
        std::shared_ptr<Footprint> footprint; ///< Of the chart's files; null for a fetched one.
    };

    static constexpr std::size_t maximumKept = 4;    ///< Under one key.
    static constexpr std::size_t maximumKeys = 2000; ///< The oldest go.

    std::mutex m_lock;
    std::map<std::string, std::vector<Kept>> m_kept;
    std::deque<std::string> m_keys; ///< The oldest first.
};

/// Renders, or takes from the cache what an earlier render left. Fails only when stopped.
Result<std::shared_ptr<const RenderedRelease>> runReleaseJob(const ReleaseJob &job,
                                                             BuildCache &cache, const Run &run);

} // namespace plumb::build
