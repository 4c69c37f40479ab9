// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

// What opening a fleet costs: cold, with a warm cache, and after one edited file. The fleet is a
// folder given as FLEET, else the largest public one beside the source tree.

#include "core/build/buildcache.h"
#include "core/reconcile/snapshot.h"

#include <algorithm>
#include <benchmark/benchmark.h>
#include <cstdlib>
#include <filesystem>
#include <fstream>

using namespace plumb;

namespace {

std::string fleetFolder()
{
    if (const char *folder = std::getenv("FLEET"))
        return folder;
    return PLUMB_SOURCE_DIR "/../shared/conformance/fleets/visible/hmcts-sds-flux-config/repo";
}

/// A copy that may be edited.
class FleetCopy
{
public:
    FleetCopy()
        : m_folder(std::filesystem::temp_directory_path() / "plumbline-bench-fleet")
    {
        std::filesystem::remove_all(m_folder);
        if (std::filesystem::exists(fleetFolder()))
            std::filesystem::copy(fleetFolder(), m_folder,
                                  std::filesystem::copy_options::recursive
                                      | std::filesystem::copy_options::copy_symlinks);
    }
    ~FleetCopy() { std::filesystem::remove_all(m_folder); }

    std::string folder() const { return m_folder.string(); }

    /// The first file, by name, that writes one HelmRelease whole, as what several environments
    /// share; or that patches one, as an environment's own file does.
    std::filesystem::path releaseFile(bool isWhole) const
    {
        std::vector<std::filesystem::path> files;
        for (const auto &entry : std::filesystem::recursive_directory_iterator(m_folder)) {
            if (entry.path().extension() != ".yaml" || entry.path().string().contains("/clusters/"))
                continue;
            std::ifstream file(entry.path());
            const std::string text((std::istreambuf_iterator<char>(file)), {});
            if (text.contains("kind: HelmRelease") && text.contains("chart:") == isWhole
                && !text.contains("kind: Kustomization"))
                files.push_back(entry.path());
        }
        std::ranges::sort(files);
        return files.empty() ? std::filesystem::path() : files.front();
    }

private:
    std::filesystem::path m_folder;
};

bool open(benchmark::State &state, const std::string &folder, build::BuildCache &cache)
{
    ThreadExecutor executor(2);
    auto snapshot = reconcile::openSnapshot({.repository = folder}, cache, executor, {});
    if (!snapshot)
        state.SkipWithError(snapshot.error().toString());
    benchmark::DoNotOptimize(snapshot);
    return snapshot.has_value();
}

void cold(benchmark::State &state)
{
    for (auto _ : state) {
        build::BuildCache cache;
        if (!open(state, fleetFolder(), cache))
            return;
    }
}

void unchanged(benchmark::State &state)
{
    build::BuildCache cache;
    if (!open(state, fleetFolder(), cache))
        return;
    for (auto _ : state)
        open(state, fleetFolder(), cache);
}

void editedFile(benchmark::State &state, bool isShared)
{
    const FleetCopy copy;
    const std::filesystem::path file = copy.releaseFile(isShared);
    state.SetLabel(file.lexically_relative(copy.folder()).string());
    build::BuildCache cache;
    if (!open(state, copy.folder(), cache))
        return;
    for (auto _ : state) {
        state.PauseTiming();
        std::ofstream(file, std::ios::app) << "# edited\n";
        state.ResumeTiming();
        open(state, copy.folder(), cache);
    }
}

void oneFileEdited(benchmark::State &state)
{
    editedFile(state, false);
}

void sharedFileEdited(benchmark::State &state)
{
    editedFile(state, true);
}

} // namespace

BENCHMARK(cold)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime()->UseRealTime();
BENCHMARK(unchanged)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime()->UseRealTime();
BENCHMARK(oneFileEdited)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime()->UseRealTime();
BENCHMARK(sharedFileEdited)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime()->UseRealTime();
