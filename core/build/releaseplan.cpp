// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/build/releaseplan.h"

#include <algorithm>

namespace plumb::build {

namespace {

using State = SourceResolver::State;

std::string nameOf(std::string_view kind, std::string_view namespaceName, std::string_view name)
{
    return std::string(kind) + '/' + std::string(namespaceName) + '/' + std::string(name);
}

// The namespace in which an object without one lands is its Kustomization's own.
Object inNamespace(const Object &object, const std::string &defaultNamespace)
{
    if (!object.namespaceName().empty())
        return object;
    yaml::Value fields = object.fields();
    fields.ensureMapping("metadata").set("namespace", yaml::Value::string(defaultNamespace));
    return Object::from(std::move(fields)).value_or(object);
}

std::string remedy(const flux::ObjectReference &reference)
{
    return "; '--source " + reference.toString() + "=FOLDER' lets a folder stand in";
}

// The chart that an OCIRepository is.
std::string lastName(std::string_view url)
{
    while (url.ends_with('/'))
        url.remove_suffix(1);
    return std::string(url.substr(url.rfind('/') + 1));
}

// A tag is a version in which the registry does not allow a '+'.
std::string versionOf(const flux::SourceRevision &revision)
{
    std::string version = revision.semver.empty() ? revision.tag : revision.semver;
    std::ranges::replace(version, '_', '+');
    return version.empty() || version == "latest" ? "*" : version;
}

} // namespace

ReleasePlan::ReleasePlan(const FleetRequest &request, const EntryPoint &entry,
                         const KeptCluster &cluster)
    : m_request(request)
    , m_looked(*request.artifact)
    , m_resolver(request, entry, m_looked)
{
    m_resolver.settle(cluster.rootSource, cluster.sourceRoot);
    for (const Object &object : request.clusterObjects)
        m_configs.try_emplace(nameOf(object.kind(), object.namespaceName(), object.name()), object);
    for (const auto &unit : cluster.state.units) {
        for (const Object *object : unit->everything())
            learn(*object, unit->id);
    }
}

void ReleasePlan::learn(const Object &object, const UnitId &unit)
{
    const std::string &group = object.gvk().group;
    if (group.empty()) {
        if (object.kind() != "ConfigMap" && object.kind() != "Secret")
            return;
        const Object placed = inNamespace(object, unit.namespaceName);
        m_configs.insert_or_assign(nameOf(placed.kind(), placed.namespaceName(), placed.name()),
                                   placed);
        return;
    }
    m_resolver.learn(object, unit.namespaceName);
    if (flux::HelmChart::matches(object)) {
        if (auto chart = flux::HelmChart::from(inNamespace(object, unit.namespaceName)))
            m_charts.insert_or_assign(
                std::string(chart->namespaceName()) + '/' + std::string(chart->name()), *chart);
    } else if (flux::HelmRelease::matches(object)) {
        if (auto release = flux::HelmRelease::from(inNamespace(object, unit.namespaceName)))
            m_releases.emplace_back(*std::move(release), unit);
    }
}

const Object *ReleasePlan::config(std::string_view kind, std::string_view namespaceName,
                                  std::string_view name) const
{
    const auto found = m_configs.find(nameOf(kind, namespaceName, name));
    return found == m_configs.end() ? nullptr : &found->second;
}

std::vector<Object> ReleasePlan::credentialsOf(const flux::Source &source) const
{
    std::vector<Object> secrets;
    for (const std::string_view field : {"secretRef", "certSecretRef", "proxySecretRef"}) {
        const std::string_view name = source.object().fields().textAt({"spec", field, "name"});
        const Object *const secret =
            name.empty() ? nullptr : config("Secret", source.object().namespaceName(), name);
        if (secret)
            secrets.push_back(*secret);
    }
    return secrets;
}

ChartQuery ReleasePlan::fromPlace(const SourceResolver::Place &place,
                                  const flux::ObjectReference &reference) const
{
    ChartQuery query{.artifact = place.artifact, .root = place.root};
    // Another folder's files have names that may mean others in the repository.
    if (m_resolver.standIn(reference) && place.artifact != m_request.artifact)
        query.place = reference.toString();
    return query;
}

// Leaves it to whoever fetches charts.
void ReleasePlan::ask(ChartQuery &query, const flux::ObjectReference &reference) const
{
    const flux::Source *const source = m_resolver.source(reference);
    if (!source) {
        query.missing = "nothing in this repository says what " + reference.toString() + " is"
                        + remedy(reference);
        return;
    }
    if (!m_request.charts)
        query.missing = reference.toString() + " is " + source->url()
                        + ", and charts are not fetched here" + remedy(reference);
    auto placed = flux::Source::from(inNamespace(source->object(), reference.namespaceName));
    if (placed)
        query.request = source::ChartRequest{.source = *placed,
                                             .chart = query.chart,
                                             .version = query.version,
                                             .credentials = credentialsOf(*placed)};
}

ChartQuery ReleasePlan::chartIn(const flux::HelmChart &chart) const
{
    const flux::ObjectReference reference = chart.source();
    const auto standIn = m_resolver.standIn(reference);
    const bool isInFiles =
        reference.kind == "GitRepository" || (standIn && reference.kind == "Bucket");
    ChartQuery query;
    if (standIn)
        query = fromPlace(*standIn, reference);
    query.isRepository = standIn && !isInFiles;
    if (isInFiles && !standIn) {
        const SourceResolver::Place place = m_resolver.resolve(reference);
        if (place.state == State::Found)
            query = fromPlace(place, reference);
        else
            query.missing = place.reason + remedy(reference);
    }
    query.chart = chart.chart();
    query.version = chart.version();
    query.valuesFiles = chart.valuesFiles();
    query.ignoresMissingValuesFiles = chart.ignoresMissingValuesFiles();
    if (isInFiles && !chart.keepsVersion())
        query.versionMetadata = m_request.commit.substr(0, 12);
    // Then source-controller repackages the chart, and tells the packages apart by the HelmChart's
    // generation, which only the cluster knows.
    if (!query.valuesFiles.empty())
        query.versionMetadata += query.versionMetadata.empty() ? "1" : ".1";
    if (!isInFiles && !standIn)
        ask(query, reference);
    return query;
}

ChartQuery ReleasePlan::wholeSource(const flux::ObjectReference &reference) const
{
    const flux::Source *const source = m_resolver.source(reference);
    if (const auto standIn = m_resolver.standIn(reference)) {
        ChartQuery query = fromPlace(*standIn, reference);
        query.isRepository = true;
        if (source && source->kind() == "OCIRepository") {
            query.chart = lastName(source->url());
            query.version = versionOf(source->revision());
        }
        return query;
    }
    ChartQuery query;
    if (reference.kind == "ExternalArtifact") {
        const SourceResolver::Place place = m_resolver.resolve(reference);
        if (place.state == State::Found)
            return fromPlace(place, reference);
        query.missing = place.reason + remedy(reference);
        return query;
    }
    ask(query, reference);
    return query;
}

ChartQuery ReleasePlan::chartOf(const flux::HelmRelease &release) const
{
    if (const auto chart = release.chartTemplate())
        return chartIn(*chart);
    const auto reference = release.chartReference();
    if (!reference)
        return {.missing = "it names neither a chart nor a chartRef"};
    if (reference->kind != "HelmChart")
        return wholeSource(*reference);
    const auto chart = m_charts.find(reference->namespaceName + '/' + reference->name);
    if (chart == m_charts.end())
        return {.missing = reference->toString() + " is not in this repository"};
    return chartIn(chart->second);
}

ReleaseJob ReleasePlan::jobFor(const flux::HelmRelease &release, const UnitId &unit) const
{
    ReleaseJob job{
        .id = {unit.cluster, std::string(release.namespaceName()), std::string(release.name())},
        .unit = unit,
        .release = release,
        .chart = chartOf(release),
        .charts = m_request.charts};
    for (flux::ValuesReference &reference : release.valuesFrom()) {
        const Object *const object =
            config(reference.kind, release.namespaceName(), reference.name);
        job.values.push_back({.reference = std::move(reference),
                              .object = object ? std::optional(*object) : std::nullopt});
    }
    return job;
}

std::vector<ReleaseJob> ReleasePlan::jobs() const
{
    std::vector<ReleaseJob> jobs;
    for (const auto &[release, unit] : m_releases)
        jobs.push_back(jobFor(release, unit));
    return jobs;
}

} // namespace plumb::build
