// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/kustomize/kustomizationfile.h"

#include "core/kustomize/configshapes.h"
#include "core/yaml/parser.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace plumb::kustomize {

namespace {

constexpr std::array<std::string_view, 3> fileNames = {"kustomization.yaml", "kustomization.yml",
                                                       "Kustomization"};

constexpr std::string_view kustomizationVersion = "kustomize.config.k8s.io/v1beta1";
constexpr std::string_view componentVersion = "kustomize.config.k8s.io/v1alpha1";

struct FoundFile
{
    std::string_view name;
    files::Bytes bytes;
};

std::string folderOf(const Loader &loader)
{
    return loader.root().isRoot() ? std::string(".") : loader.root().text();
}

Result<FoundFile> findFile(const Loader &loader)
{
    std::optional<FoundFile> found;
    for (const std::string_view name : fileNames) {
        const auto bytes = PLUMB_TRY(loader.loadIfPresent(name));
        if (!bytes)
            continue;
        if (found) {
            return std::unexpected(
                Error(ErrorCode::Conflict,
                      "'" + folderOf(loader) + "' holds both " + std::string(found->name) + " and "
                          + std::string(name) + "; only one kustomization file is allowed"));
        }
        found = FoundFile{name, *bytes};
    }
    if (!found) {
        return std::unexpected(
            Error(ErrorCode::NotFound, "there is no kustomization.yaml, kustomization.yml or "
                                       "Kustomization in '"
                                           + folderOf(loader) + "'"));
    }
    return *found;
}

bool isZero(const yaml::Value &value)
{
    return value.isScalar() && value.text().empty();
}

} // namespace

Result<KustomizationFile> KustomizationFile::find(const Loader &loader, const BuildContext &context)
{
    const FoundFile found = PLUMB_TRY(findFile(loader));
    const std::string path = loader.display(found.name);
    // As sigs.k8s.io/yaml reads it: YAML 1.1 booleans, the last of equal keys, the first document.
    const auto documents =
        PLUMB_TRY(yaml::parseAll(context.parsed, *found.bytes, path,
                                 {.dialect = yaml::Dialect::Kubernetes,
                                  .source = context.files.add(path),
                                  .duplicateKeys = yaml::DuplicateKeys::KeepLast}));
    return from(documents.empty() ? yaml::Value() : documents.front(), std::string(found.name),
                context);
}

Result<KustomizationFile> KustomizationFile::from(const yaml::Value &document, std::string name,
                                                  const BuildContext &context)
{
    KustomizationFile file;
    file.m_name = std::move(name);
    file.m_fields = yaml::Value::mapping();
    if (!document.isNull()) {
        file.m_fields =
            PLUMB_TRY(conform(document, kustomizationShape, Strictness::Exact, context));
    }
    file.warnOfOldFields(context);
    file.moveOldFields();
    PLUMB_TRY(file.check(context));
    return file;
}

bool KustomizationFile::isComponent() const
{
    return text("kind") == "Component";
}

std::string_view KustomizationFile::text(std::string_view field) const
{
    return m_fields.textAt({field});
}

std::span<const yaml::Value> KustomizationFile::list(std::string_view field) const
{
    const yaml::Value *const value = m_fields.find(field);
    return value ? value->items() : std::span<const yaml::Value>();
}

bool KustomizationFile::wantsMetadata(std::string_view option) const
{
    return std::ranges::any_of(list("buildMetadata"),
                               [option](const yaml::Value &item) { return item.text() == option; });
}

Result<> KustomizationFile::check(const BuildContext &context) const
{
    const bool hasContent = std::ranges::any_of(m_fields.entries(), [](const yaml::Entry &entry) {
        return entry.key != "kind" && entry.key != "apiVersion" && !isZero(entry.value);
    });
    if (!hasContent) {
        return std::unexpected(
            context.invalid(m_fields, m_name + " is empty: it names nothing to build"));
    }
    const yaml::Value *const kind = m_fields.find("kind");
    const std::string_view kindText = text("kind");
    if (kind && !kindText.empty() && kindText != "Kustomization" && kindText != "Component") {
        return std::unexpected(
            context.invalid(*kind, "'kind' must be Kustomization or Component, not '"
                                       + std::string(kindText) + "'"));
    }
    const yaml::Value *const version = m_fields.find("apiVersion");
    const std::string_view expected = isComponent() ? componentVersion : kustomizationVersion;
    if (version && !version->text().empty() && version->text() != expected) {
        return std::unexpected(context.invalid(
            *version, "'apiVersion' of a "
                          + std::string(isComponent() ? "Component" : "Kustomization") + " must be "
                          + std::string(expected)));
    }
    return {};
}

