// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/kustomize/steps.h"

#include "core/kustomize/affixtransformer.h"
#include "core/kustomize/datagenerator.h"
#include "core/kustomize/entrytransformer.h"
#include "core/kustomize/imagetransformer.h"
#include "core/kustomize/namespacetransformer.h"
#include "core/kustomize/patchtransformer.h"
#include "core/kustomize/replicatransformer.h"

namespace plumb::kustomize {

namespace {

yaml::Value configWith(std::string_view key, const yaml::Value &value)
{
    yaml::Value config = yaml::Value::mapping();
    config.setOrigin(value.origin(), value.column());
    config.set(key, value);
    return config;
}

bool isSet(const yaml::Value &value, std::string_view flag)
{
    const yaml::Value *const field = value.find(flag);
    return field && field->asBool().value_or(false);
}

class TransformerSteps
{
public:
    TransformerSteps(const KustomizationFile &file, const TransformerConfig &config,
                     const PluginSetting &setting)
        : m_file(file)
        , m_config(config)
        , m_setting(setting)
    {
    }

    Result<std::vector<TransformerStep>> make()
    {
        PLUMB_TRY(addPatches());
        addNames();
        PLUMB_TRY(addLabels());
        if (const yaml::Value *const annotations = find("commonAnnotations");
            annotations && annotations->size() != 0)
            add<EntryTransformer>("AnnotationsTransformer", *annotations,
                                  m_config.commonAnnotations);
        for (const yaml::Value &patch : m_file.list("patchesJson6902")) {
            PLUMB_TRY(addMade(
                "PatchJson6902Transformer", patch,
                JsonPatchTransformer::from(patch, "patch", m_setting.loader, m_setting.context)));
        }
        for (const yaml::Value &replica : m_file.list("replicas"))
            add<ReplicaTransformer>("ReplicaCountTransformer", replica, m_config.replicas);
        for (const yaml::Value &image : m_file.list("images"))
            add<ImageTransformer>("ImageTagTransformer", image, m_config.images);
        if (const yaml::Value *const replacements = find("replacements");
            replacements && replacements->size() != 0) {
            PLUMB_TRY(
                addMade("ReplacementTransformer", *replacements,
                        makeTransformer("ReplacementTransformer",
                                        configWith("replacements", *replacements), m_setting)));
        }
        return std::move(m_steps);
    }

private:
    const yaml::Value *find(std::string_view field) const { return m_file.fields().find(field); }

    template<typename Made, typename... Arguments>
    void add(std::string_view kind, Arguments &&...arguments)
    {
        m_steps.push_back({std::make_unique<Made>(std::forward<Arguments>(arguments)...), kind});
    }

    Result<> addMade(std::string_view kind, const yaml::Value &at,
                     Result<std::unique_ptr<Transformer>> made)
    {
        if (!made)
            return std::unexpected(m_setting.context.at(at, std::move(made).error()));
        m_steps.push_back({*std::move(made), kind});
        return {};
    }

    Result<> addPatches()
    {
        if (const yaml::Value *const paths = find("patchesStrategicMerge");
            paths && paths->size() != 0) {
            PLUMB_TRY(addMade("PatchStrategicMergeTransformer", *paths,
                              MergePatchTransformer::from(configWith("paths", *paths),
                                                          m_setting.loader, m_setting.context)));
        }
        for (const yaml::Value &patch : m_file.list("patches")) {
            PLUMB_TRY(addMade("PatchTransformer", patch,
                              PatchTransformer::from(patch, m_setting.loader, m_setting.context)));
        }
        return {};
    }

    void addNames()
    {
        if (const yaml::Value *const space = find("namespace"); space && !space->text().empty()) {
            add<NamespaceTransformer>(
                "NamespaceTransformer", *space,
                NamespaceTransformer::Options{.specs = m_config.namespaceName});
        }
        using Side = AffixTransformer::Side;
        if (const yaml::Value *const prefix = find("namePrefix"); prefix && !prefix->text().empty())
            add<AffixTransformer>("PrefixTransformer", Side::Prefix, std::string(prefix->text()),
                                  m_config.namePrefix, prefix->origin());
        if (const yaml::Value *const suffix = find("nameSuffix"); suffix && !suffix->text().empty())
            add<AffixTransformer>("SuffixTransformer", Side::Suffix, std::string(suffix->text()),
                                  m_config.nameSuffix, suffix->origin());
    }

