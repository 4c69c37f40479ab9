// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/helm/render.h"

#include "core/helm/coalesce.h"
#include "core/helm/gotext.h"
#include "core/helm/rendertrace.h"
#include "core/helm/valuesschema.h"

#include <algorithm>

namespace plumb::helm {

namespace {

constexpr std::string_view notesName = "NOTES.txt";

std::unexpected<Error> refused(std::string text, ErrorCode code = ErrorCode::BuildFailed)
{
    return std::unexpected(Error(code, std::move(text)));
}

Result<> checkInstallable(const Chart &chart)
{
    const std::string &type = chart.metadata->type;
    if (!type.empty() && type != "application")
        return refused(type + " charts are not installable");
    std::string missing;
    if (chart.metadata->dependencies) {
        for (const Dependency &dependency : *chart.metadata->dependencies) {
            if (std::ranges::none_of(chart.dependencies, [&](const Chart *child) {
                    return child->name() == dependency.name;
                }))
                missing += (missing.empty() ? "" : ", ") + dependency.name;
        }
    }
    if (missing.empty())
        return {};
    return refused("an error occurred while checking for chart dependencies. You may need to run "
                   "'helm dependency build' to fetch missing dependencies: found in Chart.yaml, "
                   "but missing in charts/ directory: "
                   + missing);
}

Capabilities capabilitiesOf(const RenderOptions &options)
{
    if (options.capabilities)
        return *options.capabilities;
    Capabilities capabilities = Capabilities::offline();
    if (options.kubeVersion)
        capabilities.kubeVersion = *options.kubeVersion;
    capabilities.apiVersions.insert(capabilities.apiVersions.end(), options.apiVersions.begin(),
                                    options.apiVersions.end());
    return capabilities;
}

void collectCustomResources(const Chart &chart, std::vector<Manifest> &found)
{
    for (const ChartFile &file : chart.files) {
        const std::string type = lowerCase(extension(file.name));
        if (!file.name.starts_with("crds/")
            || (type != ".yaml" && type != ".yml" && type != ".json"))
            continue;
        found.push_back(
            {.path = joinPath(chart.fullPath(), file.name), .text = std::string(file.text())});
    }
    for (const Chart *const child : chart.dependencies)
        collectCustomResources(*child, found);
}

// Takes the notes out of the rendered files; those of subcharts are dropped.
std::string takeNotes(std::map<std::string, std::string> &files, const Chart &chart)
{
    std::string notes;
    const std::string own = joinPath(chart.name(), "templates/" + std::string(notesName));
    for (auto file = files.begin(); file != files.end();) {
        if (!file->first.ends_with(notesName)) {
            ++file;
            continue;
        }
        if (file->first == own)
            notes = std::move(file->second);
        file = files.erase(file);
    }
    return notes;
}

KeyPath splitPath(std::string_view dotted, KeyPath path)
{
    for (;;) {
        const std::size_t dot = dotted.find('.');
        path.emplace_back(dotted.substr(0, dot));
        if (dot == std::string_view::npos)
            return path;
        dotted.remove_prefix(dot + 1);
    }
}

// Values that no template reads, and that decide all the same: which dependencies are enabled, and
// what is imported from them.
void touchDecisive(const Dependency &dependency, const KeyPath &place, RenderTrace &trace)
{
    std::string_view conditions = dependency.condition;
    while (!conditions.empty()) {
        const std::size_t comma = conditions.find(',');
        trace.touch(splitPath(trimSpace(conditions.substr(0, comma)), place));
        conditions.remove_prefix(comma == std::string_view::npos ? conditions.size() : comma + 1);
    }
    for (const std::string &tag : dependency.tags)
        trace.touch({"tags", tag});
    KeyPath own = place;
    own.push_back(dependency.alias.empty() ? dependency.name : dependency.alias);
    for (const ValueImport &import : dependency.imports)
        trace.touch(splitPath(import.child, own));
}

void touchDecisive(const Chart &chart, const KeyPath &place, RenderTrace &trace)
{
    if (!chart.metadata->dependencies)
        return;
    for (const Dependency &dependency : *chart.metadata->dependencies) {
        touchDecisive(dependency, place, trace);
        const auto child = std::ranges::find(chart.dependencies, dependency.name, &Chart::name);
        if (child == chart.dependencies.end())
            continue;
        KeyPath below = place;
        below.push_back(dependency.alias.empty() ? dependency.name : dependency.alias);
        touchDecisive(**child, below, trace);
    }
}

void append(std::string &text, const Manifest &manifest)
{
    text += "---\n# Source: ";
    text += manifest.path;
    text += '\n';
    text += manifest.text;
    text += '\n';
}

// About as much as all of it takes.
std::size_t sizeOf(const Rendered &rendered)
{
    std::size_t size = 0;
    const auto add = [&](const Manifest &manifest) {
        size += manifest.text.size() + manifest.path.size() + 20;
    };
    std::ranges::for_each(rendered.customResources, add);
    std::ranges::for_each(rendered.manifests, add);
    for (const Hook &hook : rendered.hooks)
        add(hook.manifest);
    return size;
}

// The template that a document's first "# Source:" line names, without the chart's own name.
std::string_view sourceOf(std::string_view document)
{
    constexpr std::string_view mark = "# Source: ";
    for (std::size_t at = document.find(mark); at != std::string_view::npos;
         at = document.find(mark, at + 1)) {
        std::string_view line = document.substr(at + mark.size());
        line = line.substr(0, line.find('\n'));
        const std::size_t slash = line.find('/');
        if (slash != std::string_view::npos && slash > 0 && slash + 1 < line.size())
            return line.substr(slash + 1);
    }
    return {};
}

Result<std::string> selected(std::string_view all, const std::vector<std::string> &patterns)
{
    const std::vector<std::string_view> documents = splitManifests(all);
    std::string text;
    for (const std::string &pattern : patterns) {
        bool isMissing = true;
        for (const std::string_view document : documents) {
            const std::string_view source = sourceOf(document);
            if (source.empty() || !matchPath(pattern, source).value_or(false))
                continue;
            isMissing = false;
            text += "---\n";
            text += document;
            text += '\n';
        }
        if (isMissing) {
            return refused("could not find template " + pattern + " in chart", ErrorCode::NotFound);
        }
    }
    return text;
}

} // namespace

Result<> checkReleaseName(std::string_view name)
{
    constexpr std::string_view rule =
        "^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$";
    const auto isAlphanumeric = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    };
    bool isGood = name.size() <= 53;
    for (std::size_t i = 0; i < name.size() && isGood; ++i) {
        const bool isEdge =
            i == 0 || i + 1 == name.size() || name[i - 1] == '.' || name[i + 1] == '.';
        isGood = isAlphanumeric(name[i])
                 || (!(i == 0 || i + 1 == name.size())
                     && (name[i] == '-' ? !isEdge
                                        : name[i] == '.' && isAlphanumeric(name[i - 1])
                                              && isAlphanumeric(name[i + 1])));
    }
    const std::string start = "release name check failed: release name " + quoted(name) + ": ";
    if (name.empty())
        return refused(start + "no name provided", ErrorCode::InvalidInput);
    if (!isGood) {
        return refused(start + "invalid release name, must match regex " + std::string(rule)
                           + " and the length must not be longer than 53",
                       ErrorCode::InvalidInput);
    }
    return {};
}

