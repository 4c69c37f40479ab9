# SPDX-FileCopyrightText: 2026 The Plumbline authors
# SPDX-License-Identifier: Apache-2.0
"""Objects of 36 built-in kinds and 5 custom ones, made from a seed: valid, and different in what may be set."""

import random

NAMESPACE = "bench"
WORDS = ("blue", "cyan", "gold", "gray", "jade", "lime", "navy", "pink", "plum", "teal")


def words(r, least=0, most=4):
    return r.sample(WORDS, r.randint(least, most))


def mapping(r, least=0, most=4):
    return {word: f"v{r.randint(0, 9)}" for word in words(r, least, most)}


def maybe(r, value, share=0.5):
    """A mapping with the value's fields, or an empty one."""
    return value if r.random() < share else {}


def probe(r):
    kind = r.choice(({"httpGet": {"port": 8080, **maybe(r, {"path": "/healthz"})}}, {"tcpSocket": {"port": 8080}},
                     {"exec": {"command": words(r, 1)}}, {"grpc": {"port": 9090}}))  # fmt: skip
    return {**kind, **maybe(r, {"periodSeconds": r.randint(1, 20)}), **maybe(r, {"failureThreshold": r.randint(1, 9)})}


def environment(r, names):
    def one(name):
        return r.choice(({"name": name, "value": f"{r.randint(0, 99)}"},
                         {"name": name, "valueFrom": {"fieldRef": {"fieldPath": "metadata.name"}}},
                         {"name": name, "valueFrom": {"configMapKeyRef": {"name": "settings", "key": name}}}))  # fmt: skip

    return [one(name) for name in names]


def watched(r):
    return {**maybe(r, {"livenessProbe": probe(r)}), **maybe(r, {"readinessProbe": probe(r)}, 0.3), **maybe(r, {"startupProbe": probe(r)}, 0.1),
            **maybe(r, {"lifecycle": {"preStop": {"exec": {"command": ["sleep", "5"]}}}}, 0.2)}  # fmt: skip


def container(r, name, mounts=(), is_main=True):
    quantities = {"cpu": r.choice(("100m", "1", "0.5", "1500m")), "memory": r.choice(("64Mi", "1Gi", "0.5Gi", "128974848"))}
    ports = [{"containerPort": 8000 + n, **maybe(r, {"name": f"p{n}"}), **maybe(r, {"protocol": "TCP"})} for n in range(r.randint(0, 3))]
    return {
        "name": name,
        "image": r.choice(("example.org/app:1", "example.org/app:2", "example.org:5000/app", "example.org/app:latest")),
        **maybe(r, {"args": words(r, 1)}),
        **maybe(r, {"env": environment(r, words(r, 1))}),
        **maybe(r, {"ports": ports} if ports else {}),
        **maybe(r, {"resources": {"requests": quantities, **maybe(r, {"limits": quantities})}}),
        **(watched(r) if is_main else {}),
        **maybe(r, {"securityContext": {"runAsNonRoot": True, "capabilities": {"drop": ["ALL"]}}}, 0.3),
        **({"volumeMounts": [{"name": each, "mountPath": f"/{each}"} for each in mounts]} if mounts else {}),
    }


def volumes(r, names):
    def one(name):
        return {"name": name, **r.choice((
            {}, {"emptyDir": {}}, {"configMap": {"name": "settings"}}, {"secret": {"secretName": "keys"}},
            {"hostPath": {"path": "/tmp"}}, {"persistentVolumeClaim": {"claimName": "data"}},
            {"projected": {"sources": [{"serviceAccountToken": {"path": "token"}}, {"configMap": {"name": "settings"}}]}},
            {"downwardAPI": {"items": [{"path": "labels", "fieldRef": {"fieldPath": "metadata.labels"}}]}}))}  # fmt: skip

    return [one(name) for name in names]


