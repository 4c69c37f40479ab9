// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

// From pkg/apis/*/v1/defaults.go and zz_generated.defaults.go of Kubernetes 1.36.

#include "core/ssa/defaultrules.h"

namespace plumb::ssa {

namespace {

constexpr DefaultRule pod[] = {
    {"dnsPolicy", R"("ClusterFirst")"},
    {"restartPolicy", R"("Always")"},
    {"securityContext", "{}"},
    {"terminationGracePeriodSeconds", "30"},
    {"schedulerName", R"("default-scheduler")"},
    {"volumes[].secret.defaultMode", "420"},
    {"volumes[].configMap.defaultMode", "420"},
    {"volumes[].downwardAPI.defaultMode", "420"},
    {"volumes[].downwardAPI.items[].fieldRef.apiVersion", R"("v1")"},
    {"volumes[].projected.defaultMode", "420"},
    {"volumes[].projected.sources[].serviceAccountToken.expirationSeconds", "3600"},
    {"volumes[].projected.sources[].downwardAPI.items[].fieldRef.apiVersion", R"("v1")"},
    {"volumes[].hostPath.type", R"("")"},
    {"volumes[].iscsi.iscsiInterface", R"("default")"},
    {"volumes[].rbd.pool", R"("rbd")"},
    {"volumes[].rbd.user", R"("admin")"},
    {"volumes[].rbd.keyring", R"("/etc/ceph/keyring")"},
    {"volumes[].azureDisk.cachingMode", R"("ReadWrite")"},
    {"volumes[].azureDisk.fsType", R"("ext4")"},
    {"volumes[].azureDisk.readOnly", "false"},
    {"volumes[].azureDisk.kind", R"("Shared")"},
    {"volumes[].scaleIO.storageMode", R"("ThinProvisioned")"},
    {"volumes[].scaleIO.fsType", R"("xfs")"},
    {"volumes[].ephemeral.volumeClaimTemplate.spec.volumeMode", R"("Filesystem")"},
};

constexpr DefaultRule container[] = {
    {"terminationMessagePath", R"("/dev/termination-log")"},
    {"terminationMessagePolicy", R"("File")"},
    {"resources", "{}"},
    {"ports[].protocol", R"("TCP")"},
    {"env[].valueFrom.fieldRef.apiVersion", R"("v1")"},
    {"env[].valueFrom.fileKeyRef.optional", "false"},
    {"lifecycle.postStart.httpGet.path", R"("/")"},
    {"lifecycle.postStart.httpGet.scheme", R"("HTTP")"},
    {"lifecycle.preStop.httpGet.path", R"("/")"},
    {"lifecycle.preStop.httpGet.scheme", R"("HTTP")"},
};

constexpr DefaultRule probe[] = {
    {"timeoutSeconds", "1"},   {"periodSeconds", "10"},    {"successThreshold", "1"},
    {"failureThreshold", "3"}, {"httpGet.path", R"("/")"}, {"httpGet.scheme", R"("HTTP")"},
    {"grpc.service", R"("")"},
};

constexpr DefaultRule barePod[] = {
    {"spec.enableServiceLinks", "true"},
};

constexpr DefaultRule deployment[] = {
    {"spec.replicas", "1"},
    {"spec.strategy", "{}"},
    {"spec.strategy.type", R"("RollingUpdate")"},
    {"spec.strategy{type=RollingUpdate}.rollingUpdate", "{}"},
    {"spec.strategy{type=RollingUpdate}.rollingUpdate.maxUnavailable", R"("25%")"},
    {"spec.strategy{type=RollingUpdate}.rollingUpdate.maxSurge", R"("25%")"},
    {"spec.revisionHistoryLimit", "10"},
    {"spec.progressDeadlineSeconds", "600"},
};

constexpr DefaultRule daemonSet[] = {
    {"spec.updateStrategy", "{}"},
    {"spec.updateStrategy.type", R"("RollingUpdate")"},
    {"spec.updateStrategy{type=RollingUpdate}.rollingUpdate", "{}"},
    {"spec.updateStrategy{type=RollingUpdate}.rollingUpdate.maxUnavailable", "1"},
    {"spec.updateStrategy{type=RollingUpdate}.rollingUpdate.maxSurge", "0"},
    {"spec.revisionHistoryLimit", "10"},
};

constexpr DefaultRule statefulSet[] = {
    {"spec.podManagementPolicy", R"("OrderedReady")"},
    {"spec.updateStrategy", "{}"},
    {"spec.updateStrategy{!type}.rollingUpdate", "{}"},
    {"spec.updateStrategy.type", R"("RollingUpdate")"},
    {"spec.updateStrategy{type=RollingUpdate}.rollingUpdate.partition", "0"},
    {"spec.persistentVolumeClaimRetentionPolicy", "{}"},
    {"spec.persistentVolumeClaimRetentionPolicy.whenDeleted", R"("Retain")"},
    {"spec.persistentVolumeClaimRetentionPolicy.whenScaled", R"("Retain")"},
    {"spec.replicas", "1"},
    {"spec.revisionHistoryLimit", "10"},
    {"spec.volumeClaimTemplates[].apiVersion", R"("v1")"},
    {"spec.volumeClaimTemplates[].kind", R"("PersistentVolumeClaim")"},
    {"spec.volumeClaimTemplates[].spec.volumeMode", R"("Filesystem")"},
    {"spec.volumeClaimTemplates[].status", R"({"phase":"Pending"})"},
};

constexpr DefaultRule replicas[] = {
    {"spec.replicas", "1"},
};

constexpr DefaultRule job[] = {
    {"spec{!parallelism}{!completions}.completions", "1"},
    {"spec.parallelism", "1"},
    {"spec{!backoffLimitPerIndex}.backoffLimit", "6"},
    {"spec.backoffLimit", "2147483647"},
    {"spec.completionMode", R"("NonIndexed")"},
    {"spec.suspend", "false"},
    {"spec{!podFailurePolicy}.podReplacementPolicy", R"("TerminatingOrFailed")"},
    {"spec.podReplacementPolicy", R"("Failed")"},
    {"spec.manualSelector", "false"},
};

constexpr DefaultRule cronJob[] = {
    {"spec.concurrencyPolicy", R"("Allow")"},
    {"spec.suspend", "false"},
    {"spec.successfulJobsHistoryLimit", "3"},
    {"spec.failedJobsHistoryLimit", "1"},
};

constexpr DefaultRule service[] = {
    {"spec.sessionAffinity", R"("None")"},
    {"spec{sessionAffinity=ClientIP}.sessionAffinityConfig", "{}"},
    {"spec{sessionAffinity=ClientIP}.sessionAffinityConfig.clientIP", "{}"},
    {"spec{sessionAffinity=ClientIP}.sessionAffinityConfig.clientIP.timeoutSeconds", "10800"},
    {"spec.type", R"("ClusterIP")"},
    {"spec.ports[].protocol", R"("TCP")"},
    {"spec{type=NodePort}.externalTrafficPolicy", R"("Cluster")"},
    {"spec{type=LoadBalancer}.externalTrafficPolicy", R"("Cluster")"},
    {"spec{type=ClusterIP}.internalTrafficPolicy", R"("Cluster")"},
    {"spec{type=NodePort}.internalTrafficPolicy", R"("Cluster")"},
    {"spec{type=LoadBalancer}.internalTrafficPolicy", R"("Cluster")"},
    {"spec{type=LoadBalancer}.allocateLoadBalancerNodePorts", "true"},
};

constexpr DefaultRule claim[] = {
    {"spec.volumeMode", R"("Filesystem")"},
};

constexpr DefaultRule volume[] = {
    {"spec.persistentVolumeReclaimPolicy", R"("Retain")"},
    {"spec.volumeMode", R"("Filesystem")"},
    {"spec.hostPath.type", R"("")"},
    {"spec.iscsi.iscsiInterface", R"("default")"},
    {"spec.rbd.pool", R"("rbd")"},
    {"spec.rbd.user", R"("admin")"},
    {"spec.rbd.keyring", R"("/etc/ceph/keyring")"},
    {"spec.claimRef.kind", R"("PersistentVolumeClaim")"},
    {"spec.claimRef.apiVersion", R"("v1")"},
};

constexpr DefaultRule secret[] = {
    {"type", R"("Opaque")"},
};

constexpr DefaultRule namespaces[] = {
    {"spec", "{}"},
    {"spec.finalizers", R"(["kubernetes"])"},
};

constexpr DefaultRule endpoints[] = {
    {"subsets[].ports[].protocol", R"("TCP")"},
};

constexpr DefaultRule binding[] = {
    {"roleRef.apiGroup", R"("rbac.authorization.k8s.io")"},
    {"subjects[]{kind=User}.apiGroup", R"("rbac.authorization.k8s.io")"},
    {"subjects[]{kind=Group}.apiGroup", R"("rbac.authorization.k8s.io")"},
};

constexpr DefaultRule networkPolicy[] = {
    {"spec{!egress}.policyTypes", R"(["Ingress"])"},
    {"spec.policyTypes", R"(["Ingress","Egress"])"},
    {"spec.podSelector", "{}"},
    {"spec.ingress[].ports[].protocol", R"("TCP")"},
    {"spec.egress[].ports[].protocol", R"("TCP")"},
};

constexpr DefaultRule ingressClass[] = {
    {"spec.parameters.scope", R"("Cluster")"},
};

constexpr DefaultRule autoscaler[] = {
    {"spec.minReplicas", "1"},
    {"spec.metrics", R"([{"type":"Resource","resource":{"name":"cpu","target":)"
                     R"({"type":"Utilization","averageUtilization":80}}}])"},
    {"spec.behavior.scaleUp", "{}"},
    {"spec.behavior.scaleUp.stabilizationWindowSeconds", "0"},
    {"spec.behavior.scaleUp.selectPolicy", R"("Max")"},
    {"spec.behavior.scaleUp.policies", R"([{"type":"Pods","value":4,"periodSeconds":15},)"
                                       R"({"type":"Percent","value":100,"periodSeconds":15}])"},
    {"spec.behavior.scaleDown", "{}"},
    {"spec.behavior.scaleDown.selectPolicy", R"("Max")"},
    {"spec.behavior.scaleDown.policies", R"([{"type":"Percent","value":100,"periodSeconds":15}])"},
};

constexpr DefaultRule priorityClass[] = {
    {"preemptionPolicy", R"("PreemptLowerPriority")"},
};

constexpr DefaultRule storageClass[] = {
    {"reclaimPolicy", R"("Delete")"},
    {"volumeBindingMode", R"("Immediate")"},
};

constexpr DefaultRule driver[] = {
    {"spec.attachRequired", "true"},
    {"spec.podInfoOnMount", "false"},
    {"spec.storageCapacity", "false"},
    {"spec.fsGroupPolicy", R"("ReadWriteOnceWithFSType")"},
    {"spec.volumeLifecycleModes", R"(["Persistent"])"},
    {"spec.requiresRepublish", "false"},
    {"spec.seLinuxMount", "false"},
};

constexpr DefaultRule webhooks[] = {
    {"webhooks[].failurePolicy", R"("Fail")"},
    {"webhooks[].matchPolicy", R"("Equivalent")"},
    {"webhooks[].namespaceSelector", "{}"},
    {"webhooks[].objectSelector", "{}"},
    {"webhooks[].timeoutSeconds", "10"},
    {"webhooks[].rules[].scope", R"("*")"},
    {"webhooks[].clientConfig.service.port", "443"},
    {"webhooks[]{!reinvocationPolicy}.reinvocationPolicy", R"("Never")"},
};

constexpr DefaultRule admissionPolicy[] = {
    {"spec.failurePolicy", R"("Fail")"},
    {"spec.matchConstraints.matchPolicy", R"("Equivalent")"},
    {"spec.matchConstraints.namespaceSelector", "{}"},
    {"spec.matchConstraints.objectSelector", "{}"},
    {"spec.matchConstraints.resourceRules[].scope", R"("*")"},
    {"spec.matchConstraints.excludeResourceRules[].scope", R"("*")"},
};

constexpr DefaultRule admissionBinding[] = {
    {"spec.matchResources.matchPolicy", R"("Equivalent")"},
    {"spec.matchResources.namespaceSelector", "{}"},
    {"spec.matchResources.objectSelector", "{}"},
    {"spec.matchResources.resourceRules[].scope", R"("*")"},
};

constexpr DefaultRule endpointSlice[] = {
    {"ports[].name", R"("")"},
    {"ports[].protocol", R"("TCP")"},
};

constexpr DefaultRule flowSchema[] = {
    {"spec.matchingPrecedence", "1000"},
};

constexpr DefaultRule priorityLevel[] = {
    {"spec.limited.nominalConcurrencyShares", "30"},
    {"spec.limited.lendablePercent", "0"},
    {"spec.limited.limitResponse.queuing.handSize", "8"},
    {"spec.limited.limitResponse.queuing.queues", "64"},
    {"spec.limited.limitResponse.queuing.queueLengthLimit", "50"},
    {"spec.exempt.nominalConcurrencyShares", "0"},
    {"spec.exempt.lendablePercent", "0"},
};

constexpr DefaultRule definition[] = {
    {"spec.conversion", "{}"},
    {"spec.conversion.strategy", R"("None")"},
    {"spec.conversion.webhook.clientConfig.service.port", "443"},
};

constexpr DefaultRule apiService[] = {
    {"spec.service.port", "443"},
};

constexpr std::string_view rbac = "rbac.authorization.k8s.io";
constexpr std::string_view admission = "admissionregistration.k8s.io";
constexpr std::string_view flowControl = "flowcontrol.apiserver.k8s.io";

struct KindRules
{
    std::string_view group;
    std::string_view kind;
    std::span<const DefaultRule> rules;
};

constexpr KindRules kinds[] = {
    {"", "Endpoints", endpoints},
    {"", "Namespace", namespaces},
    {"", "PersistentVolume", volume},
    {"", "PersistentVolumeClaim", claim},
    {"", "Pod", barePod},
    {"", "ReplicationController", replicas},
    {"", "Secret", secret},
    {"", "Service", service},
    {"apps", "DaemonSet", daemonSet},
    {"apps", "Deployment", deployment},
    {"apps", "ReplicaSet", replicas},
    {"apps", "StatefulSet", statefulSet},
    {"autoscaling", "HorizontalPodAutoscaler", autoscaler},
    {"batch", "CronJob", cronJob},
    {"batch", "Job", job},
    {"discovery.k8s.io", "EndpointSlice", endpointSlice},
    {"networking.k8s.io", "IngressClass", ingressClass},
    {"networking.k8s.io", "NetworkPolicy", networkPolicy},
    {"scheduling.k8s.io", "PriorityClass", priorityClass},
    {"storage.k8s.io", "CSIDriver", driver},
    {"storage.k8s.io", "StorageClass", storageClass},
    {"apiextensions.k8s.io", "CustomResourceDefinition", definition},
    {"apiregistration.k8s.io", "APIService", apiService},
    {admission, "MutatingWebhookConfiguration", webhooks},
    {admission, "ValidatingWebhookConfiguration",
     std::span(webhooks).first(std::size(webhooks) - 1)},
    {admission, "MutatingAdmissionPolicy", admissionPolicy},
    {admission, "ValidatingAdmissionPolicy", admissionPolicy},
    {admission, "MutatingAdmissionPolicyBinding", admissionBinding},
    {admission, "ValidatingAdmissionPolicyBinding", admissionBinding},
    {flowControl, "FlowSchema", flowSchema},
    {flowControl, "PriorityLevelConfiguration", priorityLevel},
    {rbac, "ClusterRoleBinding", binding},
    {rbac, "RoleBinding", binding},
};

} // namespace

std::span<const DefaultRule> rulesFor(std::string_view group, std::string_view kind)
{
    for (const KindRules &each : kinds) {
        if (each.group == group && each.kind == kind)
            return each.rules;
    }
    return {};
}

std::span<const DefaultRule> podRules()
{
    return pod;
}

std::span<const DefaultRule> containerRules()
{
    return container;
}

std::span<const DefaultRule> probeRules()
{
    return probe;
}

std::string_view podPath(std::string_view group, std::string_view kind)
{
    constexpr std::string_view inTemplate = "spec.template.spec";
    if (group.empty() && kind == "Pod")
        return "spec";
    if (group.empty() && kind == "PodTemplate")
        return "template.spec";
    if (group.empty() && kind == "ReplicationController")
        return inTemplate;
    if (group == "apps"
        && (kind == "Deployment" || kind == "StatefulSet" || kind == "DaemonSet"
            || kind == "ReplicaSet"))
        return inTemplate;
    if (group == "batch" && kind == "Job")
        return inTemplate;
    if (group == "batch" && kind == "CronJob")
        return "spec.jobTemplate.spec.template.spec";
    return {};
}

} // namespace plumb::ssa
