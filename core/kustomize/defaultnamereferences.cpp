// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/kustomize/transformerconfig.h"

#include <span>

namespace plumb::kustomize {

namespace {

struct Referrer
{
    std::string_view group;
    std::string_view version;
    std::string_view kind;
    std::string_view path;
};

constexpr Referrer deploymentReferrers[] = {
    {"", "", "HorizontalPodAutoscaler", "spec/scaleTargetRef/name"},
};

constexpr Referrer replicationControllerReferrers[] = {
    {"", "", "HorizontalPodAutoscaler", "spec/scaleTargetRef/name"},
};

constexpr Referrer replicaSetReferrers[] = {
    {"", "", "HorizontalPodAutoscaler", "spec/scaleTargetRef/name"},
};

constexpr Referrer statefulSetReferrers[] = {
    {"", "", "HorizontalPodAutoscaler", "spec/scaleTargetRef/name"},
};

constexpr Referrer configMapReferrers[] = {
    {"", "v1", "Pod", "spec/volumes/configMap/name"},
    {"", "v1", "Pod", "spec/containers/env/valueFrom/configMapKeyRef/name"},
    {"", "v1", "Pod", "spec/initContainers/env/valueFrom/configMapKeyRef/name"},
    {"", "v1", "Pod", "spec/containers/envFrom/configMapRef/name"},
    {"", "v1", "Pod", "spec/initContainers/envFrom/configMapRef/name"},
    {"", "v1", "Pod", "spec/volumes/projected/sources/configMap/name"},
    {"", "", "PodTemplate", "template/spec/volumes/configMap/name"},
    {"", "", "PodTemplate", "template/spec/containers/env/valueFrom/configMapKeyRef/name"},
    {"", "", "PodTemplate", "template/spec/initContainers/env/valueFrom/configMapKeyRef/name"},
    {"", "", "PodTemplate", "template/spec/containers/envFrom/configMapRef/name"},
    {"", "", "PodTemplate", "template/spec/initContainers/envFrom/configMapRef/name"},
    {"", "", "PodTemplate", "template/spec/volumes/projected/sources/configMap/name"},
    {"", "", "Deployment", "spec/template/spec/volumes/configMap/name"},
    {"", "", "Deployment", "spec/template/spec/containers/env/valueFrom/configMapKeyRef/name"},
    {"", "", "Deployment", "spec/template/spec/initContainers/env/valueFrom/configMapKeyRef/name"},
    {"", "", "Deployment", "spec/template/spec/containers/envFrom/configMapRef/name"},
    {"", "", "Deployment", "spec/template/spec/initContainers/envFrom/configMapRef/name"},
    {"", "", "Deployment", "spec/template/spec/volumes/projected/sources/configMap/name"},
    {"", "", "ReplicaSet", "spec/template/spec/volumes/configMap/name"},
    {"", "", "ReplicaSet", "spec/template/spec/containers/env/valueFrom/configMapKeyRef/name"},
    {"", "", "ReplicaSet", "spec/template/spec/initContainers/env/valueFrom/configMapKeyRef/name"},
    {"", "", "ReplicaSet", "spec/template/spec/containers/envFrom/configMapRef/name"},
    {"", "", "ReplicaSet", "spec/template/spec/initContainers/envFrom/configMapRef/name"},
    {"", "", "ReplicaSet", "spec/template/spec/volumes/projected/sources/configMap/name"},
    {"", "", "DaemonSet", "spec/template/spec/volumes/configMap/name"},
    {"", "", "DaemonSet", "spec/template/spec/containers/env/valueFrom/configMapKeyRef/name"},
    {"", "", "DaemonSet", "spec/template/spec/initContainers/env/valueFrom/configMapKeyRef/name"},
    {"", "", "DaemonSet", "spec/template/spec/containers/envFrom/configMapRef/name"},
    {"", "", "DaemonSet", "spec/template/spec/initContainers/envFrom/configMapRef/name"},
    {"", "", "DaemonSet", "spec/template/spec/volumes/projected/sources/configMap/name"},
    {"", "", "StatefulSet", "spec/template/spec/volumes/configMap/name"},
    {"", "", "StatefulSet", "spec/template/spec/containers/env/valueFrom/configMapKeyRef/name"},
    {"", "", "StatefulSet", "spec/template/spec/initContainers/env/valueFrom/configMapKeyRef/name"},
    {"", "", "StatefulSet", "spec/template/spec/containers/envFrom/configMapRef/name"},
    {"", "", "StatefulSet", "spec/template/spec/initContainers/envFrom/configMapRef/name"},
    {"", "", "StatefulSet", "spec/template/spec/volumes/projected/sources/configMap/name"},
    {"", "", "Job", "spec/template/spec/volumes/configMap/name"},
    {"", "", "Job", "spec/template/spec/containers/env/valueFrom/configMapKeyRef/name"},
    {"", "", "Job", "spec/template/spec/initContainers/env/valueFrom/configMapKeyRef/name"},
    {"", "", "Job", "spec/template/spec/containers/envFrom/configMapRef/name"},
    {"", "", "Job", "spec/template/spec/initContainers/envFrom/configMapRef/name"},
    {"", "", "Job", "spec/template/spec/volumes/projected/sources/configMap/name"},
    {"", "", "CronJob", "spec/jobTemplate/spec/template/spec/volumes/configMap/name"},
    {"", "", "CronJob",
     "spec/jobTemplate/spec/template/spec/volumes/projected/sources/configMap/name"},
    {"", "", "CronJob",
     "spec/jobTemplate/spec/template/spec/containers/env/valueFrom/configMapKeyRef/name"},
    {"", "", "CronJob",
     "spec/jobTemplate/spec/template/spec/initContainers/env/valueFrom/configMapKeyRef/name"},
    {"", "", "CronJob", "spec/jobTemplate/spec/template/spec/containers/envFrom/configMapRef/name"},
    {"", "", "CronJob",
     "spec/jobTemplate/spec/template/spec/initContainers/envFrom/configMapRef/name"},
    {"", "", "Node", "spec/configSource/configMap"},
    {"", "", "Role", "rules/resourceNames"},
    {"", "", "ClusterRole", "rules/resourceNames"},
    {"", "", "Ingress",
     "metadata/annotations/nginx.ingress.kubernetes.io\\/fastcgi-params-configmap"},
};

constexpr Referrer secretReferrers[] = {
    {"", "v1", "Pod", "spec/volumes/secret/secretName"},
    {"", "v1", "Pod", "spec/containers/env/valueFrom/secretKeyRef/name"},
    {"", "v1", "Pod", "spec/initContainers/env/valueFrom/secretKeyRef/name"},
    {"", "v1", "Pod", "spec/containers/envFrom/secretRef/name"},
    {"", "v1", "Pod", "spec/initContainers/envFrom/secretRef/name"},
    {"", "v1", "Pod", "spec/imagePullSecrets/name"},
    {"", "v1", "Pod", "spec/volumes/projected/sources/secret/name"},
    {"", "", "PodTemplate", "template/spec/volumes/secret/secretName"},
    {"", "", "PodTemplate", "template/spec/containers/env/valueFrom/secretKeyRef/name"},
    {"", "", "PodTemplate", "template/spec/initContainers/env/valueFrom/secretKeyRef/name"},
    {"", "", "PodTemplate", "template/spec/containers/envFrom/secretRef/name"},
    {"", "", "PodTemplate", "template/spec/initContainers/envFrom/secretRef/name"},
    {"", "", "PodTemplate", "template/spec/imagePullSecrets/name"},
    {"", "", "PodTemplate", "template/spec/volumes/projected/sources/secret/name"},
    {"", "", "Deployment", "spec/template/spec/volumes/secret/secretName"},
    {"", "", "Deployment", "spec/template/spec/containers/env/valueFrom/secretKeyRef/name"},
    {"", "", "Deployment", "spec/template/spec/initContainers/env/valueFrom/secretKeyRef/name"},
    {"", "", "Deployment", "spec/template/spec/containers/envFrom/secretRef/name"},
    {"", "", "Deployment", "spec/template/spec/initContainers/envFrom/secretRef/name"},
    {"", "", "Deployment", "spec/template/spec/imagePullSecrets/name"},
    {"", "", "Deployment", "spec/template/spec/volumes/projected/sources/secret/name"},
    {"", "", "ReplicaSet", "spec/template/spec/volumes/secret/secretName"},
    {"", "", "ReplicaSet", "spec/template/spec/containers/env/valueFrom/secretKeyRef/name"},
    {"", "", "ReplicaSet", "spec/template/spec/initContainers/env/valueFrom/secretKeyRef/name"},
    {"", "", "ReplicaSet", "spec/template/spec/containers/envFrom/secretRef/name"},
    {"", "", "ReplicaSet", "spec/template/spec/initContainers/envFrom/secretRef/name"},
    {"", "", "ReplicaSet", "spec/template/spec/imagePullSecrets/name"},
    {"", "", "ReplicaSet", "spec/template/spec/volumes/projected/sources/secret/name"},
    {"", "", "DaemonSet", "spec/template/spec/volumes/secret/secretName"},
    {"", "", "DaemonSet", "spec/template/spec/containers/env/valueFrom/secretKeyRef/name"},
    {"", "", "DaemonSet", "spec/template/spec/initContainers/env/valueFrom/secretKeyRef/name"},
    {"", "", "DaemonSet", "spec/template/spec/containers/envFrom/secretRef/name"},
    {"", "", "DaemonSet", "spec/template/spec/initContainers/envFrom/secretRef/name"},
    {"", "", "DaemonSet", "spec/template/spec/imagePullSecrets/name"},
    {"", "", "DaemonSet", "spec/template/spec/volumes/projected/sources/secret/name"},
    {"", "", "StatefulSet", "spec/template/spec/volumes/secret/secretName"},
    {"", "", "StatefulSet", "spec/template/spec/containers/env/valueFrom/secretKeyRef/name"},
    {"", "", "StatefulSet", "spec/template/spec/initContainers/env/valueFrom/secretKeyRef/name"},
    {"", "", "StatefulSet", "spec/template/spec/containers/envFrom/secretRef/name"},
    {"", "", "StatefulSet", "spec/template/spec/initContainers/envFrom/secretRef/name"},
    {"", "", "StatefulSet", "spec/template/spec/imagePullSecrets/name"},
    {"", "", "StatefulSet", "spec/template/spec/volumes/projected/sources/secret/name"},
    {"", "", "Job", "spec/template/spec/volumes/secret/secretName"},
    {"", "", "Job", "spec/template/spec/containers/env/valueFrom/secretKeyRef/name"},
    {"", "", "Job", "spec/template/spec/initContainers/env/valueFrom/secretKeyRef/name"},
    {"", "", "Job", "spec/template/spec/containers/envFrom/secretRef/name"},
    {"", "", "Job", "spec/template/spec/initContainers/envFrom/secretRef/name"},
    {"", "", "Job", "spec/template/spec/imagePullSecrets/name"},
    {"", "", "Job", "spec/template/spec/volumes/projected/sources/secret/name"},
    {"", "", "CronJob", "spec/jobTemplate/spec/template/spec/volumes/secret/secretName"},
    {"", "", "CronJob",
     "spec/jobTemplate/spec/template/spec/volumes/projected/sources/secret/name"},
    {"", "", "CronJob",
     "spec/jobTemplate/spec/template/spec/containers/env/valueFrom/secretKeyRef/name"},
    {"", "", "CronJob",
     "spec/jobTemplate/spec/template/spec/initContainers/env/valueFrom/secretKeyRef/name"},
    {"", "", "CronJob", "spec/jobTemplate/spec/template/spec/containers/envFrom/secretRef/name"},
    {"", "", "CronJob",
     "spec/jobTemplate/spec/template/spec/initContainers/envFrom/secretRef/name"},
    {"", "", "CronJob", "spec/jobTemplate/spec/template/spec/imagePullSecrets/name"},
    {"", "", "Ingress", "spec/tls/secretName"},
    {"", "", "Ingress", "metadata/annotations/ingress.kubernetes.io\\/auth-secret"},
    {"", "", "Ingress", "metadata/annotations/nginx.ingress.kubernetes.io\\/auth-secret"},
    {"", "", "Ingress", "metadata/annotations/nginx.ingress.kubernetes.io\\/auth-tls-secret"},
    {"", "", "ServiceAccount", "imagePullSecrets/name"},
    {"", "", "StorageClass", "parameters/secretName"},
    {"", "", "StorageClass", "parameters/adminSecretName"},
    {"", "", "StorageClass", "parameters/userSecretName"},
    {"", "", "StorageClass", "parameters/secretRef"},
    {"", "", "Role", "rules/resourceNames"},
    {"", "", "ClusterRole", "rules/resourceNames"},
    {"serving.knative.dev", "v1", "Service",
     "spec/template/spec/containers/env/valueFrom/secretKeyRef/name"},
    {"", "", "PersistentVolume", "spec/azureFile/secretName"},
};

constexpr Referrer serviceReferrers[] = {
    {"apps", "", "StatefulSet", "spec/serviceName"},
    {"", "", "Ingress", "spec/rules/http/paths/backend/serviceName"},
    {"", "", "Ingress", "spec/backend/serviceName"},
    {"", "", "Ingress", "spec/rules/http/paths/backend/service/name"},
    {"", "", "Ingress", "spec/defaultBackend/service/name"},
    {"apiregistration.k8s.io", "", "APIService", "spec/service/name"},
    {"admissionregistration.k8s.io", "", "ValidatingWebhookConfiguration",
     "webhooks/clientConfig/service"},
    {"admissionregistration.k8s.io", "", "MutatingWebhookConfiguration",
     "webhooks/clientConfig/service"},
};

constexpr Referrer roleReferrers[] = {
    {"rbac.authorization.k8s.io", "", "RoleBinding", "roleRef/name"},
};

constexpr Referrer clusterRoleReferrers[] = {
    {"rbac.authorization.k8s.io", "", "RoleBinding", "roleRef/name"},
    {"rbac.authorization.k8s.io", "", "ClusterRoleBinding", "roleRef/name"},
};

constexpr Referrer serviceAccountReferrers[] = {
    {"rbac.authorization.k8s.io", "", "RoleBinding", "subjects"},
    {"rbac.authorization.k8s.io", "", "ClusterRoleBinding", "subjects"},
    {"", "", "Pod", "spec/serviceAccountName"},
    {"", "", "StatefulSet", "spec/template/spec/serviceAccountName"},
    {"", "", "Deployment", "spec/template/spec/serviceAccountName"},
    {"", "", "ReplicationController", "spec/template/spec/serviceAccountName"},
    {"", "", "CronJob", "spec/jobTemplate/spec/template/spec/serviceAccountName"},
    {"", "", "Job", "spec/template/spec/serviceAccountName"},
    {"", "", "DaemonSet", "spec/template/spec/serviceAccountName"},
};

constexpr Referrer persistentVolumeClaimReferrers[] = {
    {"", "", "Pod", "spec/volumes/persistentVolumeClaim/claimName"},
    {"", "", "StatefulSet", "spec/template/spec/volumes/persistentVolumeClaim/claimName"},
    {"", "", "Deployment", "spec/template/spec/volumes/persistentVolumeClaim/claimName"},
    {"", "", "ReplicationController", "spec/template/spec/volumes/persistentVolumeClaim/claimName"},
    {"", "", "CronJob",
     "spec/jobTemplate/spec/template/spec/volumes/persistentVolumeClaim/claimName"},
    {"", "", "Job", "spec/template/spec/volumes/persistentVolumeClaim/claimName"},
    {"", "", "DaemonSet", "spec/template/spec/volumes/persistentVolumeClaim/claimName"},
};

constexpr Referrer persistentVolumeReferrers[] = {
    {"", "", "PersistentVolumeClaim", "spec/volumeName"},
    {"", "", "ClusterRole", "rules/resourceNames"},
};

constexpr Referrer storageClassReferrers[] = {
    {"", "", "PersistentVolume", "spec/storageClassName"},
    {"", "", "PersistentVolumeClaim", "spec/storageClassName"},
    {"", "", "StatefulSet", "spec/volumeClaimTemplates/spec/storageClassName"},
};

constexpr Referrer priorityClassReferrers[] = {
    {"", "", "Pod", "spec/priorityClassName"},
    {"", "", "StatefulSet", "spec/template/spec/priorityClassName"},
    {"", "", "Deployment", "spec/template/spec/priorityClassName"},
    {"", "", "ReplicationController", "spec/template/spec/priorityClassName"},
    {"", "", "CronJob", "spec/jobTemplate/spec/template/spec/priorityClassName"},
    {"", "", "Job", "spec/template/spec/priorityClassName"},
    {"", "", "DaemonSet", "spec/template/spec/priorityClassName"},
};

constexpr Referrer ingressClassReferrers[] = {
    {"", "", "Ingress", "spec/ingressClassName"},
};

constexpr Referrer validatingAdmissionPolicyReferrers[] = {
    {"admissionregistration.k8s.io", "", "ValidatingAdmissionPolicyBinding", "spec/policyName"},
};

struct Target
{
    std::string_view group;
    std::string_view version;
    std::string_view kind;
    std::span<const Referrer> referrers;
};

constexpr Target targets[] = {
    {"", "", "Deployment", deploymentReferrers},
    {"", "", "ReplicationController", replicationControllerReferrers},
    {"", "", "ReplicaSet", replicaSetReferrers},
    {"", "", "StatefulSet", statefulSetReferrers},
    {"", "v1", "ConfigMap", configMapReferrers},
    {"", "v1", "Secret", secretReferrers},
    {"", "v1", "Service", serviceReferrers},
    {"rbac.authorization.k8s.io", "", "Role", roleReferrers},
    {"rbac.authorization.k8s.io", "", "ClusterRole", clusterRoleReferrers},
    {"", "v1", "ServiceAccount", serviceAccountReferrers},
    {"", "v1", "PersistentVolumeClaim", persistentVolumeClaimReferrers},
    {"", "v1", "PersistentVolume", persistentVolumeReferrers},
    {"storage.k8s.io", "v1", "StorageClass", storageClassReferrers},
    {"scheduling.k8s.io", "v1", "PriorityClass", priorityClassReferrers},
    {"networking.k8s.io/v1", "v1", "IngressClass", ingressClassReferrers},
    {"admissionregistration.k8s.io", "", "ValidatingAdmissionPolicy",
     validatingAdmissionPolicyReferrers},
};

} // namespace

std::vector<NameReference> defaultNameReferences()
{
    std::vector<NameReference> references;
    for (const Target &target : targets) {
        NameReference &reference = references.emplace_back();
        reference.target = {std::string(target.group), std::string(target.version),
                            std::string(target.kind)};
        for (const Referrer &referrer : target.referrers) {
            reference.referrers.push_back(
                {.gvk = {std::string(referrer.group), std::string(referrer.version),
                         std::string(referrer.kind)},
                 .path = std::string(referrer.path)});
        }
    }
    return references;
}

} // namespace plumb::kustomize
