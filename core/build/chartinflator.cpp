// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/build/chartinflator.h"

#include "core/helm/chartloader.h"
#include "core/helm/render.h"
#include "core/helm/values.h"
#include "core/kustomize/loader.h"

namespace plumb::build {

namespace {

using kustomize::Loader;
using yaml::Value;

bool flagAt(const Value &chart, std::string_view key)
{
    const Value *const value = chart.find(key);
    return value && value->asBool().value_or(false);
}

// The folder of the charts, as the kustomization writes it.
std::string chartHome(const Value &chart)
{
    std::string home(chart.textAt({"chartHome"}));
    if (home.empty())
        home = "charts";
    const std::string_view version = chart.textAt({"version"});
    if (!version.empty() && !chart.textAt({"repo"}).empty()) {
        home += '/';
        home += chart.textAt({"name"});
        home += '-';
        home += version;
    }
    return home;
}

// kustomize's merge: a null takes the key away, lists are replaced.
Value merged(const Value &under, const Value &over)
{
    Value result = under;
    for (const yaml::Entry &entry : over.entries()) {
        if (entry.value.isNull()) {
            result.remove(entry.key);
            continue;
        }
        const Value *const old = result.find(entry.key);
        Value value = old && old->isMapping() && entry.value.isMapping() ? merged(*old, entry.value)
                                                                         : entry.value;
        result.set(entry.key, std::move(value));
    }
    return result;
}

Result<Value> readValuesFile(const Loader &loader, const std::string &path)
{
    const files::Bytes bytes = PLUMB_TRY(loader.load(path));
    return helm::readValues(*bytes, loader.display(path));
}

Result<Value> valuesOf(const Value &chart, const Loader &loader)
{
    std::string file(chart.textAt({"valuesFile"}));
    if (file.empty())
        file = chartHome(chart) + '/' + std::string(chart.textAt({"name"})) + "/values.yaml";
    const Value *const given = chart.find("valuesInline");
    const bool hasInline = given && given->size() > 0;
    const std::string_view mode = chart.textAt({"valuesMerge"});
    Value values;
    if (!hasInline)
        values = PLUMB_TRY(readValuesFile(loader, file));
    else if (mode == "replace")
        values = *given;
    else if (mode == "merge")
        values = merged(*given, PLUMB_TRY(readValuesFile(loader, file)));
    else
        values = merged(PLUMB_TRY(readValuesFile(loader, file)), *given);
    if (const Value *const more = chart.find("additionalValuesFiles")) {
        for (const Value &path : more->items()) {
            values = helm::mergeMappings(
                values, PLUMB_TRY(readValuesFile(loader, std::string(path.text()))));
        }
    }
    return values;
}

Result<files::TreePath> chartFolder(const Value &chart, const Loader &loader)
{
    const std::string place = chartHome(chart) + '/' + std::string(chart.textAt({"name"}));
    const auto kind = PLUMB_TRY(loader.kindOf(place));
    if (kind != files::EntryKind::Directory) {
        const std::string_view repository = chart.textAt({"repo"});
        if (repository.empty()) {
            return std::unexpected(
                Error(ErrorCode::NotFound, "no repo specified for pull, no chart found at '"
                                               + loader.display(place) + '\''));
        }
        return std::unexpected(
            Error(ErrorCode::Unsupported, "the chart is not at '" + loader.display(place)
                                              + "', and charts are not fetched from "
                                              + std::string(repository)));
    }
    if (place.starts_with('/'))
        return files::TreePath().resolveClamped(place);
    return loader.root().resolve(place);
}

Result<std::string> releaseName(const Value &chart, const helm::EngineOptions &engine)
{
    const std::string name(chart.textAt({"releaseName"}));
    const std::string nameTemplate(chart.textAt({"nameTemplate"}));
    if (!name.empty())
        return name;
    if (!nameTemplate.empty())
        return helm::renderName(nameTemplate, engine);
    // What --generate-name makes.
    return std::string(chart.textAt({"name"})) + '-' + std::to_string(engine.now / 1'000'000'000);
}

} // namespace

Result<std::string> ChartInflator::render(const Value &chart, const Loader &loader, const Run &run)
{
    const files::TreePath folder = PLUMB_TRY(chartFolder(chart, loader));
    helm::RenderOptions options;
    options.engine = m_engine;
    options.release.name = PLUMB_TRY(releaseName(chart, m_engine));
    if (const std::string_view space = chart.textAt({"namespace"}); !space.empty())
        options.release.namespaceName = space;
    if (const std::string_view version = chart.textAt({"kubeVersion"}); !version.empty())
        options.kubeVersion = PLUMB_TRY(helm::KubeVersion::parse(version));
    if (const Value *const versions = chart.find("apiVersions")) {
        for (const Value &version : versions->items())
            options.apiVersions.emplace_back(version.text());
    }
    const Value values = PLUMB_TRY(valuesOf(chart, loader));
    helm::ChartSet charts = PLUMB_TRY(helm::loadChart(loader.tree(), folder, run));
    const helm::Rendered rendered =
        PLUMB_TRY(helm::render(std::move(charts), values, options, run));
    return helm::toText(rendered, {.includeCrds = flagAt(chart, "includeCRDs"),
                                   .noHooks = flagAt(chart, "skipHooks"),
                                   .skipTests = flagAt(chart, "skipTests")});
}

} // namespace plumb::build
