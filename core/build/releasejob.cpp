// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/build/releasejob.h"

#include "core/build/postrender.h"
#include "core/build/recordingtree.h"
#include "core/build/unitcache.h"
#include "core/build/valueorigin.h"
#include "core/object/schema.h"
#include "core/yaml/parser.h"

#include <algorithm>
#include <optional>

namespace plumb::build {

namespace {

using yaml::Value;

/// Renders one release step by step; what has been found out when a step fails is kept.
class ReleaseRenderer
{
public:
    ReleaseRenderer(const ReleaseJob &job, const ChartLoading &loading, const Run &run)
        : m_job(job)
        , m_loading(loading)
        , m_run(run)
    {
    }

    Result<> render(RenderedRelease &release);

private:
    Result<> addObjects(const helm::Rendered &rendered, RenderedRelease &release);
    Result<> addCustomResources(const helm::Rendered &rendered, RenderedRelease &release);
    Result<Object> placed(Object object) const;
    bool isClusterWide(const Object &object) const;
    Result<ObjectSet> toSet(std::vector<Object> objects, RenderedRelease &release) const;

    const ReleaseJob &m_job;
    const ChartLoading &m_loading;
    const Run &m_run;
    helm::RenderTrace m_trace;
    std::vector<std::pair<std::string, std::string>> m_clusterKinds; ///< Of the chart's CRDs.
};

// Charts that nobody vouches for are rendered: they get some time and text, but no more.
constexpr gotemplate::Limits limits{.output = 64u << 20u, .time = std::chrono::seconds(20)};

bool ReleaseRenderer::isClusterWide(const Object &object) const
{
    const auto isNamespaced = Schema::current().isNamespaced(object.gvk());
    if (isNamespaced)
        return !*isNamespaced;
    return std::ranges::find(m_clusterKinds, std::pair(object.gvk().group, object.gvk().kind))
           != m_clusterKinds.end();
}

// Helm puts what names no namespace into that of the release.
Result<Object> ReleaseRenderer::placed(Object object) const
{
    if (!object.namespaceName().empty() || isClusterWide(object))
        return object;
    Value fields = object.fields();
    fields.ensureMapping("metadata")
        .set("namespace", Value::string(yaml::Text(m_job.release.releaseNamespace())));
    return Object::from(std::move(fields));
}

Result<ObjectSet> ReleaseRenderer::toSet(std::vector<Object> objects,
                                         RenderedRelease &release) const
{
    ObjectSet set;
    for (Object &object : objects) {
        Object here = PLUMB_TRY(placed(std::move(object)));
        const std::string name = here.displayName();
        if (!set.add(std::move(here)))
            release.diagnostics.push_back(
                {.severity = Severity::Error,
                 .code = "duplicate-object",
                 .message = "the chart renders '" + name
                            + "' twice: helm-controller's post-renderers refuse that",
                 .object = name});
    }
    return set;
}

Result<> ReleaseRenderer::addCustomResources(const helm::Rendered &rendered,
                                             RenderedRelease &release)
{
    std::vector<Object> definitions;
    for (const helm::Manifest &file : rendered.customResources) {
        const std::size_t slash = file.path.find('/');
        const std::string path =
            release.chartPlace + (slash == file.path.npos ? "" : file.path.substr(slash));
        const yaml::ParseOptions options{.source =
                                             m_loading.sources ? m_loading.sources->add(path) : 0};
        for (Value &document : PLUMB_TRY(yaml::parseAll(file.text, path, options))) {
            if (document.isNull())
                continue;
            Object object = PLUMB_TRY(within("reading " + path, Object::from(std::move(document))));
            const Value &fields = object.fields();
            if (fields.textAt({"spec", "scope"}) == "Cluster")
                m_clusterKinds.emplace_back(fields.textAt({"spec", "group"}),
                                            fields.textAt({"spec", "names", "kind"}));
            definitions.push_back(
                PLUMB_TRY(withReleaseLabels(object, m_job.release, m_loading.sources)));
        }
    }
    if (m_job.release.crdPolicy(true) != flux::CrdPolicy::Skip
        || m_job.release.crdPolicy(false) != flux::CrdPolicy::Skip)
        release.customResources = PLUMB_TRY(toSet(std::move(definitions), release));
    return {};
}

Result<> ReleaseRenderer::addObjects(const helm::Rendered &rendered, RenderedRelease &release)
{
    PLUMB_TRY(addCustomResources(rendered, release));
    std::optional<ValueOrigin> origins;
    if (m_loading.sources)
        origins.emplace(m_trace, rendered.values, release.chartPlace, *m_loading.sources);
    const FindOrigin originOf = [&origins](const helm::Manifest &manifest, std::size_t line,
                                           std::string_view key, const Value &value) {
        return origins ? origins->of(manifest, line, key, value) : yaml::Origin();
    };
    RenderedObjects objects =
        PLUMB_TRY(postRender(rendered, m_job.release, originOf, m_loading.sources, m_run));
    release.objects = PLUMB_TRY(toSet(std::move(objects.objects), release));
    release.hooks = PLUMB_TRY(toSet(std::move(objects.hooks), release));
    return {};
}

Result<> ReleaseRenderer::render(RenderedRelease &release)
{
    LoadedChart loaded = PLUMB_TRY(loadChart(m_job.chart, m_loading, m_run));
    const helm::Metadata &metadata = *loaded.charts.root().metadata;
    release.hasChart = true;
    release.chartName = metadata.name;
    release.chartVersion = metadata.version;
    release.appVersion = metadata.appVersion;
    release.chartPlace = loaded.place;
    for (helm::ChartFile &file : loaded.files)
        release.files.push_back({std::move(file.name), std::move(file.bytes)});

    if (!m_job.chart.valuesFiles.empty())
        release.diagnostics.push_back(
            {.severity = Severity::Note,
             .code = "chart-version",
             .message = "the cluster adds the generation of the HelmChart to the chart's version, "
                        "since it has values files; 1 is assumed"});
    ComposedValues values =
        PLUMB_TRY(composeValues(m_job.release, m_job.values, m_loading.sources));
    release.isIncomplete = values.isIncomplete;
    std::ranges::move(values.diagnostics, std::back_inserter(release.diagnostics));

    const helm::RenderOptions options{
        .release = {.name = m_job.release.releaseName(),
                    .namespaceName = std::string(m_job.release.releaseNamespace())},
        .engine = {.limits = limits, .trace = &m_trace}};
    helm::Rendered rendered =
        PLUMB_TRY(helm::render(std::move(loaded.charts), values.values, options, m_run));
    release.values = listValues(rendered.values, values.values, m_trace);
    for (ReleaseValue &value : release.values)
        value.isSecret = values.secrets.contains(value.path);
    PLUMB_TRY(addObjects(rendered, release));
    release.notes = std::move(rendered.notes);
    return {};
}

std::string keyOf(const ReleaseJob &job, const source::ChartArtifact *fetched)
{
    const ChartQuery &chart = job.chart;
    std::string key;
    appendKey(key, job.release.object().fields());
    for (const ReferencedValues &referenced : job.values) {
        key += referenced.object ? 'o' : '-';
        if (referenced.object)
            appendKey(key, referenced.object->fields());
    }
    for (const std::string *text : {&chart.root.text(), &chart.place, &chart.chart, &chart.version,
                                    &chart.missing, &chart.versionMetadata})
        appendKey(key, *text);
    for (const std::string &file : chart.valuesFiles)
        appendKey(key, file);
    key += chart.isRepository ? 'r' : 'p';
    key += chart.ignoresMissingValuesFiles ? 'i' : 'm';
    key += job.charts ? 'c' : 'l';
    if (fetched)
        appendKey(key, fetched->digest + ' ' + fetched->revision);
    return key;
}

Diagnostic failure(const Error &error, bool hasChart)
{
    return {.severity = hasChart ? Severity::Error : Severity::Note,
            .code = hasChart ? "render-failed" : "chart-not-at-hand",
            .message = error.description(),
            .where = error.where()};
}

} // namespace

ReleaseCache::Rendered ReleaseCache::find(const std::string &key, const source::Artifact *artifact)
{
    const std::lock_guard guard(m_lock);
    const auto found = m_kept.find(key);
    if (found == m_kept.end())
        return nullptr;
    for (const Kept &kept : found->second) {
        if (!kept.footprint || (artifact && kept.footprint->holds(*artifact)))
            return kept.rendered;
    }
    return nullptr;
}

void ReleaseCache::keep(const std::string &key, Rendered rendered,
                        std::shared_ptr<Footprint> footprint)
{
    const std::lock_guard guard(m_lock);
    const auto [entry, isNew] = m_kept.try_emplace(key);
    std::vector<Kept> &kept = entry->second;
    kept.insert(kept.begin(), Kept{std::move(rendered), std::move(footprint)});
    if (kept.size() > maximumKept)
        kept.pop_back();
    if (isNew)
        m_keys.push_back(key);
    if (m_keys.size() > maximumKeys) {
        m_kept.erase(m_keys.front());
        m_keys.pop_front();
    }
}

namespace {

/// The render of one job, with what it was made of.
class JobRun
{
public:
    JobRun(const ReleaseJob &job, BuildCache &cache, const Run &run)
        : m_job(job)
        , m_cache(cache)
        , m_run(run)
        , m_name(job.id.namespaceName + '/' + job.id.name)
    {
    }