def pod(r, restart=None):
    mounts = words(r, 0, 3)
    names = r.sample(("app", "proxy", "side", "log"), r.randint(1, 3))
    spread = [{"maxSkew": 1, "topologyKey": "zone", "whenUnsatisfiable": "ScheduleAnyway", "labelSelector": {"matchLabels": mapping(r, 1)}}]
    return {
        "containers": [container(r, name, mounts) for name in names],
        **maybe(r, {"initContainers": [container(r, "init", mounts, False)]}, 0.2),
        **({"volumes": volumes(r, mounts)} if mounts else {}),
        **({"restartPolicy": restart} if restart else {}),
        **maybe(r, {"serviceAccountName": r.choice(("robot", "default"))}, 0.3),
        **maybe(r, {"nodeSelector": mapping(r, 1)}, 0.2),
        **maybe(r, {"tolerations": [{"key": word, "operator": "Exists"} for word in words(r, 1)]}, 0.2),
        **maybe(r, {"imagePullSecrets": [{"name": word} for word in words(r, 1)]}, 0.2),
        **maybe(r, {"securityContext": {"fsGroup": r.randint(1, 99)}}, 0.3),
        **maybe(r, {"topologySpreadConstraints": spread}, 0.2),
        **maybe(r, {"terminationGracePeriodSeconds": r.randint(1, 60)}, 0.2),
        **maybe(r, {"hostAliases": [{"ip": f"10.0.0.{n}", "hostnames": words(r, 1)} for n in range(r.randint(1, 3))]}, 0.1),
    }


def template(r, labels, restart=None):
    metadata = {"labels": {**labels, **mapping(r, 0, 2)}, **maybe(r, {"annotations": mapping(r, 1)})}
    return {"metadata": metadata, "spec": pod(r, restart)}


def selected(i):
    return {"app": f"app-{i}"}


def deployment(r, i):
    strategy = r.choice(({}, {"strategy": {"type": "RollingUpdate", "rollingUpdate": {"maxSurge": 1}}}))
    return {"spec": {"selector": {"matchLabels": selected(i)}, "template": template(r, selected(i)), **strategy,
                     **maybe(r, {"replicas": r.randint(0, 9)}), **maybe(r, {"minReadySeconds": r.randint(0, 9)}),
                     **maybe(r, {"revisionHistoryLimit": r.randint(1, 9)}), **maybe(r, {"paused": r.random() < 0.5}, 0.2)}}  # fmt: skip


def stateful_set(r, i):
    claim = {"metadata": {"name": "data"}, "spec": {"accessModes": ["ReadWriteOnce"], "resources": {"requests": {"storage": "1Gi"}}}}
    update = r.choice(({}, {"updateStrategy": {"type": "RollingUpdate", "rollingUpdate": {"partition": r.randint(0, 3)}}}))
    return {"spec": {"serviceName": "web", "selector": {"matchLabels": selected(i)}, "template": template(r, selected(i)),
                     **({"volumeClaimTemplates": [claim]} if i % 2 else {}), **update, **maybe(r, {"replicas": r.randint(0, 9)})}}  # fmt: skip


def daemon_set(r, i):
    update = r.choice(({}, {"updateStrategy": {"type": "RollingUpdate", "rollingUpdate": {"maxUnavailable": r.randint(1, 3)}}}))
    return {"spec": {"selector": {"matchLabels": selected(i)}, "template": template(r, selected(i)), **update}}


def replica_set(r, i):
    return {"spec": {"selector": {"matchLabels": selected(i)}, "template": template(r, selected(i)), **maybe(r, {"replicas": r.randint(0, 9)})}}


def job(r, i):
    fixed = random.Random(i)
    return {"spec": {"template": template(fixed, {}, "Never"), "suspend": True, "completions": 4, **maybe(r, {"parallelism": r.randint(1, 4)}),
                     **maybe(r, {"ttlSecondsAfterFinished": r.randint(1, 99)}), **maybe(r, {"backoffLimit": r.randint(0, 9)})}}  # fmt: skip


def cron_job(r, i):
    return {"spec": {"schedule": f"{r.randint(0, 59)} * * * *", "jobTemplate": {"spec": {"template": template(r, {}, "OnFailure")}},
                     **maybe(r, {"suspend": r.random() < 0.5}), **maybe(r, {"concurrencyPolicy": "Forbid"})}}  # fmt: skip


def pod_template(r, i):
    return {"template": template(r, selected(i))}


def replication_controller(r, i):
    return {"spec": {"selector": selected(i), "template": template(r, selected(i)), **maybe(r, {"replicas": r.randint(0, 9)})}}


def service(r, i):
    ports = [{"port": 80 + n, **maybe(r, {"targetPort": r.choice((8080, "http"))}), "name": f"p{n}", **maybe(r, {"protocol": "TCP"})}
             for n in range(r.randint(1, 3))]  # fmt: skip
    affinity = r.choice(({}, {"sessionAffinity": "ClientIP"}, {"sessionAffinity": "None"}))
    headless = {"clusterIP": "None"} if i % 4 == 0 else {}
    return {"spec": {"ports": ports, **maybe(r, {"selector": mapping(r, 1)}, 0.9), **affinity, **headless,
                     **maybe(r, {"publishNotReadyAddresses": r.random() < 0.5}, 0.2)}}  # fmt: skip


