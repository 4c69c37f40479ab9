// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/kustomize/plugin.h"

#include "core/kustomize/affixtransformer.h"
#include "core/kustomize/configshapes.h"
#include "core/kustomize/datagenerator.h"
#include "core/kustomize/entrytransformer.h"
#include "core/kustomize/hasher.h"
#include "core/kustomize/helmgenerator.h"
#include "core/kustomize/iampolicygenerator.h"
#include "core/kustomize/imagetransformer.h"
#include "core/kustomize/namespacetransformer.h"
#include "core/kustomize/patchtransformer.h"
#include "core/kustomize/replacementtransformer.h"
#include "core/kustomize/replicatransformer.h"
#include "core/kustomize/valueaddtransformer.h"

#include <vector>

namespace plumb::kustomize {

namespace {

class DataGenerator final : public Generator
{
public:
    DataGenerator(DataKind kind, yaml::Value config, const Loader &loader)
        : m_kind(kind)
        , m_config(std::move(config))
        , m_loader(loader)
    {
    }

    Result<ResourceMap> generate(const BuildContext &context) const override
    {
        ResourceMap made;
        PLUMB_TRY(
            made.append(PLUMB_TRY(generateData(m_kind, m_config, m_loader, context)), context));
        return made;
    }

private:
    DataKind m_kind;
    yaml::Value m_config;
    const Loader &m_loader;
};

class HashTransformer final : public Transformer
{
public:
    Result<> transform(ResourceMap &resources, const BuildContext &context) const override
    {
        return addHashSuffixes(resources, context);
    }
};

class Sequence final : public Transformer
{
public:
    void add(std::unique_ptr<Transformer> transformer)
    {
        m_transformers.push_back(std::move(transformer));
    }

