// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/kustomize/helmgenerator.h"

#include "core/kustomize/resourcereader.h"

namespace plumb::kustomize {

namespace {

class HelmGenerator final : public Generator
{
public:
    HelmGenerator(yaml::Value chart, const PluginSetting &setting)
        : m_chart(std::move(chart))
        , m_loader(setting.loader)
        , m_charts(*setting.charts)
    {
    }

    Result<ResourceMap> generate(const BuildContext &context) const override
    {
        const std::string name(m_chart.textAt({"name"}));
        const std::string text = PLUMB_TRY(within("rendering the chart '" + name + "'",
                                                  m_charts.render(m_chart, m_loader, context.run)));
        ResourceMap made;
        for (Resource &resource : PLUMB_TRY(readResources(text, "chart:" + name, context))) {
            resource.isFromChart = true;
            PLUMB_TRY(made.append(std::move(resource), context));
        }
        return made;
    }

private:
    yaml::Value m_chart;
    const Loader &m_loader;
    ChartRenderer &m_charts;
};

Result<> checkChart(const yaml::Value &config, const PluginSetting &setting)
{
    if (!setting.enableHelm) {
        return std::unexpected(setting.context.invalid(
            config, "charts are rendered only when --enable-helm is given"));
    }
    if (config.textAt({"name"}).empty())
        return std::unexpected(setting.context.invalid(config, "the chart has no name"));
    const yaml::Value *const merge = config.find("valuesMerge");
    const std::string_view mode = merge ? merge->text() : std::string_view();
    if (!mode.empty() && mode != "merge" && mode != "override" && mode != "replace") {
        return std::unexpected(
            setting.context.invalid(*merge, "'valuesMerge' must be merge, override or replace"));
    }
    if (const yaml::Value *const files = config.find("additionalValuesFiles")) {
        for (const yaml::Value &file : files->items()) {
            if (auto bytes = setting.loader.load(file.text()); !bytes)
                return std::unexpected(setting.context.at(file, std::move(bytes).error()));
        }
    }
    return {};
}

} // namespace

Result<std::unique_ptr<Generator>> makeHelmGenerator(const yaml::Value &config,
                                                     const PluginSetting &setting)
{
    PLUMB_TRY(checkChart(config, setting));
    if (!setting.charts) {
        return std::unexpected(
            setting.context.at(config, Error(ErrorCode::Unsupported,
                                             "the chart '" + std::string(config.textAt({"name"}))
                                                 + "' cannot be rendered: this program does "
                                                   "not render charts")));
    }
    return std::make_unique<HelmGenerator>(config, setting);
}

} // namespace plumb::kustomize
