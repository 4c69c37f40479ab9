// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

// A fleet's repository of 50,000 commits: how long the first page of a history takes, from opening
// the repository on.

#include "core/git/blame.h"
#include "core/git/log.h"

#include <benchmark/benchmark.h>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>

using namespace plumb;
using files::TreePath;

namespace {

constexpr int commitCount = 50'000;
constexpr int appCount = 300;

std::string textOf(int app, int revision)
{
    return "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: app-" + std::to_string(app)
           + "\nspec:\n  replicas: " + std::to_string(revision % 7)
           + "\n  revision: " + std::to_string(revision) + "\n";
}

void addFile(std::FILE *out, const std::string &path, const std::string &text)
{
    std::fprintf(out, "M 100644 inline %s\ndata %zu\n%s\n", path.c_str(), text.size(),
                 text.c_str());
}

/// Every commit changes one app; each 50th is a merge of a branch; one file changes each 500
/// commits, one only in the first.
void writeHistory(std::FILE *out)
{
    for (int i = 0; i < commitCount; ++i) {
        const bool onSide = i % 50 == 48;
        std::fprintf(out,
                     "commit refs/heads/%s\nmark :%d\ncommitter A <a@example.org> %d +0000\n"
                     "data 6\nchange\n",
                     onSide ? "side" : "main", i + 1, 1'500'000'000 + i * 60);
        if (i > 0)
            std::fprintf(out, "from :%d\n", onSide || i % 50 != 49 ? i : i - 1);
        if (i % 50 == 49)
            std::fprintf(out, "merge :%d\n", i);
        if (i == 0) {
            for (int app = 0; app < appCount; ++app)
                addFile(out, "apps/production/app-" + std::to_string(app) + "/release.yaml",
                        textOf(app, 0));
            addFile(out, "clusters/production/flux-system/gotk-sync.yaml", "once: true\n");
        }
        const int app = i * 7 % appCount;
        addFile(out, "apps/production/app-" + std::to_string(app) + "/release.yaml",
                textOf(app, i));
        if (i % 500 == 0)
            addFile(out, "infrastructure/production/kustomization.yaml", textOf(0, i));
    }
}

/// Makes the repository once for all benchmarks and removes it at the end.
class LongHistory
{
public:
    LongHistory()
    {
        char name[] = "/tmp/plumbline-bench-XXXXXX";
        m_path = ::mkdtemp(name);
        const std::string git = "git -C " + m_path + " ";
        check(std::system((git + "init -q -b main").c_str()));
        std::FILE *import = ::popen((git + "fast-import --quiet").c_str(), "w");
        writeHistory(import);
        check(::pclose(import));
    }
    ~LongHistory() { std::filesystem::remove_all(m_path); }

    const std::string &path() const { return m_path; }

private:
    static void check(int status)
    {
        if (status != 0)
            std::abort();
    }

    std::string m_path;
};

const LongHistory &history()
{
    static const LongHistory history;
    return history;
}

void firstPage(benchmark::State &state, const char *path)
{
    const std::string repositoryPath = history().path();
    std::size_t entries = 0;
    for ([[maybe_unused]] auto _ : state) {
        const git::Repository repository = git::Repository::open(repositoryPath).value();
        const auto page = git::log(repository, {.path = TreePath::parse(path).value()}, {});
        entries = page.value().entries.size();
    }
    state.counters["entries"] = static_cast<double>(entries);
}

void wholeHistory(benchmark::State &state, const char *path)
{
    const git::Repository repository = git::Repository::open(history().path()).value();
    std::size_t entries = 0;
    for ([[maybe_unused]] auto _ : state) {
        git::Log log = git::Log::open(repository, {.path = TreePath::parse(path).value()}).value();
        entries = 0;
        for (bool isLast = false; !isLast;) {
            const git::LogPage page = log.next({}).value();
            entries += page.entries.size();
            isLast = page.isLast;
        }
    }
    state.counters["entries"] = static_cast<double>(entries);
}

void blameOneLine(benchmark::State &state, const char *path, int line)
{
    const git::Repository repository = git::Repository::open(history().path()).value();
    for ([[maybe_unused]] auto _ : state) {
        const auto ranges = git::blame(repository,
                                       {.file = TreePath::parse(path).value(),
                                        .revision = repository.resolve("main").value(),
                                        .firstLine = line,
                                        .lastLine = line},
                                       {});
        benchmark::DoNotOptimize(ranges.value().size());
    }
}

constexpr const char *often = "apps/production/app-42/release.yaml";
constexpr const char *seldom = "infrastructure/production/kustomization.yaml";
constexpr const char *once = "clusters/production/flux-system/gotk-sync.yaml";

} // namespace

BENCHMARK_CAPTURE(firstPage, everything, "")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(firstPage, folder, "apps/production")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(firstPage, often, often)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(firstPage, seldom, seldom)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(firstPage, once, once)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(wholeHistory, once, once)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(blameOneLine, recent, often, 7)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(blameOneLine, first, often, 1)->Unit(benchmark::kMillisecond);
