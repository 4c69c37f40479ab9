// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/kustomize/defaultfieldspecs.h"

#include <string_view>

namespace plumb::kustomize {

namespace {

struct Row
{
    std::string_view group;
    std::string_view version;
    std::string_view kind;
    std::string_view path;
    bool create;
};

constexpr Row selectorRows[] = {
    {"", "v1", "Service", "spec/selector", true},
    {"", "v1", "ReplicationController", "spec/selector", true},
    {"", "", "Deployment", "spec/selector/matchLabels", true},
    {"apps", "", "Deployment",
     "spec/template/spec/affinity/podAffinity/preferredDuringSchedulingIgnoredDuringExecution/"
     "podAffinityTerm/labelSelector/matchLabels",
     false},
    {"apps", "", "Deployment",
     "spec/template/spec/affinity/podAffinity/requiredDuringSchedulingIgnoredDuringExecution/"
     "labelSelector/matchLabels",
     false},
    {"apps", "", "Deployment",
     "spec/template/spec/affinity/podAntiAffinity/preferredDuringSchedulingIgnoredDuringExecution/"
     "podAffinityTerm/labelSelector/matchLabels",
     false},
    {"apps", "", "Deployment",
     "spec/template/spec/affinity/podAntiAffinity/requiredDuringSchedulingIgnoredDuringExecution/"
     "labelSelector/matchLabels",
     false},
    {"apps", "", "Deployment",
     "spec/template/spec/topologySpreadConstraints/labelSelector/matchLabels", false},
    {"", "", "ReplicaSet", "spec/selector/matchLabels", true},
    {"", "", "DaemonSet", "spec/selector/matchLabels", true},
    {"apps", "", "StatefulSet", "spec/selector/matchLabels", true},
    {"apps", "", "StatefulSet",
     "spec/template/spec/affinity/podAffinity/preferredDuringSchedulingIgnoredDuringExecution/"
     "podAffinityTerm/labelSelector/matchLabels",
     false},
    {"apps", "", "StatefulSet",
     "spec/template/spec/affinity/podAffinity/requiredDuringSchedulingIgnoredDuringExecution/"
     "labelSelector/matchLabels",
     false},
    {"apps", "", "StatefulSet",
     "spec/template/spec/affinity/podAntiAffinity/preferredDuringSchedulingIgnoredDuringExecution/"
     "podAffinityTerm/labelSelector/matchLabels",
     false},
    {"apps", "", "StatefulSet",
     "spec/template/spec/affinity/podAntiAffinity/requiredDuringSchedulingIgnoredDuringExecution/"
     "labelSelector/matchLabels",
     false},
    {"apps", "", "StatefulSet",
     "spec/template/spec/topologySpreadConstraints/labelSelector/matchLabels", false},
    {"batch", "", "Job", "spec/selector/matchLabels", false},
    {"batch", "", "CronJob", "spec/jobTemplate/spec/selector/matchLabels", false},
    {"policy", "", "PodDisruptionBudget", "spec/selector/matchLabels", false},
    {"networking.k8s.io", "", "NetworkPolicy", "spec/podSelector/matchLabels", false},
    {"networking.k8s.io", "", "NetworkPolicy", "spec/ingress/from/podSelector/matchLabels", false},
    {"networking.k8s.io", "", "NetworkPolicy", "spec/egress/to/podSelector/matchLabels", false},
};

constexpr Row metadataLabelRows[] = {
    {"", "", "", "metadata/labels", true},
    {"", "v1", "ReplicationController", "spec/template/metadata/labels", true},
    {"", "", "Deployment", "spec/template/metadata/labels", true},
    {"", "", "ReplicaSet", "spec/template/metadata/labels", true},
    {"", "", "DaemonSet", "spec/template/metadata/labels", true},
    {"apps", "", "StatefulSet", "spec/template/metadata/labels", true},
    {"apps", "", "StatefulSet", "spec/volumeClaimTemplates[]/metadata/labels", true},
    {"batch", "", "Job", "spec/template/metadata/labels", true},
    {"batch", "", "CronJob", "spec/jobTemplate/metadata/labels", true},
    {"batch", "", "CronJob", "spec/jobTemplate/spec/template/metadata/labels", true},
};

constexpr Row annotationRows[] = {
    {"", "", "", "metadata/annotations", true},
    {"", "v1", "ReplicationController", "spec/template/metadata/annotations", true},
    {"", "", "Deployment", "spec/template/metadata/annotations", true},
    {"", "", "ReplicaSet", "spec/template/metadata/annotations", true},
    {"", "", "DaemonSet", "spec/template/metadata/annotations", true},
    {"", "", "StatefulSet", "spec/template/metadata/annotations", true},
    {"batch", "", "Job", "spec/template/metadata/annotations", true},
    {"batch", "", "CronJob", "spec/jobTemplate/metadata/annotations", true},
    {"batch", "", "CronJob", "spec/jobTemplate/spec/template/metadata/annotations", true},
};

constexpr Row namespaceRows[] = {
    {"", "", "Namespace", "metadata/name", true},
    {"apiregistration.k8s.io", "", "APIService", "spec/service/namespace", true},
    {"apiextensions.k8s.io", "", "CustomResourceDefinition",
     "spec/conversion/webhook/clientConfig/service/namespace", false},
};

constexpr Row imageRows[] = {
    {"", "", "", "spec/containers[]/image", true},
    {"", "", "", "spec/initContainers[]/image", true},
    {"", "", "", "spec/volumes[]/image/reference", true},
    {"", "", "", "spec/template/spec/containers[]/image", true},
    {"", "", "", "spec/template/spec/initContainers[]/image", true},
    {"", "", "", "spec/template/spec/volumes[]/image/reference", true},
};

constexpr Row replicaRows[] = {
    {"", "", "Deployment", "spec/replicas", true},
    {"", "", "ReplicationController", "spec/replicas", true},
    {"", "", "ReplicaSet", "spec/replicas", true},
    {"", "", "StatefulSet", "spec/replicas", true},
};

template<std::size_t count>
void append(FieldSpecs &specs, const Row (&rows)[count])
{
    for (const Row &row : rows) {
        specs.push_back(
            {.gvk = {std::string(row.group), std::string(row.version), std::string(row.kind)},
             .path = std::string(row.path),
             .create = row.create});
    }
}

template<std::size_t count>
FieldSpecs specsOf(const Row (&rows)[count])
{
    FieldSpecs specs;
    append(specs, rows);
    return specs;
}

} // namespace

FieldSpecs defaultCommonLabelSpecs()
{
    FieldSpecs specs = specsOf(selectorRows);
    append(specs, metadataLabelRows);
    return specs;
}

FieldSpecs defaultTemplateLabelSpecs()
{
    return specsOf(metadataLabelRows);
}

FieldSpecs defaultAnnotationSpecs()
{
    return specsOf(annotationRows);
}

FieldSpecs defaultNamespaceSpecs()
{
    return specsOf(namespaceRows);
}

FieldSpecs defaultImageSpecs()
{
    return specsOf(imageRows);
}

FieldSpecs defaultReplicaSpecs()
{
    return specsOf(replicaRows);
}

} // namespace plumb::kustomize
