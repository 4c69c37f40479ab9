// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/run.h"
#include "core/files/filetree.h"
#include "core/helm/chart.h"

#include <string_view>

namespace plumb::yaml {
class SourceTable;
}

namespace plumb::helm {

/// What a chart may be at most before it is refused.
struct ChartLimits
{
    std::size_t fileBytes = std::size_t(5) << 20;
    std::size_t chartBytes = std::size_t(100) << 20;
    std::size_t files = 50'000;
    std::size_t depth = 32; ///< Charts within charts.
};

struct LoadOptions
{
    ChartLimits limits = {};
    /// Numbers the values files for origins; may be null.
    yaml::SourceTable *sources = nullptr;
    /// What origins and errors call the chart's place; empty for the path it is loaded from.
    std::string place = {};
    /// Takes the files of the chart as they are, without those of charts within; may be null.
    std::vector<ChartFile> *files = nullptr;
};

/// Loads a chart from a directory with a Chart.yaml, or from a packaged one (.tgz).
Result<ChartSet> loadChart(const files::FileTree &tree, const files::TreePath &path,
                           const Run &run = {}, const LoadOptions &options = {});

/// Loads a packaged chart from its bytes.
Result<ChartSet> loadChartArchive(std::string_view bytes, const LoadOptions &options = {});

} // namespace plumb::helm