    Result<> transform(ResourceMap &resources, const BuildContext &context) const override
    {
        for (const auto &transformer : m_transformers)
            PLUMB_TRY(transformer->transform(resources, context));
        return {};
    }

private:
    std::vector<std::unique_ptr<Transformer>> m_transformers;
};

Result<std::unique_ptr<Transformer>> prefixAndSuffix(const yaml::Value &config,
                                                     const BuildContext &context)
{
    using Side = AffixTransformer::Side;
    auto sequence = std::make_unique<Sequence>();
    sequence->add(PLUMB_TRY(AffixTransformer::from(Side::Prefix, config, context)));
    sequence->add(PLUMB_TRY(AffixTransformer::from(Side::Suffix, config, context)));
    return sequence;
}

using TransformerMaker = Result<std::unique_ptr<Transformer>> (*)(const yaml::Value &,
                                                                  const PluginSetting &);

struct TransformerEntry
{
    std::string_view kind;
    TransformerMaker make;
};

constexpr TransformerEntry transformerEntries[] = {
    {"AnnotationsTransformer",
     [](const yaml::Value &config, const PluginSetting &) {
         return EntryTransformer::annotationsFrom(config);
     }},
    {"LabelTransformer",
     [](const yaml::Value &config, const PluginSetting &) {
         return EntryTransformer::labelsFrom(config);
     }},
    {"HashTransformer",
     [](const yaml::Value &, const PluginSetting &) -> Result<std::unique_ptr<Transformer>> {
         return std::make_unique<HashTransformer>();
     }},
    {"ImageTagTransformer", [](const yaml::Value &config,
                               const PluginSetting &) { return ImageTransformer::from(config); }},
    {"NamespaceTransformer",
     [](const yaml::Value &config, const PluginSetting &setting) {
         return NamespaceTransformer::from(config, setting.context);
     }},
    {"PatchJson6902Transformer",
     [](const yaml::Value &config, const PluginSetting &setting) {
         return JsonPatchTransformer::from(config, "jsonOp", setting.loader, setting.context);
     }},
    {"PatchStrategicMergeTransformer",
     [](const yaml::Value &config, const PluginSetting &setting) {
         return MergePatchTransformer::from(config, setting.loader, setting.context);
     }},
    {"PatchTransformer",
     [](const yaml::Value &config, const PluginSetting &setting) {
         return PatchTransformer::from(config, setting.loader, setting.context);
     }},
    {"PrefixTransformer",
     [](const yaml::Value &config, const PluginSetting &setting) {
         return AffixTransformer::from(AffixTransformer::Side::Prefix, config, setting.context);
     }},
    {"SuffixTransformer",
     [](const yaml::Value &config, const PluginSetting &setting) {
         return AffixTransformer::from(AffixTransformer::Side::Suffix, config, setting.context);
     }},
    {"PrefixSuffixTransformer",
     [](const yaml::Value &config, const PluginSetting &setting) {
         return prefixAndSuffix(config, setting.context);
     }},
    {"ReplacementTransformer",
     [](const yaml::Value &config, const PluginSetting &setting) {
         return ReplacementTransformer::from(config, setting.loader, setting.context);
     }},
    {"ReplicaCountTransformer",
     [](const yaml::Value &config, const PluginSetting &) {
         return ReplicaTransformer::from(config);
     }},
    {"ValueAddTransformer",
     [](const yaml::Value &config, const PluginSetting &setting) {
         return ValueAddTransformer::from(config, setting.loader, setting.context);
     }},
};

Result<yaml::Value> checkedConfig(std::string_view kind, const yaml::Value &config,
                                  const BuildContext &context)
{
    const Shape *const shape = pluginShape(kind);
    if (!shape) {
        return std::unexpected(
            context.at(config, Error(ErrorCode::Unsupported, "kustomize has no builtin plugin '"
                                                                 + std::string(kind) + "'")));
    }
    return conform(config, *shape, Strictness::Loose, context);
}

} // namespace

bool isGenerator(std::string_view kind)
{
    return kind.ends_with("Generator");
}

Result<std::unique_ptr<Generator>> makeGenerator(std::string_view kind, const yaml::Value &config,
                                                 const PluginSetting &setting)
{
    yaml::Value checked = PLUMB_TRY(checkedConfig(kind, config, setting.context));
    if (kind == "ConfigMapGenerator" || kind == "SecretGenerator") {
        const DataKind data = kind == "SecretGenerator" ? DataKind::Secret : DataKind::ConfigMap;
        return std::make_unique<DataGenerator>(data, std::move(checked), setting.loader);
    }
    if (kind == "IAMPolicyGenerator")
        return makeIamPolicyGenerator(checked, setting);
    if (kind == "HelmChartInflationGenerator")
        return makeHelmGenerator(checked, setting);
    return std::unexpected(setting.context.invalid(
        config, "'" + std::string(kind) + "' makes no resources; list it under 'transformers'"));
}

Result<std::unique_ptr<Transformer>>
makeTransformer(std::string_view kind, const yaml::Value &config, const PluginSetting &setting)
{
    const yaml::Value checked = PLUMB_TRY(checkedConfig(kind, config, setting.context));
    for (const TransformerEntry &entry : transformerEntries) {
        if (entry.kind == kind) {
            auto made = entry.make(checked, setting);
            if (!made)
                return std::unexpected(setting.context.at(config, std::move(made).error()));
            return made;
        }
    }
    return std::unexpected(setting.context.invalid(
        config, "'" + std::string(kind) + "' changes no resources; list it under 'generators'"));
}

Result<std::string_view> pluginKind(const Resource &config, const BuildContext &context)
{
    if (config.gvk().group.empty() && config.gvk().version == "builtin")
        return config.kind();
    return std::unexpected(
        context.at(config.fields(),
                   Error(ErrorCode::Unsupported,
                         "'" + config.kind()
                             + "' is an external plugin: it would run a program, which builds "
                               "never do; only 'apiVersion: builtin' is accepted here")));
}

} // namespace plumb::kustomize