    Result<ReleaseCache::Rendered> run();

private:
    Result<> fetch();
    Result<ReleaseCache::Rendered> render();
    ReleaseCache::Rendered failed(Error error);
    ReleaseCache::Rendered notAtHand(const std::string &why)
    {
        return failed(Error(ErrorCode::NotFound,
                            "the chart of HelmRelease/" + m_name + " is not at hand: " + why));
    }

    const ReleaseJob &m_job;
    BuildCache &m_cache;
    const Run &m_run;
    std::string m_name;
    std::optional<source::ChartArtifact> m_fetched;
    std::shared_ptr<RenderedRelease> m_release = std::make_shared<RenderedRelease>();
};

ReleaseCache::Rendered JobRun::failed(Error error)
{
    m_release->diagnostics.push_back(failure(error, m_release->hasChart));
    m_release->objects = std::unexpected(std::move(error));
    return m_release;
}

Result<> JobRun::fetch()
{
    if (m_job.chart.artifact || !m_job.chart.request || !m_job.charts)
        return {};
    m_fetched = PLUMB_TRY(m_job.charts->chart(*m_job.chart.request, m_run));
    return {};
}

Result<ReleaseCache::Rendered> JobRun::render()
{
    const auto cache = m_cache.memo<ReleaseCache>();
    const std::string key = keyOf(m_job, m_fetched ? &*m_fetched : nullptr);
    if (auto kept = cache->find(key, m_job.chart.artifact.get()))
        return kept;
    std::optional<RecordingTree> tree;
    if (m_job.chart.artifact)
        tree.emplace(*m_job.chart.artifact);
    const ChartLoading loading{.tree = tree ? &*tree : nullptr,
                               .fetched = m_fetched ? &*m_fetched : nullptr,
                               .charts = m_job.charts,
                               .sources = m_cache.sources().get()};
    const auto rendered = ReleaseRenderer(m_job, loading, m_run).render(*m_release);
    ReleaseCache::Rendered result = m_release;
    if (!rendered) {
        const Error &error = rendered.error();
        if (error.code() == ErrorCode::Cancelled)
            return std::unexpected(error);
        if (!m_release->hasChart && error.code() == ErrorCode::NotFound) {
            result = notAtHand(error.description());
        } else {
            m_release->hasChart = true; // it is there, and broken
            result = failed(Error(error).within("rendering HelmRelease/" + m_name));
        }
    }
    if (tree || !m_fetched->digest.empty())
        cache->keep(key, result,
                    tree ? std::make_shared<Footprint>(*tree, *m_job.chart.artifact) : nullptr);
    return result;
}

Result<ReleaseCache::Rendered> JobRun::run()
{
    PLUMB_TRY(m_run.checkpoint({.stage = Stage::Building, .subject = m_name}));
    if (const auto fetched = fetch(); !fetched) {
        if (fetched.error().code() == ErrorCode::Cancelled)
            return std::unexpected(fetched.error());
        return notAtHand(fetched.error().description());
    }
    if (!m_job.chart.artifact && !m_fetched)
        return notAtHand(m_job.chart.missing);
    return render();
}

} // namespace

Result<std::shared_ptr<const RenderedRelease>> runReleaseJob(const ReleaseJob &job,
                                                             BuildCache &cache, const Run &run)
{
    return JobRun(job, cache, run).run();
}

} // namespace plumb::build
