// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/cluster/healthrules.h"

#include "core/cluster/execauthenticator.h"

#include <algorithm>
#include <limits>

namespace plumb::cluster {

namespace {

using yaml::Value;

/// A Pod that no node takes counts as failed after this long.
constexpr std::chrono::seconds schedulingWindow(15);

HealthStatus current(std::string message)
{
    return {Health::Current, std::move(message)};
}

HealthStatus inProgress(std::string message)
{
    return {Health::InProgress, std::move(message)};
}

/// "Ready: 1/3"
HealthStatus tooFew(std::string_view what, std::int64_t have, std::int64_t want)
{
    return inProgress(std::string(what) + ": " + std::to_string(have) + '/' + std::to_string(want));
}

HealthStatus pendingTermination(std::int64_t count)
{
    return inProgress("Pending termination: " + std::to_string(count));
}

HealthStatus alwaysReady(const ObservedObject &)
{
    return current("Resource is always ready");
}

HealthStatus disruptionBudgetHealth(const ObservedObject &)
{
    return current("AllowedDisruptions has been computed"); // the generation was looked at before
}

HealthStatus claimHealth(const ObservedObject &claim)
{
    const std::string_view phase = claim.fields.textAt({"status", "phase"});
    if (phase == "Bound")
        return current("PVC is Bound");
    return inProgress("PVC is not Bound, phase: " + std::string(phase.empty() ? "unknown" : phase));
}

HealthStatus serviceHealth(const ObservedObject &service)
{
    if (service.fields.textAt({"spec", "type"}) == "LoadBalancer"
        && service.fields.textAt({"spec", "clusterIP"}).empty())
        return inProgress("The LoadBalancer has no cluster IP yet");
    return current("Service is ready");
}

std::string crashLoopingContainers(const Value &pod)
{
    std::string names;
    const Value *statuses = pod.find({"status", "containerStatuses"});
    if (!statuses)
        return names;
    for (const Value &container : statuses->items()) {
        if (container.textAt({"state", "waiting", "reason"}) != "CrashLoopBackOff")
            continue;
        names += names.empty() ? "" : ",";
        names += container.textAt({"name"});
    }
    return names;
}

HealthStatus pendingPodHealth(const ObservedObject &pod)
{
    const StatusCondition *scheduled = pod.condition("PodScheduled");
    if (!scheduled || !scheduled->isFalse() || scheduled->reason != "Unschedulable")
        return inProgress("Pod is in the Pending phase");
    const auto created = parseTime(pod.fields.textAt({"metadata", "creationTimestamp"}));
    if (created && pod.now - schedulingWindow < *created)
        return inProgress("Pod has not been scheduled");
    return {Health::Failed, "Pod could not be scheduled"};
}

HealthStatus podHealth(const ObservedObject &pod)
{
    const std::string_view phase = pod.fields.textAt({"status", "phase"});
    if (phase == "Succeeded")
        return current("Pod has completed successfully");
    if (phase == "Failed")
        return current("Pod has completed, but not successfully");
    if (phase == "Running") {
        const StatusCondition *ready = pod.condition("Ready");
        if (ready && ready->isTrue())
            return current("Pod is Ready");
        const std::string looping = crashLoopingContainers(pod.fields);
        if (!looping.empty())
            return {Health::Failed, "Containers in CrashLoop state: " + looping};
        return inProgress("Pod is running but is not Ready");
    }
    if (phase == "Pending")
        return pendingPodHealth(pod);
    if (phase.empty())
        return inProgress("Pod phase not available");
    return {Health::Unknown, "unknown phase " + std::string(phase)};
}

HealthStatus statefulSetHealth(const ObservedObject &set)
{
    if (set.fields.textAt({"spec", "updateStrategy", "type"}) == "OnDelete")
        return current("StatefulSet is updated by deleting its Pods");
    const std::int64_t wanted = set.number({"spec", "replicas"}, 1);
    const std::int64_t ready = set.number({"status", "readyReplicas"}, 0);
    const std::int64_t upToDate = set.number({"status", "currentReplicas"}, 0);
    const std::int64_t updated = set.number({"status", "updatedReplicas"}, 0);
    const std::int64_t replicas = set.number({"status", "replicas"}, 0);
    if (wanted > replicas)
        return tooFew("Replicas", replicas, wanted);
    if (wanted > ready)
        return tooFew("Ready", ready, wanted);
    if (replicas > wanted)
        return pendingTermination(replicas - wanted);
    const std::int64_t partition =
        set.number({"spec", "updateStrategy", "rollingUpdate", "partition"}, -1);
    if (partition != -1) {
        if (updated < wanted - partition)
            return tooFew("Updated", updated, wanted - partition);
        return current("Partition rollout complete, updated: " + std::to_string(updated));
    }
    if (wanted > upToDate)
        return tooFew("Current", upToDate, wanted);
    if (set.fields.textAt({"status", "currentRevision"})
        != set.fields.textAt({"status", "updateRevision"}))
        return inProgress("Waiting for updated revision to match current");
    return current("All replicas scheduled as expected, replicas: " + std::to_string(replicas));
}

HealthStatus daemonSetHealth(const ObservedObject &set)
{
    // Its controller always writes both; without them it has not looked yet.
    if (!set.fields.find({"metadata", "generation"}))
        return inProgress("DaemonSet metadata.generation not found");
    if (!set.fields.find({"status", "observedGeneration"}))
        return inProgress("DaemonSet status.observedGeneration not found");
    const std::int64_t wanted = set.number({"status", "desiredNumberScheduled"}, -1);
    if (wanted == -1)
        return inProgress("Missing .status.desiredNumberScheduled");
    struct Count
    {
        std::string_view label;
        std::string_view field;
    };
    constexpr Count counts[] = {{"Current", "currentNumberScheduled"},
                                {"Updated", "updatedNumberScheduled"},
                                {"Available", "numberAvailable"},
                                {"Ready", "numberReady"}};
    for (const auto &[label, field] : counts) {
        const std::int64_t have = set.number({"status", field}, 0);
        if (wanted > have)
            return tooFew(label, have, wanted);
    }
    return current("All replicas scheduled as expected, replicas: " + std::to_string(wanted));
}

std::optional<HealthStatus> deploymentReplicasHealth(const ObservedObject &deployment)
{
    const std::int64_t wanted = deployment.number({"spec", "replicas"}, 1);
    const std::int64_t replicas = deployment.number({"status", "replicas"}, 0);
    const std::int64_t updated = deployment.number({"status", "updatedReplicas"}, 0);
    const std::int64_t ready = deployment.number({"status", "readyReplicas"}, 0);
    const std::int64_t available = deployment.number({"status", "availableReplicas"}, 0);
    if (wanted > replicas)
        return tooFew("Replicas", replicas, wanted);
    if (wanted > updated)
        return tooFew("Updated", updated, wanted);
    if (replicas > wanted)
        return pendingTermination(replicas - wanted);
    if (updated > available)
        return tooFew("Available", available, updated);
    if (wanted > ready)
        return tooFew("Ready", ready, wanted);
    return std::nullopt;
}

HealthStatus deploymentHealth(const ObservedObject &deployment)
{
    // Without a deadline, which the largest number stands for too, nothing tells about progress.
    constexpr std::int64_t noDeadline = std::numeric_limits<std::int32_t>::max();
    bool hasProgressed =
        deployment.number({"spec", "progressDeadlineSeconds"}, noDeadline) == noDeadline;
    bool isAvailable = false;
    for (const StatusCondition &condition : deployment.conditions) {
        if (condition.type == "Progressing") {
            if (condition.reason == "ProgressDeadlineExceeded")
                return {Health::Failed, "Progress deadline exceeded"};
            hasProgressed |= condition.isTrue() && condition.reason == "NewReplicaSetAvailable";
        } else if (condition.type == "Available") {
            isAvailable |= condition.isTrue();
        }
    }
    if (auto status = deploymentReplicasHealth(deployment))
        return *std::move(status);
    if (!hasProgressed)
        return inProgress("ReplicaSet not Available");
    if (!isAvailable)
        return inProgress("Deployment not Available");
    return current("Deployment is available, replicas: "
                   + std::to_string(deployment.number({"status", "replicas"}, 0)));
}

HealthStatus replicaSetHealth(const ObservedObject &set)
{
    for (const StatusCondition &condition : set.conditions) {
        if (condition.type == "ReplicaFailure" && condition.isTrue())
            return inProgress("Replica Failure condition, check Pods");
    }
    const std::int64_t wanted = set.number({"spec", "replicas"}, 1);
    const std::int64_t labelled = set.number({"status", "fullyLabeledReplicas"}, 0);
    const std::int64_t available = set.number({"status", "availableReplicas"}, 0);
    const std::int64_t ready = set.number({"status", "readyReplicas"}, 0);
    const std::int64_t replicas = set.number({"status", "replicas"}, 0);
    if (wanted > labelled)
        return tooFew("Labelled", labelled, wanted);
    if (wanted > available)
        return tooFew("Available", available, wanted);
    if (wanted > ready)
        return tooFew("Ready", ready, wanted);
    if (replicas > wanted)
        return pendingTermination(replicas - wanted);
    return current("ReplicaSet is available, replicas: " + std::to_string(replicas));
}

HealthStatus definitionHealth(const ObservedObject &definition)
{
    for (const StatusCondition &condition : definition.conditions) {
        if (condition.type == "NamesAccepted" && condition.isFalse())
            return {Health::Failed, std::string(condition.message)};
        if (condition.type != "Established")
            continue;
        if (condition.isFalse() && condition.reason != "Installing")
            return {Health::Failed, std::string(condition.message)};
        if (condition.isTrue())
            return current("CRD is established");
    }
    return inProgress("Install in progress");
}

struct KindRule
{
    std::string_view group;
    std::string_view kind;
    HealthRule rule;
};

constexpr KindRule kindRules[] = {
    {"", "ConfigMap", alwaysReady},
    {"", "PersistentVolumeClaim", claimHealth},
    {"", "Pod", podHealth},
    {"", "Secret", alwaysReady},
    {"", "Service", serviceHealth},
    {"apiextensions.k8s.io", "CustomResourceDefinition", definitionHealth},
    {"apps", "DaemonSet", daemonSetHealth},
    {"apps", "Deployment", deploymentHealth},
    {"apps", "ReplicaSet", replicaSetHealth},
    {"apps", "StatefulSet", statefulSetHealth},
    {"batch", "CronJob", alwaysReady},
    {"extensions", "DaemonSet", daemonSetHealth},
    {"extensions", "Deployment", deploymentHealth},
    {"extensions", "ReplicaSet", replicaSetHealth},
    {"policy", "PodDisruptionBudget", disruptionBudgetHealth},
};

} // namespace

std::int64_t ObservedObject::number(std::initializer_list<std::string_view> path,
                                    std::int64_t fallback) const
{
    const Value *value = fields.find(path);
    return value ? value->asInteger().value_or(fallback) : fallback;
}

const StatusCondition *ObservedObject::condition(std::string_view type) const
{
    const auto found = std::ranges::find(conditions, type, &StatusCondition::type);
    return found == conditions.end() ? nullptr : &*found;
}

HealthRule healthRuleOf(const ResourceId &id)
{
    for (const KindRule &candidate : kindRules) {
        if (candidate.group == id.group && candidate.kind == id.kind)
            return candidate.rule;
    }
    return nullptr;
}

HealthStatus jobHealth(const ObservedObject &job)
{
    const Value *suspended = job.fields.find({"spec", "suspend"});
    if (suspended && suspended->asBool().value_or(false))
        return current("Job is suspended");
    for (const StatusCondition &condition : job.conditions) {
        if (condition.type == "Complete" && condition.isTrue())
            return current("Job Completed");
        if (condition.type == "Failed" && condition.isTrue())
            return {Health::Failed, std::string(condition.message)};
    }
    return inProgress("Job in progress");
}

} // namespace plumb::cluster