def config_map(r, i):
    return {**maybe(r, {"data": mapping(r, 1)}, 0.9), **maybe(r, {"binaryData": {f"{word}.bin": "AAEC" for word in words(r, 1)}}, 0.1)}


def secret(r, i):
    return {**maybe(r, {"data": {word: "aGk=" for word in words(r, 1)}}, 0.9), **maybe(r, {"type": "Opaque"})}


def service_account(r, i):
    return {**maybe(r, {"imagePullSecrets": [{"name": word} for word in words(r, 1)]}), **maybe(r, {"automountServiceAccountToken": False}),
            **maybe(r, {"secrets": [{"name": word} for word in words(r, 1)]})}  # fmt: skip


def claim_of_volume(r, i):
    return {"spec": {"accessModes": ["ReadWriteOnce"], "resources": {"requests": {"storage": "1Gi"}}, "storageClassName": "fast"}}


def volume(r, i):
    return {"spec": {"capacity": {"storage": r.choice(("1Gi", "2048Mi"))}, "accessModes": r.sample(("ReadWriteOnce", "ReadOnlyMany"), r.randint(1, 2)),
                     "hostPath": {"path": f"/data/{i}"}, **maybe(r, {"persistentVolumeReclaimPolicy": "Delete"}),
                     **maybe(r, {"mountOptions": words(r, 1)})}}  # fmt: skip


def quota(r, i):
    return {"spec": {"hard": {"pods": str(r.randint(1000, 9999)), **maybe(r, {"limits.cpu": r.choice(("1000", "900000m"))})}}}


def limits(r, i):
    return {"spec": {"limits": [{"type": "Container", "max": {"cpu": "2", "memory": "1Gi"}, **maybe(r, {"min": {"cpu": "50m"}}),
                                 **maybe(r, {"default": {"cpu": "1"}}), **maybe(r, {"defaultRequest": {"cpu": "100m"}})}]}}  # fmt: skip


def rules(r):
    return [{"apiGroups": ["", "apps"][: r.randint(1, 2)], "resources": words(r, 1), "verbs": r.sample(("get", "list", "watch"), r.randint(1, 3))}
            for _ in range(r.randint(1, 3))]  # fmt: skip


def role(r, i):
    return maybe(r, {"rules": rules(r)}, 0.9)


def subjects(r):
    return [r.choice(({"kind": "ServiceAccount", "name": word, "namespace": NAMESPACE}, {"kind": "User", "name": word}, {"kind": "Group", "name": word}))
            for word in words(r, 1)]  # fmt: skip


def binding(kind):
    def make(r, i):
        return {"roleRef": {"kind": kind, "name": "reader", **({"apiGroup": "rbac.authorization.k8s.io"} if i % 2 else {})}, "subjects": subjects(r)}

    return make


def network_policy(r, i):
    peers = [{"podSelector": {"matchLabels": mapping(r, 1)}}, {"namespaceSelector": {"matchLabels": mapping(r, 1)}}]
    ports = [{"port": 80 + n, **maybe(r, {"protocol": "UDP"})} for n in range(r.randint(1, 2))]
    return {"spec": {"podSelector": {"matchLabels": mapping(r)}, **maybe(r, {"ingress": [{"from": peers[: r.randint(1, 2)], "ports": ports}]}),
                     **maybe(r, {"egress": [{"to": peers[:1]}]}), **maybe(r, {"policyTypes": ["Ingress", "Egress"]})}}  # fmt: skip


def ingress(r, i):
    def backend():
        return {"service": {"name": r.choice(WORDS), "port": {"number": 80}}}

    hosts = [{"host": f"{word}.example.org", "http": {"paths": [{"path": "/", "pathType": "Prefix", "backend": backend()}]}} for word in words(r, 1)]
    return {"spec": {"rules": hosts, **maybe(r, {"ingressClassName": "nginx"}), **maybe(r, {"tls": [{"hosts": words(r, 1), "secretName": "tls"}]})}}


def ingress_class(r, i):
    return {"spec": {"controller": "example.org/c", **maybe(r, {"parameters": {"kind": "Thing", "name": "a", "apiGroup": "example.org"}})}}


