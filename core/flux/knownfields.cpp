// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flux/knownfields.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <span>
#include <string_view>

namespace plumb::flux {

namespace {

// sigs.k8s.io/kustomize/api/types, as of 0.21.
constexpr std::array<std::string_view, 34> topFields{"apiVersion",
                                                     "bases",
                                                     "buildMetadata",
                                                     "commonAnnotations",
                                                     "commonLabels",
                                                     "components",
                                                     "configMapGenerator",
                                                     "configurations",
                                                     "crds",
                                                     "generatorOptions",
                                                     "generators",
                                                     "helmChartInflationGenerator",
                                                     "helmCharts",
                                                     "helmGlobals",
                                                     "imageTags",
                                                     "images",
                                                     "kind",
                                                     "labels",
                                                     "metadata",
                                                     "namePrefix",
                                                     "nameSuffix",
                                                     "namespace",
                                                     "openapi",
                                                     "patches",
                                                     "patchesJson6902",
                                                     "patchesStrategicMerge",
                                                     "replacements",
                                                     "replicas",
                                                     "resources",
                                                     "secretGenerator",
                                                     "sortOptions",
                                                     "transformers",
                                                     "validators",
                                                     "vars"};

constexpr std::array<std::string_view, 4> patchFields{"options", "patch", "path", "target"};
constexpr std::array<std::string_view, 7> selectorFields{
    "annotationSelector", "group", "kind", "labelSelector", "name", "namespace", "version"};
constexpr std::array<std::string_view, 5> imageFields{"digest", "name", "newName", "newTag",
                                                      "tagSuffix"};
constexpr std::array<std::string_view, 9> generatorFields{
    "behavior", "env", "envs", "files", "literals", "name", "namespace", "options", "type"};
constexpr std::array<std::string_view, 4> labelFields{"fields", "includeSelectors",
                                                      "includeTemplates", "pairs"};
constexpr std::array<std::string_view, 2> replicaFields{"count", "name"};

using Names = std::span<const std::string_view>;

bool holds(Names names, std::string_view name)
{
    return std::ranges::find(names, name) != names.end();
}

yaml::Value only(Names names, const yaml::Value &mapping)
{
    if (!mapping.isMapping())
        return mapping;
    std::vector<yaml::Entry> kept;
    for (const yaml::Entry &entry : mapping.entries()) {
        if (holds(names, entry.key.view()))
            kept.push_back(entry);
    }
    yaml::Value result = yaml::Value::mapping();
    result.setEntries(std::move(kept));
    result.setOrigin(mapping.origin(), mapping.column());
    return result;
}

Names fieldsOfItems(std::string_view field)
{
    if (field == "patches" || field == "patchesJson6902")
        return patchFields;
    if (field == "images" || field == "imageTags")
        return imageFields;
    if (field == "configMapGenerator" || field == "secretGenerator")
        return generatorFields;
    if (field == "labels")
        return labelFields;
    if (field == "replicas")
        return replicaFields;
    return {};
}

yaml::Value knownItem(Names names, const yaml::Value &item)
{
    yaml::Value known = only(names, item);
    if (yaml::Value *target = known.findMutable("target"))
        *target = only(selectorFields, *target);
    return known;
}

} // namespace

yaml::Value withKnownFields(const yaml::Value &kustomization)
{
    yaml::Value known = yaml::Value::mapping();
    known.setOrigin(kustomization.origin(), kustomization.column());
    for (const yaml::Entry &entry : kustomization.entries()) {
        const std::string_view name = entry.key.view();
        // Null is Go's zero value, which is not written again.
        if (entry.value.isNull() || !holds(topFields, name))
            continue;
        yaml::Entry kept = entry;
        const Names fields = fieldsOfItems(name);
        if (!fields.empty() && kept.value.isSequence()) {
            for (yaml::Value &item : kept.value.mutableItems())
                item = knownItem(fields, item);
        }
        known.appendEntry(std::move(kept));
    }
    return known;
}

} // namespace plumb::flux
