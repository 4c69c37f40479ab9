// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/helm/engine.h"
#include "core/helm/manifests.h"

#include <optional>
#include <string>
#include <vector>

namespace plumb::helm {

struct RenderOptions
{
    ReleaseOptions release = {};
    std::optional<KubeVersion> kubeVersion = {};   ///< Instead of the offline one.
    std::vector<std::string> apiVersions = {};     ///< Besides those that are always there.
    std::optional<Capabilities> capabilities = {}; ///< Of a cluster, instead of the offline ones.
    bool skipSchemaValidation = false;
    EngineOptions engine = {};
    Executor *executor = nullptr; ///< Null: all is done on the calling thread.
};

/// What a chart renders.
struct Rendered
{
    std::vector<Manifest> customResources; ///< The files in the crds folders, as they are.
    std::vector<Manifest> manifests;       ///< In the order of installation.
    std::vector<Hook> hooks;
    std::string notes;
    yaml::Value values; ///< What the templates were given, with the defaults of all charts.
};

/// Renders a release of a chart as helm does. The chart's dependencies are resolved in place.
Result<Rendered> render(ChartSet charts, const yaml::Value &values, const RenderOptions &options,
                        const Run &run = {});

/// Refuses what helm does not accept as the name of a release.
Result<> checkReleaseName(std::string_view name);

struct PrintOptions
{
    bool includeCrds = false;
    bool noHooks = false;
    bool skipTests = false;
    std::vector<std::string> showOnly = {}; ///< Templates by path in the chart, wildcards allowed.
};

/// The text that `helm template` prints.
Result<std::string> toText(const Rendered &rendered, const PrintOptions &options = {});

} // namespace plumb::helm
