// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/kustomize/configshapes.h"

#include <algorithm>

namespace plumb::kustomize {

namespace {

using enum Shape::Type;

constexpr FieldShape metadataFields[] = {{"name", &textShape},
                                         {"namespace", &textShape},
                                         {"labels", &textMapShape},
                                         {"annotations", &textMapShape}};
constexpr Shape metadataShape{Record, nullptr, metadataFields};

constexpr FieldShape fieldSpecFields[] = {{"group", &textShape},
                                          {"version", &textShape},
                                          {"kind", &textShape},
                                          {"path", &textShape},
                                          {"create", &flagShape}};
constexpr Shape fieldSpecShape{Record, nullptr, fieldSpecFields};
constexpr Shape fieldSpecsShape{List, &fieldSpecShape};

constexpr FieldShape selectorFields[] = {
    {"group", &textShape},        {"version", &textShape},   {"kind", &textShape},
    {"name", &textShape},         {"namespace", &textShape}, {"annotationSelector", &textShape},
    {"labelSelector", &textShape}};
constexpr Shape selectorShape{Record, nullptr, selectorFields};
constexpr Shape selectorsShape{List, &selectorShape};

constexpr FieldShape patchOptionFields[] = {{"allowNameChange", &flagShape},
                                            {"allowKindChange", &flagShape}};
constexpr Shape patchOptionsShape{Record, nullptr, patchOptionFields};

constexpr FieldShape patchFields[] = {{"path", &textShape},
                                      {"patch", &textShape},
                                      {"target", &selectorShape},
                                      {"options", &patchOptionsShape}};
constexpr Shape patchShape{Record, nullptr, patchFields};
constexpr Shape patchesShape{List, &patchShape};

constexpr FieldShape labelFields[] = {{"pairs", &textMapShape},
                                      {"includeSelectors", &flagShape},
                                      {"includeTemplates", &flagShape},
                                      {"fields", &fieldSpecsShape}};
constexpr Shape labelShape{Record, nullptr, labelFields};
constexpr Shape labelsShape{List, &labelShape};

constexpr FieldShape imageFields[] = {{"name", &textShape},
                                      {"newName", &textShape},
                                      {"tagSuffix", &textShape},
                                      {"newTag", &textShape},
                                      {"digest", &textShape}};
constexpr Shape imageShape{Record, nullptr, imageFields};
constexpr Shape imagesShape{List, &imageShape};

constexpr FieldShape replicaFields[] = {{"name", &textShape}, {"count", &numberShape}};
constexpr Shape replicaShape{Record, nullptr, replicaFields};
constexpr Shape replicasShape{List, &replicaShape};

constexpr FieldShape fieldOptionFields[] = {{"delimiter", &textShape},
                                            {"index", &numberShape},
                                            {"encoding", &textShape},
                                            {"create", &flagShape}};
constexpr Shape fieldOptionsShape{Record, nullptr, fieldOptionFields};

constexpr FieldShape sourceFields[] = {{"group", &textShape},          {"version", &textShape},
                                       {"kind", &textShape},           {"name", &textShape},
                                       {"namespace", &textShape},      {"fieldPath", &textShape},
                                       {"options", &fieldOptionsShape}};
constexpr Shape sourceShape{Record, nullptr, sourceFields};

constexpr FieldShape targetFields[] = {{"select", &selectorShape},
                                       {"reject", &selectorsShape},
                                       {"fieldPaths", &textListShape},
                                       {"options", &fieldOptionsShape}};
constexpr Shape targetShape{Record, nullptr, targetFields};
constexpr Shape targetsShape{List, &targetShape};

constexpr FieldShape replacementFields[] = {{"source", &sourceShape},
                                            {"targets", &targetsShape},
                                            {"sourceValue", &textShape},
                                            {"path", &textShape}};
constexpr Shape replacementFieldShape{Record, nullptr, replacementFields};
constexpr Shape replacementsShape{List, &replacementFieldShape};

constexpr FieldShape objectReferenceFields[] = {
    {"apiVersion", &textShape}, {"group", &textShape}, {"version", &textShape},
    {"kind", &textShape},       {"name", &textShape},  {"namespace", &textShape}};
constexpr Shape objectReferenceShape{Record, nullptr, objectReferenceFields};
constexpr FieldShape fieldReferenceFields[] = {{"fieldPath", &textShape}};
constexpr Shape fieldReferenceShape{Record, nullptr, fieldReferenceFields};
constexpr FieldShape variableFields[] = {
    {"name", &textShape}, {"objref", &objectReferenceShape}, {"fieldref", &fieldReferenceShape}};
constexpr Shape variableShape{Record, nullptr, variableFields};
constexpr Shape variablesShape{List, &variableShape};

constexpr FieldShape legacySortFields[] = {{"orderFirst", &textListShape},
                                           {"orderLast", &textListShape}};
constexpr Shape legacySortShape{Record, nullptr, legacySortFields};
constexpr FieldShape sortFields[] = {{"order", &textShape},
                                     {"legacySortOptions", &legacySortShape}};
constexpr Shape sortShape{Record, nullptr, sortFields};

constexpr FieldShape generatorOptionFields[] = {{"labels", &textMapShape},
                                                {"annotations", &textMapShape},
                                                {"disableNameSuffixHash", &flagShape},
                                                {"immutable", &flagShape}};
constexpr Shape generatorOptionsShape{Record, nullptr, generatorOptionFields};

constexpr FieldShape configMapFields[] = {
    {"namespace", &textShape}, {"name", &textShape},
    {"behavior", &textShape},  {"literals", &textListShape},
    {"files", &textListShape}, {"envs", &textListShape},
    {"env", &textShape},       {"options", &generatorOptionsShape}};
constexpr Shape configMapShape{Record, nullptr, configMapFields};
constexpr Shape configMapsShape{List, &configMapShape};

constexpr FieldShape secretFields[] = {
    {"namespace", &textShape}, {"name", &textShape},
    {"behavior", &textShape},  {"literals", &textListShape},
    {"files", &textListShape}, {"envs", &textListShape},
    {"env", &textShape},       {"options", &generatorOptionsShape},
    {"type", &textShape}};
constexpr Shape secretShape{Record, nullptr, secretFields};
constexpr Shape secretsShape{List, &secretShape};

constexpr FieldShape helmGlobalFields[] = {{"chartHome", &textShape}, {"configHome", &textShape}};
constexpr Shape helmGlobalsShape{Record, nullptr, helmGlobalFields};

constexpr FieldShape helmChartFields[] = {
    {"name", &textShape},        {"version", &textShape},
    {"repo", &textShape},        {"releaseName", &textShape},
    {"namespace", &textShape},   {"additionalValuesFiles", &textListShape},
    {"valuesFile", &textShape},  {"valuesInline", &anythingShape},
    {"valuesMerge", &textShape}, {"includeCRDs", &flagShape},
    {"skipHooks", &flagShape},   {"apiVersions", &textListShape},
    {"kubeVersion", &textShape}, {"nameTemplate", &textShape},
    {"skipTests", &flagShape},   {"debug", &flagShape},
    {"devel", &flagShape}};
constexpr Shape helmChartShape{Record, nullptr, helmChartFields};
constexpr Shape helmChartsShape{List, &helmChartShape};

constexpr FieldShape oldHelmChartFields[] = {
    {"chartName", &textShape},    {"chartVersion", &textShape},  {"chartRepoUrl", &textShape},
    {"chartHome", &textShape},    {"chartRepoName", &textShape}, {"helmBin", &textShape},
    {"helmHome", &textShape},     {"values", &textShape},        {"valuesLocal", &anythingShape},
    {"valuesMerge", &textShape},  {"releaseName", &textShape},   {"releaseNamespace", &textShape},
    {"extraArgs", &textListShape}};
constexpr Shape oldHelmChartShape{Record, nullptr, oldHelmChartFields};
constexpr Shape oldHelmChartsShape{List, &oldHelmChartShape};

constexpr FieldShape kustomizationFields[] = {
    {"kind", &textShape},
    {"apiVersion", &textShape},
    {"metadata", &metadataShape},
    {"openapi", &textMapShape},
    {"namePrefix", &textShape},
    {"nameSuffix", &textShape},
    {"namespace", &textShape},
    {"commonLabels", &textMapShape},
    {"labels", &labelsShape},
    {"commonAnnotations", &textMapShape},
    {"patchesStrategicMerge", &textListShape},
    {"patchesJson6902", &patchesShape},
    {"patches", &patchesShape},
    {"images", &imagesShape},
    {"imageTags", &imagesShape},
    {"replacements", &replacementsShape},
    {"replicas", &replicasShape},
    {"vars", &variablesShape},
    {"sortOptions", &sortShape},
    {"resources", &textListShape},
    {"components", &textListShape},
    {"crds", &textListShape},
    {"bases", &textListShape},
    {"configMapGenerator", &configMapsShape},
    {"secretGenerator", &secretsShape},
    {"helmGlobals", &helmGlobalsShape},
    {"helmCharts", &helmChartsShape},
    {"helmChartInflationGenerator", &oldHelmChartsShape},
    {"generatorOptions", &generatorOptionsShape},
    {"configurations", &textListShape},
    {"generators", &textListShape},
    {"transformers", &textListShape},
    {"validators", &textListShape},
    {"buildMetadata", &textListShape},
};

constexpr FieldShape nameReferenceFields[] = {{"group", &textShape},
                                              {"version", &textShape},
                                              {"kind", &textShape},
                                              {"fieldSpecs", &fieldSpecsShape}};
constexpr Shape nameReferenceShape{Record, nullptr, nameReferenceFields};
constexpr Shape nameReferencesShape{List, &nameReferenceShape};

constexpr FieldShape transformerConfigFields[] = {
    {"namePrefix", &fieldSpecsShape},
    {"nameSuffix", &fieldSpecsShape},
    {"namespace", &fieldSpecsShape},
    {"commonLabels", &fieldSpecsShape},
    {"labels", &fieldSpecsShape},
    {"templateLabels", &fieldSpecsShape},
    {"commonAnnotations", &fieldSpecsShape},
    {"nameReference", &nameReferencesShape},
    {"varReference", &fieldSpecsShape},
    {"images", &fieldSpecsShape},
    {"replicas", &fieldSpecsShape},
};

// The fields of each plugin's configuration beside apiVersion and kind, which all have.

constexpr FieldShape configMapPluginFields[] = {{"metadata", &metadataShape},
                                                {"namespace", &textShape},
                                                {"name", &textShape},
                                                {"behavior", &textShape},
                                                {"literals", &textListShape},
                                                {"files", &textListShape},
                                                {"envs", &textListShape},
                                                {"env", &textShape},
                                                {"options", &generatorOptionsShape}};
constexpr FieldShape secretPluginFields[] = {
    {"metadata", &metadataShape}, {"namespace", &textShape},    {"name", &textShape},
    {"behavior", &textShape},     {"literals", &textListShape}, {"files", &textListShape},
    {"envs", &textListShape},     {"env", &textShape},          {"options", &generatorOptionsShape},
    {"type", &textShape}};
constexpr FieldShape kubernetesServiceFields[] = {{"name", &textShape}, {"namespace", &textShape}};
constexpr Shape kubernetesServiceShape{Record, nullptr, kubernetesServiceFields};
constexpr FieldShape serviceAccountFields[] = {{"name", &textShape}, {"projectId", &textShape}};
constexpr Shape serviceAccountShape{Record, nullptr, serviceAccountFields};
constexpr FieldShape iamPolicyFields[] = {{"cloud", &textShape},
                                          {"kubernetesService", &kubernetesServiceShape},
                                          {"serviceAccount", &serviceAccountShape}};
constexpr FieldShape helmPluginFields[] = {
    {"chartHome", &textShape},   {"configHome", &textShape},
    {"name", &textShape},        {"version", &textShape},
    {"repo", &textShape},        {"releaseName", &textShape},
    {"namespace", &textShape},   {"additionalValuesFiles", &textListShape},
    {"valuesFile", &textShape},  {"valuesInline", &anythingShape},
    {"valuesMerge", &textShape}, {"includeCRDs", &flagShape},
    {"skipHooks", &flagShape},   {"apiVersions", &textListShape},
    {"kubeVersion", &textShape}, {"nameTemplate", &textShape},
    {"skipTests", &flagShape},   {"debug", &flagShape},
    {"devel", &flagShape}};
constexpr FieldShape labelPluginFields[] = {{"labels", &textMapShape},
                                            {"fieldSpecs", &fieldSpecsShape}};
constexpr FieldShape annotationPluginFields[] = {{"annotations", &textMapShape},
                                                 {"fieldSpecs", &fieldSpecsShape}};
constexpr FieldShape namespacePluginFields[] = {{"metadata", &metadataShape},
                                                {"fieldSpecs", &fieldSpecsShape},
                                                {"unsetOnly", &flagShape},
                                                {"setRoleBindingSubjects", &textShape}};
constexpr FieldShape jsonPatchPluginFields[] = {
    {"target", &selectorShape}, {"path", &textShape}, {"jsonOp", &textShape}};
constexpr FieldShape mergePatchPluginFields[] = {{"paths", &textListShape},
                                                 {"patches", &textShape}};
constexpr FieldShape prefixPluginFields[] = {{"prefix", &textShape},
                                             {"fieldSpecs", &fieldSpecsShape}};
constexpr FieldShape suffixPluginFields[] = {{"suffix", &textShape},
                                             {"fieldSpecs", &fieldSpecsShape}};
constexpr FieldShape affixPluginFields[] = {
    {"prefix", &textShape}, {"suffix", &textShape}, {"fieldSpecs", &fieldSpecsShape}};
constexpr FieldShape replacementPluginFields[] = {{"replacements", &replacementsShape}};
constexpr FieldShape replicaPluginFields[] = {{"replica", &replicaShape},
                                              {"fieldSpecs", &fieldSpecsShape}};
constexpr FieldShape imagePluginFields[] = {{"imageTag", &imageShape},
                                            {"fieldSpecs", &fieldSpecsShape}};
constexpr FieldShape valueAddTargetFields[] = {
    {"selector", &selectorShape}, {"fieldPath", &textShape}, {"filePathPosition", &numberShape}};
constexpr Shape valueAddTargetShape{Record, nullptr, valueAddTargetFields};
constexpr Shape valueAddTargetListShape{List, &valueAddTargetShape};
constexpr FieldShape valueAddPluginFields[] = {
    {"value", &textShape}, {"targets", &valueAddTargetListShape}, {"targetFilePath", &textShape}};
constexpr FieldShape valueAddFileFields[] = {{"targets", &valueAddTargetListShape}};

struct PluginShape
{
    std::string_view kind;
    Shape shape;
};

constexpr PluginShape pluginShapes[] = {
    {"ConfigMapGenerator", {Record, nullptr, configMapPluginFields}},
    {"SecretGenerator", {Record, nullptr, secretPluginFields}},
    {"IAMPolicyGenerator", {Record, nullptr, iamPolicyFields}},
    {"HelmChartInflationGenerator", {Record, nullptr, helmPluginFields}},
    {"AnnotationsTransformer", {Record, nullptr, annotationPluginFields}},
    {"HashTransformer", {Record, nullptr, {}}},
    {"ImageTagTransformer", {Record, nullptr, imagePluginFields}},
    {"LabelTransformer", {Record, nullptr, labelPluginFields}},
    {"NamespaceTransformer", {Record, nullptr, namespacePluginFields}},
    {"PatchJson6902Transformer", {Record, nullptr, jsonPatchPluginFields}},
    {"PatchStrategicMergeTransformer", {Record, nullptr, mergePatchPluginFields}},
    {"PatchTransformer", {Record, nullptr, patchFields}},
    {"PrefixTransformer", {Record, nullptr, prefixPluginFields}},
    {"SuffixTransformer", {Record, nullptr, suffixPluginFields}},
    {"PrefixSuffixTransformer", {Record, nullptr, affixPluginFields}},
    {"ReplacementTransformer", {Record, nullptr, replacementPluginFields}},
    {"ReplicaCountTransformer", {Record, nullptr, replicaPluginFields}},
    {"ValueAddTransformer", {Record, nullptr, valueAddPluginFields}},
};

} // namespace

const Shape kustomizationShape{Record, nullptr, kustomizationFields};
const Shape transformerConfigShape{Record, nullptr, transformerConfigFields};
const Shape replacementShape = replacementFieldShape;
const Shape valueAddTargetsShape{Record, nullptr, valueAddFileFields};

const Shape *pluginShape(std::string_view kind)
{
    const auto found = std::ranges::find(pluginShapes, kind, &PluginShape::kind);
    return found == std::end(pluginShapes) ? nullptr : &found->shape;
}

} // namespace plumb::kustomize
