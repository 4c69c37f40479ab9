// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/run.h"
#include "core/gotemplate/template.h"
#include "core/helm/capabilities.h"
#include "core/helm/chart.h"

#include <map>
#include <string>

namespace plumb::helm {

class RenderTrace;

/// What templates are told about the release.
struct ReleaseOptions
{
    std::string name = {};
    std::string namespaceName = "default";
    int revision = 1;
    bool isUpgrade = false;
};

struct EngineOptions
{
    gotemplate::Limits limits = {};
    std::int64_t now = 0;         ///< Nanoseconds since 1970: what `now` says.
    std::uint64_t seed = 0;       ///< Where random functions begin.
    RenderTrace *trace = nullptr; ///< Learns where the output comes from; a new one each time.
};

/// Executes the templates of a chart and of those it depends on: path to text, without partials.
Result<std::map<std::string, std::string>>
renderTemplates(const ChartSet &charts, const TableRef &values, const ReleaseOptions &release,
                const Capabilities &capabilities, const EngineOptions &options, const Run &run);

/// Executes a --name-template.
Result<std::string> renderName(const std::string &text, const EngineOptions &options);

} // namespace plumb::helm
