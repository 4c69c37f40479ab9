// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/build/postrender.h"

#include "core/build/commonmetadata.h"
#include "core/files/memorytree.h"
#include "core/kustomize/build.h"
#include "core/yaml/json.h"
#include "core/yaml/parser.h"

#include <algorithm>

namespace plumb::build {

namespace {

using helm::Manifest;
using yaml::Origin;
using yaml::Value;

using Documents = std::vector<const Manifest *>;

constexpr std::string_view inputFile = "helm-output.yaml";

/// Finds the document, and the line in it, that a line of the joined text is.
class JoinedText
{
public:
    explicit JoinedText(const Documents &documents)
    {
        for (const Manifest *const document : documents) {
            m_text += "---\n";
            ++m_lines;
            m_starts.push_back({m_lines, document});
            m_text += document->text;
            if (!m_text.ends_with('\n'))
                m_text += '\n';
            m_lines += static_cast<std::size_t>(std::ranges::count(document->text, '\n'))
                       + (document->text.ends_with('\n') ? 0 : 1);
        }
    }

    const std::string &text() const { return m_text; }

    /// @p line is counted from 1.
    std::pair<const Manifest *, std::size_t> at(std::size_t line) const
    {
        const auto next = std::ranges::upper_bound(
            m_starts, line - 1, {}, &std::pair<std::size_t, const Manifest *>::first);
        if (line == 0 || next == m_starts.begin())
            return {nullptr, 0};
        const auto &[start, document] = *std::prev(next);
        return {document, line - 1 - start};
    }

private:
    std::string m_text;
    std::size_t m_lines = 0;
    std::vector<std::pair<std::size_t, const Manifest *>> m_starts;
};

/// Replaces places in what was rendered by where that came from.
class Translation
{
public:
    Translation(const JoinedText &text, const std::string &path, const FindOrigin &originOf,
                yaml::SourceTable *sources)
        : m_text(text)
        , m_path(path)
        , m_originOf(originOf)
        , m_sources(sources)
        , m_number(sources ? sources->add(path) : 0)
    {
    }

    void apply(Value &value, std::string_view key = {}) const
    {
        if (!m_sources)
            return;
        value.setOrigin(translated(value, key), value.column());
        for (std::size_t i = 0; i < value.size(); ++i) {
            if (value.isMapping())
                apply(value.mutableValue(i), std::string(value.entries()[i].key.view()));
            else
                apply(value.mutableItems()[i], key);
        }
    }

private:
    Origin written(const Value &value, std::string_view key, std::uint32_t line) const
    {
        const auto [document, within] = m_text.at(line);
        return document ? m_originOf(*document, within, key, value) : Origin();
    }

    Origin translated(const Value &value, std::string_view key) const
    {
        const Origin origin = value.origin();
        if (origin.source == m_number)
            return written(value, key, origin.line);
        const std::vector<yaml::Layer> layers = m_sources->layersOf(origin);
        if (std::ranges::find(layers, m_path, &yaml::Layer::path) == layers.end())
            return origin;
        Origin below;
        for (auto layer = layers.rbegin(); layer != layers.rend(); ++layer) {
            if (layer->path == m_path)
                below = written(value, key, layer->line);
            else
                below =
                    m_sources->stack({.source = m_sources->add(layer->path), .line = layer->line},
                                     layer->kind, below);
        }
        return below;
    }

    const JoinedText &m_text;
    const std::string &m_path;
    const FindOrigin &m_originOf;
    yaml::SourceTable *m_sources;
    std::uint32_t m_number;
};

// On the way to the post-renderers and back an annotation is put on each object and taken off
// again, which leaves no empty annotations behind.
Object withoutEmptyAnnotations(Object object)
{
    const Value *const annotations = object.fields().find({"metadata", "annotations"});
    if (!annotations || annotations->size() > 0)
        return object;
    Value fields = object.fields();
    fields.findMutable("metadata")->remove("annotations");
    return Object::from(std::move(fields)).value_or(std::move(object));
}

class PostRenderer
{
public:
    PostRenderer(const flux::HelmRelease &release, const FindOrigin &originOf,
                 yaml::SourceTable *sources, const Run &run)
        : m_release(release)
        , m_originOf(originOf)
        , m_sources(sources)
        , m_run(run)
    {
    }

    /// Everything that is done to the documents.
    Result<std::vector<Object>> rendered(const Documents &documents) const
    {
        const Value *const renderers = m_release.postRenderers();
        std::vector<Object> objects = renderers && renderers->size() > 0
                                          ? PLUMB_TRY(kustomized(documents, *renderers))
                                          : PLUMB_TRY(plain(documents));
        for (Object &object : objects) {
            object = PLUMB_TRY(
                withCommonMetadata(std::move(object), m_release.commonMetadata(), m_sources));
            object = PLUMB_TRY(withReleaseLabels(withoutEmptyAnnotations(std::move(object)),
                                                 m_release, m_sources));
        }
        return objects;
    }

    /// The documents as they are.
    Result<std::vector<Object>> plain(const Documents &documents) const;

private:
    Result<std::vector<Object>> kustomized(const Documents &documents,
                                           const Value &renderers) const;

