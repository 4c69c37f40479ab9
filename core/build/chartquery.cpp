// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/build/chartquery.h"

#include "core/build/chartfolder.h"
#include "core/helm/values.h"
#include "core/semver/version.h"
#include "core/yaml/sourcetable.h"

#include <algorithm>

namespace plumb::build {

namespace {

using files::EntryKind;
using files::TreePath;
using yaml::Value;

constexpr std::string_view ownValues = "values.yaml";

class Loader
{
public:
    Loader(const ChartQuery &query, const ChartLoading &loading, const Run &run)
        : m_query(query)
        , m_loading(loading)
        , m_run(run)
    {
    }

    Result<LoadedChart> load();

private:
    Result<> loadFetched();
    Result<> loadFromFiles();
    Result<> loadFrom(const files::FileTree &tree, const TreePath &path);
    Result<> replaceValues();
    Result<std::optional<Value>> valuesIn(const std::string &file) const;
    Result<std::optional<files::Bytes>> valuesText(const std::string &file) const;
    Result<> addDependencies();
    Result<helm::ChartSet> dependency(const helm::Dependency &wanted) const;
    Result<> changeVersion();
    helm::LoadOptions options();
    std::uint32_t number(const std::string &path) const
    {
        return m_loading.sources ? m_loading.sources->add(path) : 0;
    }

