// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/kustomize/transformerconfig.h"

#include "core/kustomize/configshapes.h"
#include "core/kustomize/defaultfieldspecs.h"
#include "core/kustomize/kindorder.h"
#include "core/yaml/parser.h"

#include <algorithm>

namespace plumb::kustomize {

namespace {

constexpr FieldSpecs TransformerConfig::*fieldSpecMembers[] = {
    &TransformerConfig::namePrefix,
    &TransformerConfig::nameSuffix,
    &TransformerConfig::namespaceName,
    &TransformerConfig::commonLabels,
    &TransformerConfig::labels,
    &TransformerConfig::templateLabels,
    &TransformerConfig::commonAnnotations,
    &TransformerConfig::variables,
    &TransformerConfig::images,
    &TransformerConfig::replicas};

Result<> mergeReference(std::vector<NameReference> &references, const NameReference &added)
{
    bool isKnown = false;
    for (NameReference &reference : references) {
        if (reference.target != added.target)
            continue;
        isKnown = true;
        PLUMB_TRY(mergeFieldSpecs(reference.referrers, added.referrers));
    }
    if (!isKnown)
        references.push_back(added);
    return {};
}

Result<TransformerConfig> loadConfiguration(const yaml::Value &item, const Loader &loader,
                                            const BuildContext &context)
{
    const auto bytes = loader.load(item.text());
    if (!bytes)
        return std::unexpected(context.at(item, bytes.error()));
    const std::string path = loader.display(item.text());
    const auto document = PLUMB_TRY(yaml::parseAll(
        **bytes, path, {.dialect = yaml::Dialect::Kubernetes, .source = context.files.add(path)}));
    return TransformerConfig::from(document.empty() ? yaml::Value() : document.front(), context);
}

} // namespace

std::shared_ptr<const TransformerConfig> TransformerConfig::defaults()
{
    static const auto shared = [] {
        TransformerConfig config;
        config.namePrefix = {{.path = "metadata/name"}};
        config.nameSuffix = config.namePrefix;
        config.namespaceName = defaultNamespaceSpecs();
        config.commonLabels = defaultCommonLabelSpecs();
        config.templateLabels = defaultTemplateLabelSpecs();
        config.commonAnnotations = defaultAnnotationSpecs();
        config.nameReferences = defaultNameReferences();
        config.variables = defaultVariableSpecs();
        config.images = defaultImageSpecs();
        config.replicas = defaultReplicaSpecs();
        config.holdsDefaults = true;
        config.isMerged = true;
        config.sort();
        return std::make_shared<const TransformerConfig>(std::move(config));
    }();
    return shared;
}

Result<TransformerConfig> TransformerConfig::from(const yaml::Value &document,
                                                  const BuildContext &context)
{
    TransformerConfig config;
    if (document.isNull())
        return config;
    const yaml::Value fields =
        PLUMB_TRY(conform(document, transformerConfigShape, Strictness::Lenient, context));
    config.namePrefix = fieldSpecsFrom(fields.find("namePrefix"));
    config.nameSuffix = fieldSpecsFrom(fields.find("nameSuffix"));
    config.namespaceName = fieldSpecsFrom(fields.find("namespace"));
    config.commonLabels = fieldSpecsFrom(fields.find("commonLabels"));
    config.labels = fieldSpecsFrom(fields.find("labels"));
    config.templateLabels = fieldSpecsFrom(fields.find("templateLabels"));
    config.commonAnnotations = fieldSpecsFrom(fields.find("commonAnnotations"));
    config.variables = fieldSpecsFrom(fields.find("varReference"));
    config.images = fieldSpecsFrom(fields.find("images"));
    config.replicas = fieldSpecsFrom(fields.find("replicas"));
    if (const yaml::Value *const references = fields.find("nameReference")) {
        for (const yaml::Value &item : references->items()) {
            config.nameReferences.push_back({.target = FieldSpec::from(item).gvk,
                                             .referrers = fieldSpecsFrom(item.find("fieldSpecs"))});
        }
    }
    config.sort();
    return config;
}

void TransformerConfig::sort()
{
    for (const auto member : fieldSpecMembers) {
        std::ranges::stable_sort(this->*member, [](const FieldSpec &a, const FieldSpec &b) {
            return comesBefore(a.gvk, b.gvk);
        });
    }
    std::ranges::stable_sort(nameReferences, [](const NameReference &a, const NameReference &b) {
        return comesBefore(a.target, b.target);
    });
}

Result<SharedConfig> merge(const SharedConfig &config, const SharedConfig &added)
{
    if (!added || (config && config->holdsDefaults && added == TransformerConfig::defaults()))
        return config;
    if (!config && added->isMerged)
        return added;
    auto merged = std::make_shared<TransformerConfig>();
    if (config)
        *merged = *config;
    for (const auto member : fieldSpecMembers)
        PLUMB_TRY(mergeFieldSpecs((*merged).*member, (*added).*member));
    for (const NameReference &reference : added->nameReferences)
        PLUMB_TRY(mergeReference(merged->nameReferences, reference));
    merged->holdsDefaults = merged->holdsDefaults || added->holdsDefaults;
    merged->isMerged = !config;
    merged->sort();
    return merged;
}

Result<SharedConfig> loadConfigurations(std::span<const yaml::Value> paths, const Loader &loader,
                                        const BuildContext &context)
{
    SharedConfig own;
    for (const yaml::Value &item : paths) {
        TransformerConfig loaded = PLUMB_TRY(loadConfiguration(item, loader, context));
        auto merged = merge(own, std::make_shared<const TransformerConfig>(std::move(loaded)));
        if (!merged)
            return std::unexpected(context.at(item, std::move(merged).error()));
        own = *std::move(merged);
    }
    return merge(TransformerConfig::defaults(), own);
}

} // namespace plumb::kustomize