    const flux::HelmRelease &m_release;
    const FindOrigin &m_originOf;
    yaml::SourceTable *m_sources;
    const Run &m_run;
};

// Takes lists apart, as kustomize does.
Result<> addObjects(std::vector<Object> &objects, Value document)
{
    const Value *const items = document.find("items");
    if (items && items->isSequence() && document.textAt({"kind"}).ends_with("List")) {
        for (const Value &item : items->items())
            PLUMB_TRY(addObjects(objects, item));
        return {};
    }
    objects.push_back(PLUMB_TRY(Object::from(std::move(document))));
    return {};
}

Result<std::vector<Object>> PostRenderer::plain(const Documents &documents) const
{
    const std::string path(inputFile);
    std::vector<Object> objects;
    for (const Manifest *const document : documents) {
        PLUMB_TRY(m_run.checkpoint({.stage = Stage::Building, .subject = document->path}));
        const yaml::ParseOptions options{.source = m_sources ? m_sources->add(path) : 0};
        const JoinedText text({document});
        for (Value &value : PLUMB_TRY(yaml::parseAll(text.text(), document->path, options))) {
            if (value.isNull())
                continue;
            Translation(text, path, m_originOf, m_sources).apply(value);
            PLUMB_TRY(within("reading what " + document->path + " has rendered",
                             addObjects(objects, std::move(value))));
        }
    }
    return objects;
}

// Each post-renderer is a kustomization over the one before.
Result<std::vector<Object>> PostRenderer::kustomized(const Documents &documents,
                                                     const Value &renderers) const
{
    const JoinedText text(documents);
    files::MemoryTree tree;
    const auto folder = [](std::size_t i) { return files::TreePath().child(std::to_string(i)); };
    const files::TreePath input = folder(0).child(inputFile);
    tree.add(input, text.text());
    Value kustomization;
    std::size_t last = 0;
    for (std::size_t i = 0; i < renderers.size(); ++i) {
        if (i > 0)
            tree.add(folder(i - 1).child("kustomization.yaml"), yaml::toJson(kustomization));
        kustomization = Value::mapping();
        kustomization.set("apiVersion", Value::string("kustomize.config.k8s.io/v1beta1"));
        kustomization.set("kind", Value::string("Kustomization"));
        Value resources = Value::sequence();
        resources.append(
            Value::string(i == 0 ? std::string(inputFile) : "../" + std::to_string(i - 1)));
        kustomization.set("resources", std::move(resources));
        for (const std::string_view field :
             {"patches", "patchesStrategicMerge", "patchesJson6902", "images"}) {
            if (const Value *const value = renderers.items()[i].find({"kustomize", field}))
                kustomization.set(std::string(field), *value);
        }
        last = i;
    }
    tree.add(folder(last).child("kustomization.yaml"), yaml::toJson(kustomization));
    const kustomize::BuildOptions options{.reorder = kustomize::Reorder::None,
                                          .sources = m_sources,
                                          .kustomizationOverride = std::move(kustomization)};
    kustomize::BuildOutput built =
        PLUMB_TRY(within("error while running post render on files",
                         kustomize::build(tree, folder(last), options, m_run)));
    const Translation translation(text, input.text(), m_originOf, m_sources);
    std::vector<Object> objects;
    for (const Object &object : built.objects) {
        Value fields = object.fields();
        translation.apply(fields);
        objects.push_back(PLUMB_TRY(Object::from(std::move(fields))));
    }
    return objects;
}

} // namespace

Result<Object> withReleaseLabels(const Object &object, const flux::HelmRelease &release,
                                 yaml::SourceTable *sources)
{
    Value fields = object.fields();
    Value &labels = fields.ensureMapping("metadata").ensureMapping("labels");
    const auto set = [&](std::string_view field, std::string_view text) {
        Value value = Value::string(yaml::Text(text));
        const Value *const written = release.object().fields().find({"metadata", field});
        if (sources && written)
            value.setOrigin(sources->stack(written->origin(), yaml::LayerKind::Flux, {}));
        labels.set(std::string(flux::helmGroup) + '/' + std::string(field), std::move(value));
    };
    set("name", release.name());
    set("namespace", release.namespaceName());
    return Object::from(std::move(fields));
}

Result<RenderedObjects> postRender(const helm::Rendered &rendered, const flux::HelmRelease &release,
                                   const FindOrigin &originOf, yaml::SourceTable *sources,
                                   const Run &run)
{
    Documents manifests;
    for (const Manifest &manifest : rendered.manifests)
        manifests.push_back(&manifest);
    Documents hooks;
    for (const helm::Hook &hook : rendered.hooks)
        hooks.push_back(&hook.manifest);

    const PostRenderer renderer(release, originOf, sources, run);
    std::vector<Object> all;
    switch (release.postRenderStrategy()) {
    case flux::PostRenderStrategy::Combined:
        manifests.insert(manifests.end(), hooks.begin(), hooks.end());
        all = PLUMB_TRY(renderer.rendered(manifests));
        break;
    case flux::PostRenderStrategy::NoHooks:
    case flux::PostRenderStrategy::Separate: {
        all = PLUMB_TRY(renderer.rendered(manifests));
        const bool isRendered = release.postRenderStrategy() == flux::PostRenderStrategy::Separate;
        for (Object &hook :
             PLUMB_TRY(isRendered ? renderer.rendered(hooks) : renderer.plain(hooks)))
            all.push_back(std::move(hook));
        break;
    }
    }
    RenderedObjects result;
    for (Object &object : all)
        (object.annotation("helm.sh/hook").empty() ? result.objects : result.hooks)
            .push_back(std::move(object));
    return result;
}

} // namespace plumb::build