    const ChartQuery &m_query;
    const ChartLoading &m_loading;
    const Run &m_run;
    LoadedChart m_loaded;
    TreePath m_path; ///< Of a chart in files.
    bool m_isFolder = false;
};

helm::LoadOptions Loader::options()
{
    return {.sources = m_loading.sources, .place = m_loaded.place, .files = &m_loaded.files};
}

// What a chart that is in no file of the repository is called in origins: "podinfo-6.7.1".
std::string packageName(const std::string &chart, std::string_view revision)
{
    const std::string_view version = revision.substr(0, revision.find('@'));
    return chart + (version.empty() ? "" : "-") + std::string(version);
}

Result<> Loader::loadFrom(const files::FileTree &tree, const TreePath &path)
{
    m_isFolder = PLUMB_TRY(tree.kindOf(path)) == EntryKind::Directory;
    m_loaded.charts = PLUMB_TRY(helm::loadChart(tree, path, m_run, options()));
    return {};
}

Result<> Loader::loadFetched()
{
    const source::ChartArtifact &fetched = *m_loading.fetched;
    std::string name = m_query.chart;
    if (name.empty()) {
        const std::string url = m_query.request->source.url();
        name = url.substr(url.rfind('/') + 1);
    }
    m_loaded.place = packageName(name, fetched.revision);
    if (fetched.archive) {
        m_loaded.charts = PLUMB_TRY(helm::loadChartArchive(*fetched.archive, options()));
        return {};
    }
    return loadFrom(*fetched.tree, fetched.folder);
}

Result<> Loader::loadFromFiles()
{
    const files::FileTree &tree = *m_loading.tree;
    if (m_query.isRepository) {
        const ChartInFolder found =
            PLUMB_TRY(findChart(tree, m_query.root, m_query.chart, m_query.version));
        m_path = found.path;
    } else {
        m_path = m_query.root.resolveClamped(m_query.chart);
    }
    if (!PLUMB_TRY(tree.kindOf(m_path)))
        return std::unexpected(
            Error(ErrorCode::NotFound, "there is no chart at '" + m_path.text() + '\''));
    m_loaded.place = m_path.isRoot() ? "." : m_path.text();
    if (!m_query.place.empty()) {
        const std::string below = m_path.relativeTo(m_query.root);
        m_loaded.place = below == "." ? m_query.place : m_query.place + '/' + below;
    }
    return loadFrom(tree, m_path);
}

// Paths are those of the source's files for a chart in a tree, of the chart's for a packaged one.
Result<std::optional<files::Bytes>> Loader::valuesText(const std::string &file) const
{
    if (m_loading.tree && !m_query.isRepository) {
        const TreePath path = m_query.root.resolveClamped(file);
        if (PLUMB_TRY(m_loading.tree->kindOf(path)) != EntryKind::File)
            return std::nullopt;
        return PLUMB_TRY(m_loading.tree->read(path));
    }
    const std::string name = TreePath().resolveClamped(file).text();
    const auto found = std::ranges::find(m_loaded.files, name, &helm::ChartFile::name);
    return found == m_loaded.files.end() ? std::nullopt : std::optional(found->bytes);
}

Result<std::optional<Value>> Loader::valuesIn(const std::string &file) const
{
    const std::optional<files::Bytes> text = PLUMB_TRY(valuesText(file));
    if (!text && m_query.ignoresMissingValuesFiles)
        return std::nullopt;
    if (!text) {
        return std::unexpected(Error(ErrorCode::NotFound,
                                     "no values file found at path '" + file + "' (valuesFiles)"));
    }
    const std::string path = m_loading.tree && !m_query.isRepository
                                 ? m_query.root.resolveClamped(file).text()
                                 : m_loaded.place + '/' + file;
    return PLUMB_TRY(helm::readValues(**text, path, number(path)));
}

Result<> Loader::replaceValues()
{
    const bool isFetched = !m_loading.tree || m_query.isRepository;
    if (m_query.valuesFiles.empty()
        || (isFetched && m_query.valuesFiles.size() == 1
            && m_query.valuesFiles.front() == ownValues))
        return {};
    Value merged = Value::mapping();
    for (const std::string &file : m_query.valuesFiles) {
        if (const auto values = PLUMB_TRY(valuesIn(file)))
            merged = helm::mergeMappings(merged, *values);
    }
    m_loaded.charts.root().values = helm::ValueTable::from(merged);
    return {};
}

// Moves charts into another set, where they refer to each other as they did.
helm::Chart *adopt(helm::ChartSet &charts, const helm::Chart &chart)
{
    const std::vector<helm::Chart *> below = chart.dependencies;
    helm::Chart &added = charts.add(chart);
    std::vector<helm::Chart *> dependencies;
    for (const helm::Chart *const child : below)
        dependencies.push_back(adopt(charts, *child));
    added.setDependencies(std::move(dependencies));
    return &added;
}

flux::Source repositoryAt(const std::string &url)
{
    Value fields = Value::mapping();
    fields.set("apiVersion", Value::string(std::string(flux::sourceGroup) + "/v1"));
    fields.set("kind", Value::string("HelmRepository"));
    fields.ensureMapping("metadata").set("name", Value::string("dependency"));
    Value &spec = fields.ensureMapping("spec");
    spec.set("url", Value::string(yaml::Text(url)));
    if (url.starts_with("oci://"))
        spec.set("type", Value::string("oci"));
    // It has a kind and a name.
    return Object::from(std::move(fields)).and_then(flux::Source::from).value_or(flux::Source());
}

Result<helm::ChartSet> Loader::dependency(const helm::Dependency &wanted) const
{
    constexpr std::string_view local = "file://";
    if (wanted.repository.starts_with(local)) {
        const TreePath path =
            m_path.resolveClamped(std::string_view(wanted.repository).substr(local.size()));
        if (!path.isWithin(m_query.root))
            return std::unexpected(
                Error(ErrorCode::InvalidInput, "its place is outside of the source's files"));
        return helm::loadChart(*m_loading.tree, path, m_run, {.sources = m_loading.sources});
    }
    if (!m_loading.charts || !wanted.repository.contains("://")) {
        return std::unexpected(
            Error(ErrorCode::NotFound, "it is not in the chart's charts folder, and is not fetched "
                                       "from '"
                                           + wanted.repository + '\''));
    }
    const source::ChartArtifact fetched =
        PLUMB_TRY(m_loading.charts->chart({.source = repositoryAt(wanted.repository),
                                           .chart = wanted.name,
                                           .version = wanted.version},
                                          m_run));
    const helm::LoadOptions options = {.sources = m_loading.sources,
                                       .place = packageName(wanted.name, fetched.revision)};
    return fetched.archive ? helm::loadChartArchive(*fetched.archive, options)
                           : helm::loadChart(*fetched.tree, fetched.folder, m_run, options);
}

// What source-controller does with a chart in a folder: it gets what Chart.yaml depends on.
Result<> Loader::addDependencies()
{
    helm::Chart &root = m_loaded.charts.root();
    if (!m_isFolder || !m_loading.tree || !root.metadata->dependencies)
        return {};
    std::vector<helm::Chart *> dependencies = root.dependencies;
    const std::size_t before = dependencies.size();
    for (const helm::Dependency &wanted : *root.metadata->dependencies) {
        if (std::ranges::find(dependencies, wanted.name, &helm::Chart::name) != dependencies.end())
            continue;
        const helm::ChartSet found =
            PLUMB_TRY(within("getting the dependency '" + wanted.name + '\'', dependency(wanted)));
        dependencies.push_back(adopt(m_loaded.charts, found.root()));
    }
    if (dependencies.size() != before)
        root.setDependencies(std::move(dependencies));
    return {};
}

Result<> Loader::changeVersion()
{
    std::string metadata = m_query.versionMetadata;
    // helm-controller tells artifacts of a registry apart that have the same version.
    if (m_loading.fetched && m_query.request->source.kind() == "OCIRepository") {
        const std::string &revision = m_loading.fetched->revision;
        const std::size_t digest = revision.find("sha256:");
        constexpr std::size_t length = 12;
        if (digest != revision.npos)
            metadata = revision.substr(digest + std::string_view("sha256:").size(), length);
    }
    if (metadata.empty())
        return {};
    std::string &version = m_loaded.charts.root().metadata->version;
    const auto read = PLUMB_TRY(
        within("reading the chart's version '" + version + '\'', semver::Version::parse(version)));
    version = PLUMB_TRY(read.withMetadata(metadata)).toString();
    return {};
}

Result<LoadedChart> Loader::load()
{
    PLUMB_TRY(m_loading.fetched ? loadFetched() : loadFromFiles());
    PLUMB_TRY(replaceValues());
    PLUMB_TRY(addDependencies());
    PLUMB_TRY(changeVersion());
    return std::move(m_loaded);
}

} // namespace

Result<LoadedChart> loadChart(const ChartQuery &query, const ChartLoading &loading, const Run &run)
{
    return Loader(query, loading, run).load();
}

} // namespace plumb::build
