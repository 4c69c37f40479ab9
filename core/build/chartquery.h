// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/helm/chartloader.h"
#include "core/source/artifact.h"
#include "core/source/chartsource.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace plumb::build {

/// Where the chart of a HelmRelease is to be had, as far as git says.
struct ChartQuery
{
    /// Files that are here, of the fleet or of a folder that stands in for a source; null when the
    /// chart has to be fetched, or is not to be had.
    std::shared_ptr<const source::Artifact> artifact = {};
    files::TreePath root = {}; ///< Of the source, in the artifact.
    std::string place = {};    ///< What origins call the root; empty for its path.
    /// A path below the root or, where that stands in for a repository of charts, a name.
    std::string chart = {};
    bool isRepository = false;
    std::string version = "*";
    std::optional<source::ChartRequest> request = {}; ///< What has to be fetched.
    std::string missing = {};                         ///< Why it cannot be had, and what to do.

    std::vector<std::string> valuesFiles = {}; ///< Instead of the chart's own values.yaml.
    bool ignoresMissingValuesFiles = false;
    std::string versionMetadata = {}; ///< What is added to the chart's version.
};

/// A chart, ready to be rendered.
struct LoadedChart
{
    helm::ChartSet charts;
    std::string place; ///< What origins call its folder.
    std::vector<helm::ChartFile> files;
};

struct ChartLoading
{
    const files::FileTree *tree = nullptr; ///< Reads the query's artifact; records what is asked.
    const source::ChartArtifact *fetched = nullptr; ///< What was fetched for the query's request.
    source::ChartSource *charts = nullptr;          ///< For dependencies; may be null.
    yaml::SourceTable *sources = nullptr;
};

/// Loads the chart as source-controller packages it: with the values files of the query, the
/// dependencies that are not in its charts folder, and the version that helm-controller gives it.
/// The message of NotFound says where it was looked for.
Result<LoadedChart> loadChart(const ChartQuery &query, const ChartLoading &loading, const Run &run);

} // namespace plumb::build
