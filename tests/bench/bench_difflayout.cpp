// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/comparisons.h"
#include "ui/text/difflayout.h"
#include "ui/text/fuzzyindex.h"
#include "ui/text/linehighlighter.h"
#include "ui/text/yamloutline.h"

#include <benchmark/benchmark.h>
#include <random>

using namespace plumb::ui;

namespace {

// 37 lines for each object: 60,000 lines.
constexpr int objects = 1622;

/// Comparing two rendered states of 60,000 lines, every tenth object of which differs.
void compareLongTexts(benchmark::State &state)
{
    const AnnotatedText left = plumb::test::manyObjects(objects, 0);
    const AnnotatedText right = plumb::test::manyObjects(objects, 10);
    for (auto step : state)
        benchmark::DoNotOptimize(DiffDocument::between(left, right));
    state.counters["lines"] = double(left.lines.size());
}
BENCHMARK(compareLongTexts)->Unit(benchmark::kMillisecond);

/// Nothing in common but a few lines over and over: the worst that a file can do.
void compareHostileTexts(benchmark::State &state)
{
    std::mt19937 random(5);
    std::vector<std::uint32_t> left(60'000);
    std::vector<std::uint32_t> right(60'000);
    for (std::uint32_t &line : left)
        line = std::uint32_t(random()) % 2;
    for (std::uint32_t &line : right)
        line = 1 + std::uint32_t(random()) % 2;
    for (auto step : state)
        benchmark::DoNotOptimize(diffLines(left, right));
}
BENCHMARK(compareHostileTexts)->Unit(benchmark::kMillisecond);

/// What opening a fold or changing the mode costs.
void layOutLongTexts(benchmark::State &state)
{
    const auto document = DiffDocument::between(plumb::test::manyObjects(objects, 0),
                                                plumb::test::manyObjects(objects, 10));
    const auto arrangement =
        state.range(0) == 0 ? DiffArrangement::SideBySide : DiffArrangement::Inline;
    for (auto step : state)
        benchmark::DoNotOptimize(layOut(*document, {.arrangement = arrangement, .context = -1}));
}
BENCHMARK(layOutLongTexts)->Arg(0)->Arg(1)->Unit(benchmark::kMillisecond);

/// One screen of highlighted lines anywhere in the text.
void highlightOneScreen(benchmark::State &state)
{
    const AnnotatedText text = plumb::test::manyObjects(objects, 0);
    LineHighlighter::prepare();
    LineHighlighter highlighter;
    std::size_t painted = 0;
    for (auto step : state) {
        state.PauseTiming();
        highlighter.setLines(text.lines);
        state.ResumeTiming();
        for (int line = 50'000; line < 50'060; ++line)
            painted += highlighter.spans(line).size();
    }
    benchmark::DoNotOptimize(painted);
}
BENCHMARK(highlightOneScreen)->Unit(benchmark::kMillisecond);

/// One keystroke in the palette with 100,000 entries.
void searchPalette(benchmark::State &state)
{
    static const char *const words[] = {"checkout", "ingress", "cert-manager", "podinfo",
                                        "orders",   "search",  "velero"};
    static const char *const kinds[] = {"Deployment", "ConfigMap", "Service", "Kustomization",
                                        "HelmRelease"};
    QStringList texts;
    for (int i = 0; i < 100'000; ++i)
        texts += QString::fromLatin1(words[i % 7]) + u'/' + QString::fromLatin1(kinds[i % 5]) + u'-'
                 + QString::number(i);
    const FuzzyIndex index(texts);
    static const char *const queries[] = {"c", "chk", "podinfo", "ords dep 99", "ceraa"};
    const QString query = QString::fromLatin1(queries[state.range(0)]);
    for (auto step : state)
        benchmark::DoNotOptimize(index.search(query, 100));
    state.SetLabel(query.toStdString());
}
BENCHMARK(searchPalette)->DenseRange(0, 4)->Unit(benchmark::kMillisecond);

} // namespace