def autoscaler(r, i):
    metric = {"type": "Resource", "resource": {"name": r.choice(("cpu", "memory")), "target": {"type": "Utilization", "averageUtilization": r.randint(10, 90)}}}
    behavior = {"behavior": {"scaleDown": {"stabilizationWindowSeconds": r.randint(1, 99)}}}
    return {"spec": {"scaleTargetRef": {"apiVersion": "apps/v1", "kind": "Deployment", "name": r.choice(WORDS)}, "maxReplicas": r.randint(5, 9),
                     **maybe(r, {"minReplicas": r.randint(1, 4)}), **maybe(r, {"metrics": [metric]}), **maybe(r, behavior, 0.3)}}  # fmt: skip


def disruption_budget(r, i):
    return {"spec": {"selector": {"matchLabels": mapping(r, 1)}, **r.choice(({"minAvailable": r.randint(1, 3)}, {"maxUnavailable": "25%"}))}}


def priority_class(r, i):
    return {"value": i, **maybe(r, {"description": r.choice(WORDS)}), **({"globalDefault": False} if i % 2 else {})}


def storage_class(r, i):
    return {"provisioner": "example.org/p", **maybe(r, {"allowVolumeExpansion": True}), **({"parameters": {"type": "ssd"}} if i % 2 else {})}


def driver(r, i):
    return {"spec": {"attachRequired": True, **maybe(r, {"podInfoOnMount": r.random() < 0.5}), **maybe(r, {"requiresRepublish": r.random() < 0.5})}}


def webhooks(r, i):
    def one(word):
        rule = {"apiGroups": ["none.example.org"], "apiVersions": ["v1"], "operations": ["CREATE"], "resources": ["things"]}
        return {"name": f"{word}.example.org", "sideEffects": "None", "admissionReviewVersions": ["v1"],
                "clientConfig": {"service": {"namespace": NAMESPACE, "name": "hook", **maybe(r, {"path": "/x"})}}, "rules": [rule],
                **maybe(r, {"failurePolicy": "Ignore"}), **maybe(r, {"timeoutSeconds": r.randint(1, 30)})}  # fmt: skip

    return {"webhooks": [one(word) for word in words(r, 1)]}


def admission_policy(r, i):
    rule = {"apiGroups": ["none.example.org"], "apiVersions": ["v1"], "operations": ["CREATE"], "resources": ["things"]}
    return {"spec": {"matchConstraints": {"resourceRules": [rule]}, "validations": [{"expression": "true", **maybe(r, {"message": r.choice(WORDS)})}],
                     **maybe(r, {"failurePolicy": "Ignore"})}}  # fmt: skip


def lease(r, i):
    return {"spec": {"holderIdentity": r.choice(WORDS), **maybe(r, {"leaseDurationSeconds": r.randint(1, 60)})}}


def endpoint_slice(r, i):
    addresses = [{"addresses": [f"10.1.0.{n}"], **maybe(r, {"conditions": {"ready": True}})} for n in range(r.randint(1, 3))]
    return {"addressType": "IPv4", "endpoints": addresses, "ports": [{"port": 80 + n, **maybe(r, {"name": f"p{n}"}, 1.0)} for n in range(r.randint(1, 2))]}


def runtime_class(r, i):
    return {"handler": "runc", **maybe(r, {"overhead": {"podFixed": {"cpu": "100m"}}}), **maybe(r, {"scheduling": {"nodeSelector": mapping(r, 1)}})}


def namespace(r, i):
    return {}


def flow_schema(r, i):
    subject = [{"kind": "User", "user": {"name": word}} for word in words(r, 1)]
    rule = {"subjects": subject, "resourceRules": [{"verbs": ["get"], "apiGroups": ["*"], "resources": ["*"], "namespaces": ["*"]}]}
    return {"spec": {"priorityLevelConfiguration": {"name": "workload-low"}, "rules": [rule], **maybe(r, {"matchingPrecedence": r.randint(100, 9000)})}}


