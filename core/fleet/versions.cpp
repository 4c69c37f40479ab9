// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/fleet/versions.h"

#include "core/build/provenance.h"
#include "core/flux/helmrelease.h"
#include "core/flux/sourceobjects.h"

#include <algorithm>
#include <cctype>
#include <deque>

namespace plumb::fleet {

namespace {

using yaml::Value;

// One version, with or without a leading v; everything else leaves the choice to somebody.
bool isExact(std::string_view version)
{
    if (version.starts_with('v'))
        version.remove_prefix(1);
    if (version.empty() || !std::isdigit(static_cast<unsigned char>(version.front())))
        return false;
    if (version.find_first_of(" <>=~^*|,") != version.npos)
        return false;
    const std::string_view numbers = version.substr(0, version.find_first_of("-+"));
    return std::ranges::count(numbers, '.') == 2 && !numbers.contains('x')
           && !numbers.contains('X');
}

struct ImageName
{
    std::string_view repository;
    std::string_view version; ///< The tag, or the digest when there is no tag.
};

ImageName splitImage(std::string_view image)
{
    const std::size_t at = image.find('@');
    const std::string_view digest = at == image.npos ? std::string_view() : image.substr(at + 1);
    image = image.substr(0, at);
    const std::size_t slash = image.rfind('/');
    const std::size_t colon = image.rfind(':');
    if (colon == image.npos || (slash != image.npos && colon < slash))
        return {image, digest};
    return {image.substr(0, colon), image.substr(colon + 1)};
}

std::string_view lastName(std::string_view path)
{
    return path.substr(path.rfind('/') == path.npos ? 0 : path.rfind('/') + 1);
}

/// An image as a chart's values hold it: one text, or a repository and a tag.
struct ValuesImage
{
    const Value *text = nullptr;
    const Value *tag = nullptr;
    std::string_view repository;
};

bool looksLikeImage(const Value &value)
{
    return value.isString() && value.text().contains(':') && value.text().contains('/')
           && !value.text().contains(' ') && !value.text().contains("://");
}

// The first image in breadth: the main one is rarely nested deepest.
ValuesImage findImage(const Value &values, std::string_view release)
{
    ValuesImage first;
    std::deque<const Value *> queue{&values};
    for (std::size_t visited = 0; !queue.empty() && visited < 5000; ++visited) {
        const Value &value = *queue.front();
        queue.pop_front();
        ValuesImage image;
        const Value *text = value.find("image");
        if (text && looksLikeImage(*text))
            image = {.text = text, .repository = splitImage(text->text()).repository};
        const Value *tag = value.find("tag");
        if (tag && tag->isScalar() && !tag->text().empty() && value.find("repository"))
            image = {.tag = tag, .repository = value.textAt({"repository"})};
        if (!image.repository.empty()) {
            if (lastName(image.repository) == release)
                return image;
            if (first.repository.empty())
                first = image;
        }
        for (const yaml::Entry &entry : value.entries())
            queue.push_back(&entry.value);
        for (const Value &item : value.items())
            queue.push_back(&item);
    }
    return first;
}

// A chart for one app carries the app's name; one for many, such as app-template, does not, and
// then the version that a person means is the image's.
bool isChartOf(std::string_view chart, std::string_view release)
{
    return chart.empty() || chart.contains(release) || release.contains(chart);
}

std::string referenceTo(const Object &object, std::string_view defaultNamespace)
{
    return flux::ObjectReference{.kind = std::string(object.kind()),
                                 .namespaceName = std::string(object.namespaceName()),
                                 .name = std::string(object.name())}
        .in(defaultNamespace)
        .toString();
}

} // namespace

VersionFinder::VersionFinder(const build::ClusterState &cluster, const yaml::SourceTable &sources)
    : m_sources(sources)
{
    for (const auto &unit : cluster.units) {
        for (const Object *object : unit->everything()) {
            if (object->gvk().group == flux::sourceGroup)
                m_objects.emplace(referenceTo(*object, unit->id.namespaceName), object);
        }
    }
}

const Object *VersionFinder::find(const std::string &reference) const
{
    const auto found = m_objects.find(reference);
    return found == m_objects.end() ? nullptr : found->second;
}

Version VersionFinder::written(VersionKind kind, const Value &value, std::string_view text,
                               const build::Unit &unit) const
{
    Version version{.kind = kind, .text = std::string(text)};
    version.where = build::placeOf(value, m_sources);
    const std::vector<yaml::Layer> layers = m_sources.layersOf(value.origin());
    if (layers.empty() || layers.front().kind != yaml::LayerKind::Substitution)
        return version;
    const auto postBuild = unit.kustomization.postBuild();
    if (!postBuild)
        return version;
    for (const auto &[name, variable] : postBuild->substitute) {
        const SourcePosition place = build::placeOf(variable, m_sources);
        if (place.path == version.where.path && place.line == version.where.line)
            version.variable = name;
    }
    return version;
}

Version VersionFinder::ofSource(const Object &object, const build::Unit &unit) const
{
    const auto source = flux::Source::from(object);
    if (!source)
        return {};
    const flux::SourceRevision revision = source->revision();
    const VersionKind kind =
        source->kind() == "OCIRepository" ? VersionKind::OciTag : VersionKind::GitRef;
    const Value *field = object.fields().find({"spec", "ref", revision.field()});
    if (!field)
        return {.kind = kind, .text = kind == VersionKind::OciTag ? "latest" : ""};
    Version version = written(kind, *field, revision.text(), unit);
    version.isRange = revision.isRange();
    return version;
}

Version VersionFinder::ofChart(const Object &object, const build::Unit &unit) const
{
    const auto release = flux::HelmRelease::from(object);
    if (!release)
        return {};
    const Value *chartVersion = release->chartVersion();
    if (const auto reference = release->chartReference()) {
        const Object *chart = find(reference->toString());
        if (!chart)
            return {.kind = VersionKind::OciTag};
        if (chart->kind() != "HelmChart")
            return ofSource(*chart, unit);
        chartVersion = chart->fields().find({"spec", "version"});
    } else if (release->chartSource().kind == "GitRepository") {
        const Object *repository = find(release->chartSource().toString());
        return repository ? ofSource(*repository, unit) : Version{.kind = VersionKind::GitRef};
    }
    if (!chartVersion)
        return {.kind = VersionKind::Chart, .text = "*", .isRange = true};
    Version version = written(VersionKind::Chart, *chartVersion, chartVersion->text(), unit);
    version.isRange = !isExact(version.text);
    return version;
}

Version VersionFinder::ofImage(const Value &image, const build::Unit &unit) const
{
    return written(VersionKind::ImageTag, image, splitImage(image.text()).version, unit);
}

Version VersionFinder::ofRelease(const Object &object, const build::Unit &unit) const
{
    const auto release = flux::HelmRelease::from(object);
    if (!release)
        return {};
    std::string_view chart = lastName(release->chart());
    std::string url;
    if (const auto reference = release->chartReference()) {
        if (const Object *source = find(reference->toString()))
            url = source->fields().textAt({"spec", "url"});
        chart = lastName(url);
    }
    // Of a chart that is read from a branch, the branch says little.
    const bool isFromBranch = release->chartSource().kind == "GitRepository";
    if ((isFromBranch || !isChartOf(chart, release->name())) && release->values()) {
        const ValuesImage image = findImage(*release->values(), release->name());
        if (image.text)
            return ofImage(*image.text, unit);
        if (image.tag) {
            const std::string_view tag = image.tag->text();
            return written(VersionKind::ImageTag, *image.tag, tag.substr(0, tag.find('@')), unit);
        }
    }
    return ofChart(object, unit);
}

Version VersionFinder::ofWorkload(const Object &workload, const build::Unit &unit) const
{
    const Value *spec = workload.fields().find("spec");
    if (spec && workload.kind() == "CronJob")
        spec = spec->find({"jobTemplate", "spec"});
    const Value *containers = spec ? spec->find({"template", "spec", "containers"}) : nullptr;
    if (!containers || containers->size() == 0)
        return {};
    const Value *image = containers->items().front().find("image");
    return image ? ofImage(*image, unit) : Version();
}

Version VersionFinder::ofUnit(const build::Unit &unit) const
{
    if (unit.isExternal()) {
        if (const Object *source = find(unit.kustomization.source().toString()))
            return ofSource(*source, unit);
        return {};
    }
    Version version{.kind = VersionKind::Revision};
    version.where = build::placeOf(unit.kustomization.object().fields(), m_sources);
    return version;
}

} // namespace plumb::fleet