    // The fields that an entry of labels works on, beside those that it names itself.
    Result<FieldSpecs> labelSpecs(const yaml::Value &label) const
    {
        FieldSpecs specs = fieldSpecsFrom(label.find("fields"));
        PLUMB_TRY(mergeFieldSpecs(specs, m_config.labels));
        if (isSet(label, "includeSelectors")) {
            PLUMB_TRY(mergeFieldSpecs(specs, m_config.commonLabels));
            return specs;
        }
        if (isSet(label, "includeTemplates"))
            PLUMB_TRY(mergeFieldSpecs(specs, m_config.templateLabels));
        PLUMB_TRY(mergeFieldSpec(specs, {.path = "metadata/labels", .create = true}));
        return specs;
    }

    Result<> addLabels()
    {
        const yaml::Value *const common = find("commonLabels");
        const auto labels = m_file.list("labels");
        if (labels.empty() && (!common || common->size() == 0))
            return {};
        for (const yaml::Value &label : labels) {
            auto specs = labelSpecs(label);
            if (!specs)
                return std::unexpected(m_setting.context.at(label, std::move(specs).error()));
            const yaml::Value *const pairs = label.find("pairs");
            add<EntryTransformer>("LabelTransformer", pairs ? *pairs : yaml::Value::mapping(),
                                  *specs);
        }
        // kustomize runs this one even when there are no commonLabels; buildMetadata tells.
        add<EntryTransformer>("LabelTransformer", common ? *common : yaml::Value::mapping(),
                              m_config.commonLabels);
        return {};
    }

    const KustomizationFile &m_file;
    const TransformerConfig &m_config;
    const PluginSetting &m_setting;
    std::vector<TransformerStep> m_steps;
};

// A chart with the settings for all charts, and the namespace that it is in if it names none.
yaml::Value chartConfig(const yaml::Value &chart, const KustomizationFile &file,
                        std::string_view inheritedNamespace)
{
    yaml::Value config = yaml::Value::mapping();
    config.setOrigin(chart.origin(), chart.column());
    if (const yaml::Value *const globals = file.fields().find("helmGlobals")) {
        for (const yaml::Entry &entry : globals->entries())
            config.set(entry.key, entry.value);
    }
    for (const yaml::Entry &entry : chart.entries())
        config.set(entry.key, entry.value);
    if (config.textAt({"namespace"}).empty()) {
        const std::string_view own = file.text("namespace");
        const std::string_view space = own.empty() ? inheritedNamespace : own;
        if (!space.empty())
            config.set("namespace", yaml::Value::string(space));
    }
    return config;
}

} // namespace

Result<std::vector<TransformerStep>> makeTransformerSteps(const KustomizationFile &file,
                                                          const TransformerConfig &config,
                                                          const PluginSetting &setting)
{
    return TransformerSteps(file, config, setting).make();
}

Result<std::vector<GeneratorStep>> makeGeneratorSteps(const KustomizationFile &file,
                                                      std::string_view inheritedNamespace,
                                                      const PluginSetting &setting)
{
    std::vector<GeneratorStep> steps;
    const yaml::Value *const options = file.fields().find("generatorOptions");
    const auto add = [&](std::string_view kind, const yaml::Value &config) -> Result<> {
        steps.push_back({PLUMB_TRY(makeGenerator(kind, config, setting)), kind});
        return {};
    };
    for (const yaml::Value &generator : file.list("configMapGenerator"))
        PLUMB_TRY(add("ConfigMapGenerator", withGeneratorOptions(generator, options)));
    for (const yaml::Value &generator : file.list("secretGenerator"))
        PLUMB_TRY(add("SecretGenerator", withGeneratorOptions(generator, options)));
    for (const yaml::Value &chart : file.list("helmCharts"))
        PLUMB_TRY(add("HelmChartInflationGenerator", chartConfig(chart, file, inheritedNamespace)));
    return steps;
}

} // namespace plumb::kustomize