BUILTIN = {  # kind: (apiVersion, plural, namespaced, generator)
    "Deployment": ("apps/v1", "deployments", True, deployment),
    "StatefulSet": ("apps/v1", "statefulsets", True, stateful_set),
    "DaemonSet": ("apps/v1", "daemonsets", True, daemon_set),
    "ReplicaSet": ("apps/v1", "replicasets", True, replica_set),
    "Job": ("batch/v1", "jobs", True, job),
    "CronJob": ("batch/v1", "cronjobs", True, cron_job),
    "PodTemplate": ("v1", "podtemplates", True, pod_template),
    "ReplicationController": ("v1", "replicationcontrollers", True, replication_controller),
    "Service": ("v1", "services", True, service),
    "ConfigMap": ("v1", "configmaps", True, config_map),
    "Secret": ("v1", "secrets", True, secret),
    "ServiceAccount": ("v1", "serviceaccounts", True, service_account),
    "PersistentVolumeClaim": ("v1", "persistentvolumeclaims", True, claim_of_volume),
    "PersistentVolume": ("v1", "persistentvolumes", False, volume),
    "ResourceQuota": ("v1", "resourcequotas", True, quota),
    "LimitRange": ("v1", "limitranges", True, limits),
    "Namespace": ("v1", "namespaces", False, namespace),
    "Role": ("rbac.authorization.k8s.io/v1", "roles", True, role),
    "ClusterRole": ("rbac.authorization.k8s.io/v1", "clusterroles", False, role),
    "RoleBinding": ("rbac.authorization.k8s.io/v1", "rolebindings", True, binding("Role")),
    "ClusterRoleBinding": ("rbac.authorization.k8s.io/v1", "clusterrolebindings", False, binding("ClusterRole")),
    "NetworkPolicy": ("networking.k8s.io/v1", "networkpolicies", True, network_policy),
    "Ingress": ("networking.k8s.io/v1", "ingresses", True, ingress),
    "IngressClass": ("networking.k8s.io/v1", "ingressclasses", False, ingress_class),
    "HorizontalPodAutoscaler": ("autoscaling/v2", "horizontalpodautoscalers", True, autoscaler),
    "PodDisruptionBudget": ("policy/v1", "poddisruptionbudgets", True, disruption_budget),
    "PriorityClass": ("scheduling.k8s.io/v1", "priorityclasses", False, priority_class),
    "StorageClass": ("storage.k8s.io/v1", "storageclasses", False, storage_class),
    "CSIDriver": ("storage.k8s.io/v1", "csidrivers", False, driver),
    "ValidatingWebhookConfiguration": ("admissionregistration.k8s.io/v1", "validatingwebhookconfigurations", False, webhooks),
    "MutatingWebhookConfiguration": ("admissionregistration.k8s.io/v1", "mutatingwebhookconfigurations", False, webhooks),
    "ValidatingAdmissionPolicy": ("admissionregistration.k8s.io/v1", "validatingadmissionpolicies", False, admission_policy),
    "Lease": ("coordination.k8s.io/v1", "leases", True, lease),
    "EndpointSlice": ("discovery.k8s.io/v1", "endpointslices", True, endpoint_slice),
    "RuntimeClass": ("node.k8s.io/v1", "runtimeclasses", False, runtime_class),
    "FlowSchema": ("flowcontrol.apiserver.k8s.io/v1", "flowschemas", False, flow_schema),
}

TEXT = {"type": "string"}
ANY = {"type": "object", "x-kubernetes-preserve-unknown-fields": True}
PART = {"type": "object", "required": ["id"], "properties": {
    "id": TEXT, "kind": {"type": "string", "default": "plain"}, "size": {"type": "integer", "default": 1},
    "tags": {"type": "array", "items": TEXT, "x-kubernetes-list-type": "set"}}}  # fmt: skip
CUSTOM_SCHEMAS = {
    "Loose": ANY,
    "Keyed": {"type": "object", "properties": {
        "parts": {"type": "array", "items": PART, "x-kubernetes-list-type": "map", "x-kubernetes-list-map-keys": ["id", "kind"]},
        "mode": {"type": "string", "default": "fast"}}},
    "Whole": {"type": "object", "properties": {
        "place": {"type": "object", "x-kubernetes-map-type": "atomic", "properties": {"zone": TEXT, "rack": TEXT}},
        "steps": {"type": "array", "items": TEXT}, "words": {"type": "object", "additionalProperties": TEXT}}},
    "Deep": {"type": "object", "properties": {"level": {"type": "object", "properties": {
        "inner": {"type": "object", "properties": {"count": {"type": "integer", "default": 3}, "port": {"x-kubernetes-int-or-string": True},
                                                   "items": {"type": "array", "items": {"type": "object", "properties": {"a": TEXT, "b": TEXT}}}}},
        "names": {"type": "array", "items": TEXT, "x-kubernetes-list-type": "set"}}}}},
    "Wide": {"type": "object", "properties": {"tables": {"type": "object", "additionalProperties": {
        "type": "object", "properties": {"rows": {"type": "integer"}, "on": {"type": "boolean", "default": True}}}}, "rest": ANY}},
}  # fmt: skip


