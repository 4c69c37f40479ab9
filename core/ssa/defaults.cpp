// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/ssa/defaults.h"

#include "core/ssa/defaultrules.h"

#include <charconv>
#include <string>

namespace plumb::ssa {

using yaml::Value;

namespace {

/// ":latest", which is also meant by no tag, is always pulled.
std::string_view pullPolicyOf(std::string_view image)
{
    const std::size_t digest = image.find('@');
    const std::string_view name = image.substr(0, digest);
    const std::size_t colon = name.rfind(':');
    const std::size_t slash = name.rfind('/');
    const bool hasTag = colon != name.npos && (slash == name.npos || colon > slash);
    if (hasTag)
        return name.substr(colon + 1) == "latest" ? "Always" : "IfNotPresent";
    return digest == image.npos ? "Always" : "IfNotPresent";
}

void fillContainer(Value &container)
{
    if (!container.isMapping())
        return;
    for (const DefaultRule &rule : containerRules())
        applyRule(container, rule.path, rule.value);
    for (const std::string_view name : {"livenessProbe", "readinessProbe", "startupProbe"}) {
        const Value *found = std::as_const(container).find(name);
        if (!found || !found->isMapping())
            continue;
        for (const DefaultRule &rule : probeRules())
            applyRule(*container.findMutable(name), rule.path, rule.value);
    }
    if (isMissing(std::as_const(container).find("imagePullPolicy"))) {
        const std::string_view policy = pullPolicyOf(container.textAt({"image"}));
        container.set("imagePullPolicy", Value::string(policy));
    }
}

void fillContainers(Value &pod)
{
    for (const std::string_view list : {"containers", "initContainers", "ephemeralContainers"}) {
        const Value *found = std::as_const(pod).find(list);
        if (!found || !found->isSequence())
            continue;
        for (Value &container : pod.findMutable(list)->mutableItems())
            fillContainer(container);
    }
}

constexpr std::string_view volumeSources[] = {
    "awsElasticBlockStore",
    "azureDisk",
    "azureFile",
    "cephfs",
    "cinder",
    "configMap",
    "csi",
    "downwardAPI",
    "emptyDir",
    "ephemeral",
    "fc",
    "flexVolume",
    "flocker",
    "gcePersistentDisk",
    "gitRepo",
    "glusterfs",
    "hostPath",
    "image",
    "iscsi",
    "nfs",
    "persistentVolumeClaim",
    "photonPersistentDisk",
    "portworxVolume",
    "projected",
    "quobyte",
    "rbd",
    "scaleIO",
    "secret",
    "storageos",
    "vsphereVolume",
};

void fillVolumes(Value &pod)
{
    const Value *found = std::as_const(pod).find("volumes");
    if (!found || !found->isSequence())
        return;
    for (Value &volume : pod.findMutable("volumes")->mutableItems()) {
        bool hasSource = false;
        for (const std::string_view source : volumeSources)
            hasSource = hasSource || std::as_const(volume).find(source);
        if (volume.isMapping() && !hasSource)
            volume.set("emptyDir", Value::mapping());
    }
}

/// The deprecated name of a field, and the field, say the same.
void fillServiceAccount(Value &pod)
{
    const Value *name = std::as_const(pod).find("serviceAccountName");
    const Value *old = std::as_const(pod).find("serviceAccount");
    if (!isMissing(name)) {
        if (isMissing(old) || !old->sameData(*name))
            pod.set("serviceAccount", Value(*name));
    } else if (!isMissing(old)) {
        pod.set("serviceAccountName", Value(*old));
    }
}

void fillPod(Value &fields, std::string_view path)
{
    Value *pod = &fields;
    while (!path.empty()) {
        const std::size_t dot = path.find('.');
        const std::string_view name = path.substr(0, dot);
        path.remove_prefix(dot == path.npos ? path.size() : dot + 1);
        if (!std::as_const(*pod).find(name))
            return;
        pod = pod->findMutable(name);
    }
    if (!pod->isMapping())
        return;
    for (const DefaultRule &rule : podRules())
        applyRule(*pod, rule.path, rule.value);
    fillContainers(*pod);
    fillVolumes(*pod);
    fillServiceAccount(*pod);
}

void fillTargetPorts(Value &fields)
{
    const Value *ports = std::as_const(fields).find({"spec", "ports"});
    if (!ports || !ports->isSequence())
        return;
    for (Value &port : fields.findMutable("spec")->findMutable("ports")->mutableItems()) {
        const Value *number = std::as_const(port).find("port");
        if (number && isMissing(std::as_const(port).find("targetPort")))
            port.set("targetPort", Value(*number));
    }
}

void fillNames(Value &fields)
{
    const std::string kind(fields.textAt({"spec", "names", "kind"}));
    if (kind.empty())
        return;
    Value &names = *fields.findMutable("spec")->findMutable("names");
    if (isMissing(std::as_const(names).find("listKind")))
        names.set("listKind", Value::string(kind + "List"));
    if (isMissing(std::as_const(names).find("singular"))) {
        std::string singular = kind;
        for (char &c : singular)
            c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        names.set("singular", Value::string(singular));
    }
}

/// A container's limits are its own requests, a maximum its limit, where nothing else is said.
void fillLimits(Value &fields)
{
    const Value *limits = std::as_const(fields).find({"spec", "limits"});
    if (!limits || !limits->isSequence())
        return;
    const auto complete = [](Value &item, std::string_view field, std::string_view from) {
        const Value *source = std::as_const(item).find(from);
        if (!source || source->size() == 0)
            return;
        const Value copied = *source;
        Value &target = item.ensureMapping(field);
        for (const yaml::Entry &entry : copied.entries()) {
            if (!std::as_const(target).find(entry.key))
                target.set(entry.key, entry.value);
        }
    };
    for (Value &item : fields.findMutable("spec")->findMutable("limits")->mutableItems()) {
        if (item.textAt({"type"}) != "Container")
            continue;
        complete(item, "default", "max");
        complete(item, "defaultRequest", "default");
        complete(item, "defaultRequest", "min");
    }
}

/// What has no labels gets those of its template.
void fillLabels(Value &fields)
{
    const Value *labels = std::as_const(fields).find({"metadata", "labels"});
    const Value *own = std::as_const(fields).find({"spec", "template", "metadata", "labels"});
    if (own && (!labels || labels->size() == 0))
        fields.ensureMapping("metadata").set("labels", Value(*own));
}

void fillSelector(Value &fields)
{
    const Value *selector = std::as_const(fields).find({"spec", "selector"});
    const Value *labels = std::as_const(fields).find({"spec", "template", "metadata", "labels"});
    if (labels && (!selector || selector->size() == 0))
        fields.ensureMapping("spec").set("selector", Value(*labels));
}

void fillSpecial(Value &fields, const GroupVersionKind &gvk)
{
    if (gvk.group.empty() && gvk.kind == "Service") {
        fillTargetPorts(fields);
        if (fields.textAt({"spec", "sessionAffinity"}) == "None")
            fields.findMutable("spec")->remove("sessionAffinityConfig");
    }
    if (gvk.group.empty() && gvk.kind == "LimitRange")
        fillLimits(fields);
    if (gvk.group.empty() && gvk.kind == "Namespace") {
        fields.ensureMapping("metadata")
            .ensureMapping("labels")
            .set("kubernetes.io/metadata.name",
                 Value::string(std::string(fields.textAt({"metadata", "name"}))));
    }
    if (gvk.kind == "CustomResourceDefinition")
        fillNames(fields);
    if (gvk.group == "batch" && gvk.kind == "Job")
        fillLabels(fields);
    if (gvk.group.empty() && gvk.kind == "ReplicationController") {
        fillSelector(fields);
        fillLabels(fields);
    }
}

constexpr std::string_view templateGeneration = "deprecated.daemonset.template.generation";

bool isDaemonSet(const GroupVersionKind &gvk)
{
    return gvk.group == "apps" && gvk.kind == "DaemonSet";
}

// The depth is that of the object, which is bounded.
void fillDescribed(Value &value, const SchemaNode &node)
{
    if (value.isSequence() && node.isSequence()) {
        const SchemaNode items = node.items();
        for (Value &item : value.mutableItems())
            fillDescribed(item, items);
        return;
    }
    if (!value.isMapping())
        return;
    for (const auto &[name, filledIn] : node.defaults()) {
        if (!std::as_const(value).find(name))
            value.set(name, *filledIn);
    }
    for (std::size_t i = 0; i < value.size(); ++i) {
        const SchemaNode child = node.field(value.entries()[i].key.view());
        if (child && !value.entries()[i].value.isScalar())
            fillDescribed(value.mutableValue(i), child);
    }
}

} // namespace

void fillDefaults(Value &fields, const GroupVersionKind &gvk, const SchemaNode &node)
{
    for (const DefaultRule &rule : rulesFor(gvk.group, gvk.kind))
        applyRule(fields, rule.path, rule.value);
    if (const std::string_view path = podPath(gvk.group, gvk.kind); !path.empty())
        fillPod(fields, path);
    fillSpecial(fields, gvk);
    // Built-in kinds describe no defaults beyond what is above.
    if (!Schema::current().isKnown(gvk)) {
        for (std::size_t i = 0; i < fields.size(); ++i) {
            const std::string_view key = fields.entries()[i].key.view();
            const SchemaNode child = node.field(key);
            if (key != "metadata" && child && !fields.entries()[i].value.isScalar())
                fillDescribed(fields.mutableValue(i), child);
        }
    }
}

void fillNew(Value &fields, const GroupVersionKind &gvk)
{
    std::string_view finalizer;
    if (gvk.group.empty() && gvk.kind == "PersistentVolumeClaim")
        finalizer = "kubernetes.io/pvc-protection";
    else if (gvk.group.empty() && gvk.kind == "PersistentVolume")
        finalizer = "kubernetes.io/pv-protection";
    Value &metadata = fields.ensureMapping("metadata");
    if (!finalizer.empty())
        metadata.set("finalizers", Value::sequence({Value::string(finalizer)}));
    if (isDaemonSet(gvk))
        metadata.ensureMapping("annotations").set(templateGeneration, Value::string("1"));
}

void countTemplate(Value &fields, const Value &live, const GroupVersionKind &gvk)
{
    if (!isDaemonSet(gvk))
        return;
    const Value *before = live.find({"spec", "template"});
    const Value *after = std::as_const(fields).find({"spec", "template"});
    const std::string_view count = live.textAt({"metadata", "annotations", templateGeneration});
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(count.data(), count.data() + count.size(), number);
    if (!before || !after || before->sameData(*after) || error != std::errc())
        return;
    fields.ensureMapping("metadata")
        .ensureMapping("annotations")
        .set(templateGeneration, Value::string(std::to_string(number + 1)));
}

std::vector<std::string_view> chosenFields(const GroupVersionKind &gvk)
{
    if (gvk.group.empty() && gvk.kind == "Service") {
        return {"spec.clusterIP", "spec.clusterIPs", "spec.ipFamilies", "spec.ipFamilyPolicy",
                "spec.healthCheckNodePort"};
    }
    if (gvk.group == "batch" && gvk.kind == "Job")
        // The labels of the template may be those of the object, too.
        return {"spec.selector",
                R"(metadata.labels["controller-uid"])",
                R"(metadata.labels["job-name"])",
                R"(metadata.labels["batch.kubernetes.io/controller-uid"])",
                R"(metadata.labels["batch.kubernetes.io/job-name"])",
                R"(spec.template.metadata.labels["controller-uid"])",
                R"(spec.template.metadata.labels["job-name"])",
                R"(spec.template.metadata.labels["batch.kubernetes.io/controller-uid"])",
                R"(spec.template.metadata.labels["batch.kubernetes.io/job-name"])"};
    if (gvk.group.empty() && gvk.kind == "PersistentVolumeClaim")
        return {"spec.storageClassName", "spec.volumeName"};
    if (gvk.group.empty() && gvk.kind == "Pod")
        return {"spec.tolerations", "spec.priority", "spec.preemptionPolicy", "spec.volumes"};
    return {};
}

} // namespace plumb::ssa