Result<Rendered> render(ChartSet charts, const yaml::Value &values, const RenderOptions &options,
                        const Run &run)
{
    Chart &root = charts.root();
    PLUMB_TRY(checkInstallable(root));
    PLUMB_TRY(checkReleaseName(options.release.name));
    const TableRef given = ValueTable::from(values);
    if (options.engine.trace)
        touchDecisive(root, {}, *options.engine.trace);
    if (auto processed = processDependencies(charts, given); !processed) {
        return refused("chart dependencies processing failed: " + processed.error().message(),
                       processed.error().code());
    }
    const TableRef merged = PLUMB_TRY(coalesce(root, given, Nulls::Remove));
    if (!options.skipSchemaValidation)
        PLUMB_TRY(checkSchemas(root, *merged));
    const Capabilities capabilities = capabilitiesOf(options);
    const std::string &range = root.metadata->kubeVersion;
    if (!range.empty() && !isCompatible(range, capabilities.kubeVersion.normalized)) {
        return refused("chart requires kubeVersion: " + range
                       + " which is incompatible with Kubernetes "
                       + capabilities.kubeVersion.version);
    }
    auto files = PLUMB_TRY(
        renderTemplates(charts, merged, options.release, capabilities, options.engine, run));
    Rendered rendered;
    rendered.values = merged->toYaml();
    rendered.notes = takeNotes(files, root);
    InlineExecutor here;
    Manifests sorted = PLUMB_TRY(
        sortManifests(files, options.executor ? *options.executor : static_cast<Executor &>(here)));
    rendered.manifests = std::move(sorted.manifests);
    rendered.hooks = std::move(sorted.hooks);
    collectCustomResources(root, rendered.customResources);
    return rendered;
}

Result<std::string> toText(const Rendered &rendered, const PrintOptions &options)
{
    std::string text;
    text.reserve(sizeOf(rendered));
    if (options.includeCrds) {
        for (const Manifest &manifest : rendered.customResources)
            append(text, manifest);
    }
    for (const Manifest &manifest : rendered.manifests)
        append(text, manifest);
    // The text begins with a line of dashes, so that blanks can only be at its end.
    text.resize(trimSpace(text).size());
    text += '\n';
    if (!options.noHooks) {
        for (const Hook &hook : rendered.hooks) {
            if (!options.skipTests || !hook.isTest())
                append(text, hook.manifest);
        }
    }
    if (options.showOnly.empty())
        return text;
    return selected(text, options.showOnly);
}

} // namespace plumb::helm