def loose(r, i):
    return {"spec": {**mapping(r), **maybe(r, {"nested": {**mapping(r), "list": words(r, 1)}}), **maybe(r, {"n": r.randint(0, 9)})}}


def keyed(r, i):
    parts = [{"id": word, **maybe(r, {"kind": "odd"}), **maybe(r, {"size": r.randint(1, 9)}), **maybe(r, {"tags": words(r, 1)})} for word in words(r, 1)]
    return {"spec": {"parts": parts, **maybe(r, {"mode": "slow"})}}


def whole(r, i):
    return {"spec": {**maybe(r, {"place": {"zone": r.choice(WORDS), **maybe(r, {"rack": "1"})}}), **maybe(r, {"steps": words(r, 1)}),
                     **maybe(r, {"words": mapping(r, 1)})}}  # fmt: skip


def deep(r, i):
    items = [{"a": word, **maybe(r, {"b": "x"})} for word in words(r, 1)]
    inner = {**maybe(r, {"count": r.randint(1, 9)}), **maybe(r, {"port": r.choice((80, "http"))}), **maybe(r, {"items": items})}
    return {"spec": {"level": {**maybe(r, {"inner": inner}, 0.8), **maybe(r, {"names": words(r, 1)})}}}


def wide(r, i):
    tables = {word: {"rows": r.randint(0, 9), **maybe(r, {"on": False})} for word in words(r, 1)}
    return {"spec": {"tables": tables, **maybe(r, {"rest": mapping(r, 1)})}}


CUSTOM = {kind: ("bench.example.org/v1", kind.lower() + "s", True, make)
          for kind, make in (("Loose", loose), ("Keyed", keyed), ("Whole", whole), ("Deep", deep), ("Wide", wide))}  # fmt: skip
KINDS = {**BUILTIN, **CUSTOM}


def generated(kind, i, seed):
    """The same object has the same name and what cannot be changed whatever the seed."""
    version, _, is_namespaced, make = KINDS[kind]
    r = random.Random(f"{kind} {i} {seed}")
    name = f"{kind.lower()}-{i}" + (".example.org" if kind == "ValidatingAdmissionPolicy" else "")
    metadata = {"name": name, **maybe(r, {"labels": mapping(r, 1)}), **maybe(r, {"annotations": mapping(r, 1)})}
    if is_namespaced:
        metadata["namespace"] = NAMESPACE
    return {"apiVersion": version, "kind": kind, "metadata": metadata, **make(r, i)}


def definitions():
    """The CustomResourceDefinitions of the custom kinds."""
    for kind, schema in CUSTOM_SCHEMAS.items():
        plural = CUSTOM[kind][1]
        version = {"name": "v1", "served": True, "storage": True,
                   "schema": {"openAPIV3Schema": {"type": "object", "properties": {"spec": schema}}}}  # fmt: skip
        yield {"apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinition", "metadata": {"name": f"{plural}.bench.example.org"},
               "spec": {"group": "bench.example.org", "scope": "Namespaced", "names": {"kind": kind, "plural": plural}, "versions": [version]}}  # fmt: skip


def path_of(item):
    version, plural, is_namespaced, _ = KINDS[item["kind"]]
    group = f"/apis/{version}" if "/" in version else f"/api/{version}"
    return f"{group}{f'/namespaces/{NAMESPACE}' if is_namespaced else ''}/{plural}/{item['metadata']['name']}"


def define(plane):
    """Makes the kinds and the namespace known to an API server."""
    for definition in definitions():
        plane.apply(f"/apis/apiextensions.k8s.io/v1/customresourcedefinitions/{definition['metadata']['name']}", definition)
    for kind in CUSTOM:
        plane.wait(kind, lambda kind=kind: plane.get(f"/apis/bench.example.org/v1/{CUSTOM[kind][1]}"))
    # The descriptions that are published follow the definitions after a moment.
    plane.wait("descriptions", lambda: b"Wide" in plane.call("GET", "/openapi/v3/apis/bench.example.org/v1"))
    plane.apply(f"/api/v1/namespaces/{NAMESPACE}", {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": NAMESPACE}})