void KustomizationFile::warnOfOldFields(const BuildContext &context) const
{
    constexpr std::pair<std::string_view, std::string_view> oldFields[] = {
        {"bases", "resources"},
        {"commonLabels", "labels"},
        {"imageTags", "images"},
        {"patchesJson6902", "patches"},
        {"patchesStrategicMerge", "patches"},
        {"vars", "replacements"},
        {"helmChartInflationGenerator", "helmCharts"}};
    for (const auto &[old, current] : oldFields) {
        if (const yaml::Value *const value = m_fields.find(old)) {
            context.warn("deprecated-field",
                         "'" + std::string(old) + "' is deprecated; use '" + std::string(current)
                             + "' instead",
                         *value);
        }
    }
}

void KustomizationFile::moveOldFields()
{
    moveList("bases", "resources");
    moveList("imageTags", "images");
    moveEnv("configMapGenerator");
    moveEnv("secretGenerator");
    moveOldCharts();
}

void KustomizationFile::moveList(std::string_view from, std::string_view to)
{
    const yaml::Value *const old = m_fields.find(from);
    if (!old)
        return;
    const yaml::Value moved = *old;
    m_fields.remove(from);
    if (moved.size() == 0)
        return;
    if (!m_fields.find(to))
        m_fields.set(to, yaml::Value::sequence().setOrigin(moved.origin(), moved.column()));
    yaml::Value &list = *m_fields.findMutable(to);
    for (const yaml::Value &item : moved.items())
        list.append(item);
}

void KustomizationFile::moveEnv(std::string_view generators)
{
    if (!m_fields.find(generators))
        return;
    for (yaml::Value &generator : m_fields.findMutable(generators)->mutableItems()) {
        const yaml::Value *const env = generator.find("env");
        if (!env || env->text().empty())
            continue;
        const yaml::Value file = *env;
        generator.remove("env");
        if (!generator.find("envs"))
            generator.set("envs", yaml::Value::sequence());
        generator.findMutable("envs")->append(file);
    }
}

void KustomizationFile::moveOldCharts()
{
    constexpr std::pair<std::string_view, std::string_view> renamed[] = {
        {"chartName", "name"},           {"chartVersion", "version"},
        {"chartRepoUrl", "repo"},        {"values", "valuesFile"},
        {"valuesLocal", "valuesInline"}, {"valuesMerge", "valuesMerge"},
        {"releaseName", "releaseName"}};
    const yaml::Value *const old = m_fields.find("helmChartInflationGenerator");
    if (!old)
        return;
    yaml::Value charts =
        m_fields.find("helmCharts") ? *m_fields.find("helmCharts") : yaml::Value::sequence();
    yaml::Value globals = yaml::Value::mapping();
    for (const yaml::Value &entry : old->items()) {
        yaml::Value chart = yaml::Value::mapping();
        for (const auto &[from, to] : renamed) {
            if (const yaml::Value *const value = entry.find(from))
                chart.set(to, *value);
        }
        charts.append(chart.setOrigin(entry.origin(), entry.column()));
        for (const auto &[from, to] :
             {std::pair("helmHome", "configHome"), {"chartHome", "chartHome"}}) {
            if (!entry.textAt({from}).empty())
                globals.set(to, *entry.find(from));
        }
    }
    m_fields.remove("helmChartInflationGenerator");
    if (charts.size() != 0)
        m_fields.set("helmCharts", std::move(charts));
    if (!m_fields.find("helmGlobals") && globals.size() != 0)
        m_fields.set("helmGlobals", std::move(globals));
}

} // namespace plumb::kustomize
