#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Plumbline authors
# SPDX-License-Identifier: Apache-2.0
"""tst_accuracy.py PLUMBLINECTL: makes more than 500 changes of twenty kinds to objects that the real kustomize-controller
applied on the real API server, and counts how many of them plumblinectl drift finds, with which cause.

Prints precision, recall and F1 of every cause; fails below a macro F1 of 0.95. Exits with 77 when a program is not there."""

import collections
import concurrent.futures
import json
import subprocess
import sys
import unittest

import controlplane
import generated
from tst_line import OwnFleet, WorkingCopy

NAMESPACE = "podinfo"
OWNED = {"kustomize.toolkit.fluxcd.io/name": "infrastructure", "kustomize.toolkit.fluxcd.io/namespace": "flux-system"}
EACH = 27  # changes of every kind
ASKED = 0.95
PEOPLE = ("kubectl-edit", "kubectl-patch", "k9s", "node-fetch", "Mozilla")
DEPLOYERS = ("argocd-controller", "helm", "Terraform")
POD = "spec.template.spec"
CUSTOM = "things.accuracy.example.org"
UNTOUCHED = 5  # objects of every generated kind, which nobody changes


def deployment(name):
    containers = [{"name": part, "image": f"example.org/{part}:1", "ports": [{"containerPort": 80}],
                   "env": [{"name": "A", "value": "1"}, {"name": "B", "value": "2"}]} for part in ("app", "proxy")]  # fmt: skip
    template = {"metadata": {"labels": {"app": name}}, "spec": {"containers": containers}}
    spec = {"replicas": 3, "selector": {"matchLabels": {"app": name}}, "template": template}
    return {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": name, "namespace": NAMESPACE}, "spec": spec}


def config_map(name):
    return {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": name, "namespace": NAMESPACE}, "data": {"a": "1", "b": "2"}}


def service(name):
    ports = [{"name": "http", "port": 80, "targetPort": 8080}, {"name": "admin", "port": 81, "targetPort": 8081}]
    return {"apiVersion": "v1", "kind": "Service", "metadata": {"name": name, "namespace": NAMESPACE},
            "spec": {"selector": {"app": name}, "ports": ports}}  # fmt: skip


def secret(name):
    return {"apiVersion": "v1", "kind": "Secret", "metadata": {"name": name, "namespace": NAMESPACE}, "stringData": {"key": "hunter2"}}


def thing(name):
    parts = [{"id": "a", "size": 1}, {"id": "b", "size": 2}]
    return {"apiVersion": "accuracy.example.org/v1", "kind": "Thing", "metadata": {"name": name, "namespace": NAMESPACE},
            "spec": {"parts": parts, "mode": "fast"}}  # fmt: skip


def path_of(item):
    prefix = {"Deployment": "/apis/apps/v1", "ConfigMap": "/api/v1", "Service": "/api/v1", "Secret": "/api/v1",
              "Thing": "/apis/accuracy.example.org/v1"}[item["kind"]]  # fmt: skip
    return f"{prefix}/namespaces/{NAMESPACE}/{item['kind'].lower()}s/{item['metadata']['name']}"


def replaced(value, *steps):
    """A copy with the value at the steps, the last of them, set."""
    *path, last = steps
    copy = json.loads(json.dumps(value))
    node = copy
    for step in path[:-1]:
        node = node[step]
    node[path[-1]] = last
    return copy


class Change:
    """A kind of change: of what, what is done to it, what is to be found."""

    def __init__(self, name, make, field, cause, do):
        self.name, self.make, self.field, self.cause, self.do = name, make, field, cause, do

    def object(self, i):
        return self.make(f"{self.name}-{i}")


class Hands:
    """What people, controllers and tools do to objects."""

    def __init__(self, plane):
        self.plane = plane

    def merge(self, item, change, manager, subresource=""):
        path = path_of(item) + (f"/{subresource}" if subresource else "")
        self.plane.call("PATCH", f"{path}?fieldManager={manager}", json.dumps(change).encode(), "application/merge-patch+json")

    def strategic(self, item, change, manager):
        self.plane.call("PATCH", f"{path_of(item)}?fieldManager={manager}", json.dumps(change).encode(), "application/strategic-merge-patch+json")

    def operation(self, item, operation, path, manager, value=None):
        body = [{"op": operation, "path": path, **({} if value is None else {"value": value})}]
        self.plane.call("PATCH", f"{path_of(item)}?fieldManager={manager}", json.dumps(body).encode(), "application/json-patch+json")

    def apply(self, item, fields, manager):
        identity = {"apiVersion": item["apiVersion"], "kind": item["kind"], "metadata": {key: item["metadata"][key] for key in ("name", "namespace")}}
        self.plane.apply(path_of(item), identity | fields, manager)

    def let_go(self, item, fields, manager):
        self.apply(item, fields, manager)
        self.apply(item, {}, manager)


def changes(hands):
    def person(i):
        return PEOPLE[i % len(PEOPLE)]

    def image(manager):
        return lambda item, i: hands.strategic(item, {"spec": {"template": {"spec": {"containers": [
            {"name": "app", "image": "example.org/app:2"}]}}}}, manager(i))  # fmt: skip

    def data(value, manager):
        return lambda item, i: hands.merge(item, {"data": value}, manager(i))

    def swap(item, i):
        containers = item["spec"]["template"]["spec"]["containers"][::-1]
        hands.operation(item, "replace", "/spec/template/spec/containers", person(i), containers)

    def delete(item, i):
        hands.plane.call("DELETE", path_of(item))

    def create(item, i):
        labelled = replaced(item, "metadata", "labels", OWNED)
        collection = path_of(item).rpartition("/")[0]
        hands.plane.call("POST", f"{collection}?fieldManager=kubectl-create", json.dumps(labelled).encode())

    def robot(i):
        return "robot"

    def controller(i):
        return ("external-secrets", "cert-manager-cainjector", "keda-operator")[i % 3]

    def nobody(item, i):
        """Left as git says, or changed by what is there already."""

    note = 'metadata.annotations["example.org/note"]'
    return [
        Change("edited", deployment, f"{POD}.containers[name=app].image", "manual-edit", image(person)),
        Change("env", deployment, f"{POD}.containers[name=app].env[name=A].value", "manual-edit", lambda item, i: hands.strategic(
            item, {"spec": {"template": {"spec": {"containers": [{"name": "app", "env": [{"name": "A", "value": "9"}]}]}}}}, person(i))),
        Change("removed", config_map, "data.b", "manual-edit", lambda item, i: hands.operation(item, "remove", "/data/b", person(i))),
        Change("unlisted", deployment, f"{POD}.containers[name=app].env[name=B]", "manual-edit", lambda item, i: hands.operation(
            item, "remove", "/spec/template/spec/containers/0/env/1", person(i))),
        Change("added", config_map, "data.c", "manual-edit", lambda item, i: hands.merge(item, {"data": {"c": "3"}}, "kubectl-patch")),
        Change("sidecar", deployment, f"{POD}.containers[name=side]", "manual-edit",
               lambda item, i: hands.strategic(item, {"spec": {"template": {"spec": {"containers": [
                   {"name": "side", "image": "example.org/side:1"}]}}}}, "kubectl-edit")),
        Change("moved", deployment, f"{POD}.containers", "manual-edit", swap),
        Change("selector", service, "spec.selector.tier", "manual-edit", lambda item, i: hands.merge(item, {"spec": {"selector": {"tier": "x"}}}, person(i))),
        Change("port", service, "spec.ports[port=80,protocol=TCP].targetPort", "manual-edit",
               lambda item, i: hands.operation(item, "replace", "/spec/ports/0/targetPort", person(i), 9090)),
        Change("annotated", config_map, note, "manual-edit",
               lambda item, i: hands.merge(item, {"metadata": {"annotations": {"example.org/note": "by hand"}}}, "kubectl-annotate")),
        Change("secret", secret, "data.key", "manual-edit", lambda item, i: hands.merge(item, {"stringData": {"key": "hunter3"}}, person(i))),
        Change("custom", thing, "spec.parts[id=a].size", "manual-edit", lambda item, i: hands.operation(item, "replace", "/spec/parts/0/size", person(i), 7)),
        Change("scaled", deployment, "spec.replicas", "manual-edit", lambda item, i: hands.merge(item, {"spec": {"replicas": 7}}, "kubectl", "scale")),
        Change("extra", config_map, "extra", "manual-edit", create),
        Change("deleted", config_map, "missing", "deleted", delete),
        Change("autoscaled", deployment, "spec.replicas", "controller",
               lambda item, i: hands.merge(item, {"spec": {"replicas": 9}}, "kube-controller-manager", "scale")),
        Change("controlled", config_map, "data.a", "controller", data({"a": "x"}, controller)),
        Change("applied", config_map, "data.a", "other-applier", lambda item, i: hands.apply(item, {"data": {"a": "x"}}, DEPLOYERS[i % 3])),
        Change("templated", deployment, f"{POD}.containers[name=app].image", "other-applier", lambda item, i: hands.apply(
            item, {"spec": {"template": {"spec": {"containers": [{"name": "app", "image": "example.org/app:3"}]}}}}, DEPLOYERS[i % 3])),
        Change("defaulted", deployment, "spec.replicas", "api-default", lambda item, i: hands.let_go(item, {"spec": {"replicas": 5}}, "team-b")),
        Change("ignored", config_map, "data.a", "ignore-rule", data({"a": "x"}, person)),
        Change("robot", config_map, "data.a", "unknown", data({"a": "x"}, robot)),
        Change("mutated", config_map, "data.a", "webhook", nobody),
        Change("left", config_map, "extra", "left-behind", nobody),
        Change("waiting", config_map, "data.a", "not-applied", nobody),
        Change("waiting-key", config_map, "data.z", "not-applied", nobody),
        Change("waiting-new", config_map, "missing", "not-applied", nobody),
    ]  # fmt: skip


def definition():
    part = {"type": "object", "required": ["id"], "properties": {"id": {"type": "string"}, "size": {"type": "integer"}}}
    spec = {"type": "object", "properties": {"mode": {"type": "string"}, "parts": {
        "type": "array", "items": part, "x-kubernetes-list-type": "map", "x-kubernetes-list-map-keys": ["id"]}}}  # fmt: skip
    version = {"name": "v1", "served": True, "storage": True, "schema": {"openAPIV3Schema": {"type": "object", "properties": {"spec": spec}}}}
    return {"apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinition", "metadata": {"name": CUSTOM},
            "spec": {"group": "accuracy.example.org", "scope": "Namespaced", "names": {"kind": "Thing", "plural": "things"}, "versions": [version]}}  # fmt: skip


def mutation():
    """An admission policy that rewrites what Flux applies to some objects."""
    rule = {"apiGroups": [""], "apiVersions": ["v1"], "operations": ["CREATE", "UPDATE"], "resources": ["configmaps"]}
    patch = '[JSONPatch{op: "replace", path: "/data/a", value: "mutated"}]'
    name = {"metadata": {"name": "rewrite.example.org"}}
    policy = {"apiVersion": "admissionregistration.k8s.io/v1", "kind": "MutatingAdmissionPolicy", **name, "spec": {
        "matchConstraints": {"resourceRules": [rule]}, "reinvocationPolicy": "Never", "failurePolicy": "Fail",
        "matchConditions": [{"name": "chosen", "expression": 'object.metadata.name.startsWith("mutated-")'}],
        "mutations": [{"patchType": "JSONPatch", "jsonPatch": {"expression": patch}}]}}  # fmt: skip
    binding = {"apiVersion": "admissionregistration.k8s.io/v1", "kind": "MutatingAdmissionPolicyBinding", **name, "spec": {"policyName": name["metadata"]["name"]}}
    return policy, binding


def scores(truth, found):
    """Precision, recall and F1 of every cause, by place."""
    result = {}
    for cause in sorted(set(truth.values())):
        right = sum(1 for place, each in truth.items() if each == cause and found.get(place) == cause)
        said = sum(1 for each in found.values() if each == cause)
        real = sum(1 for each in truth.values() if each == cause)
        precision, recall = (right / said if said else 0.0), right / real
        result[cause] = (precision, recall, 2 * precision * recall / (precision + recall) if right else 0.0, real)
    return result


class Accuracy(unittest.TestCase):
    plumblinectl = ""
    maxDiff = None

    def test_changes_are_found_with_their_causes(self):
        with controlplane.ControlPlane() as plane:
            self.plane = plane
            self.changes = changes(Hands(plane))
            self.prepare()
            copy = self.start()
            expected = {place: self.of(name).cause for name in ("mutated", "left") for place in self.places(name)}
            self.assertEqual(self.found(copy), expected)
            truth = self.suspend() | self.seed(copy)
            self.report(truth, self.found(copy))
            self.check_with_server(copy)

    def prepare(self):
        generated.define(self.plane)
        self.plane.apply(f"/apis/apiextensions.k8s.io/v1/customresourcedefinitions/{CUSTOM}", definition())
        policy, binding = mutation()
        for item, plural in ((policy, "mutatingadmissionpolicies"), (binding, "mutatingadmissionpolicybindings")):
            self.plane.apply(f"/apis/admissionregistration.k8s.io/v1/{plural}/{item['metadata']['name']}", item)
        probe = json.dumps({**config_map("mutated-probe"), "metadata": {"name": "mutated-probe"}}).encode()
        self.plane.wait("the admission policy", lambda: b"\"mutated\"" in self.plane.call("POST", "/api/v1/namespaces/default/configmaps?dryRun=All", probe))

    def of(self, name):
        return next(each for each in self.changes if each.name == name)

    def places(self, name):
        change = self.of(name)
        return [(f"{change.object(i)['kind']}/{change.object(i)['metadata']['name']}", change.field) for i in range(EACH)]

    def write(self, file, items):
        file.parent.mkdir(exist_ok=True)
        file.write_text("".join("---\n" + json.dumps(item) + "\n" for item in items))

    def start(self):
        copy = WorkingCopy(self.plane.folder / "copy", OwnFleet, self.plane.make_repository("fleet"))
        folder = copy.folder / "infrastructure"
        absent = ("extra", "left", "waiting-new")
        self.write(folder / "more.yaml", [each.object(i) for each in self.changes if each.name not in absent for i in range(EACH)])
        # Quotas and limits of one namespace would be about the others, and a flow schema about the controllers.
        kinds = [kind for kind in generated.KINDS if kind not in ("ResourceQuota", "LimitRange", "FlowSchema")]
        self.write(folder / "generated.yaml", [generated.generated(kind, i, "accuracy") for kind in kinds for i in range(UNTOUCHED)])
        kustomization = folder / "kustomization.yaml"
        kustomization.write_text(kustomization.read_text() + "  - more.yaml\n  - generated.yaml\n")
        left = [self.of("left").object(i) for i in range(EACH)]
        self.write(copy.folder / "kept/objects.yaml", [*left, config_map("stays")])
        apps = copy.folder / "clusters/production/apps.yaml"
        rule = "  path: ./infrastructure\n  ignore:\n    - paths: [/data/a]\n      target: {kind: ConfigMap, name: ignored-.*}\n"
        kept = apps.read_text().partition("---\n")[0].replace("infrastructure", "kept").replace("prune: true", "prune: false")
        kept = kept.replace("spec:\n", "spec:\n  dependsOn: [{name: infrastructure}]\n")
        apps.write_text(apps.read_text().replace("  path: ./infrastructure\n", rule) + "---\n" + kept)
        self.commit(copy, "Add objects")
        self.plane.bootstrap((copy.folder / "clusters/production/flux-system/gotk-sync.yaml").read_text())
        self.plane.reconcile(copy.push())
        self.write(copy.folder / "kept/objects.yaml", [config_map("stays")])
        self.commit(copy, "Remove objects that are kept")
        self.plane.reconcile(copy.push())
        return copy

    @staticmethod
    def commit(copy, message):
        copy.git("add", "--all")
        copy.git("commit", "-q", "-m", message)

    def suspend(self):
        names = ("flux-system", "infrastructure", "apps", "kept")
        for name in names:
            self.plane.kubectl("patch", "--namespace=flux-system", f"kustomization/{name}", "--type=merge", '--patch={"spec":{"suspend":true}}')
        return {(f"Kustomization/{name}", "spec.suspend"): "manual-edit" for name in names}

    def seed(self, copy):
        truth = {}
        jobs = []
        for change in self.changes:
            for i, place in enumerate(self.places(change.name)):
                truth[place] = change.cause
                jobs.append((change, change.object(i), i))
        with concurrent.futures.ThreadPoolExecutor(4) as pool:
            for done in [pool.submit(change.do, item, i) for change, item, i in jobs]:
                done.result()
        file = copy.folder / "infrastructure/more.yaml"
        text = file.read_text()
        for i in range(EACH):
            for name, data in (("waiting", {"a": "5", "b": "2"}), ("waiting-key", {"a": "1", "b": "2", "z": "3"})):
                item = self.of(name).object(i)
                text = text.replace(json.dumps(item), json.dumps(item | {"data": data}))
            text += "---\n" + json.dumps(self.of("waiting-new").object(i)) + "\n"
        file.write_text(text)
        self.commit(copy, "Change values")
        return truth

    def ask(self, copy, *options, kubeconfig=None):
        command = [self.plumblinectl, "drift", "--repo", str(copy.folder), "--cluster", "clusters/production",
                   "--kubeconfig", str(kubeconfig or self.plane.kubeconfig), "-o", "json", "--all", *options]  # fmt: skip
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
        self.assertIn(done.returncode, (0, 1), done.stderr)
        self.assertNotIn("hunter", done.stdout + done.stderr)
        return json.loads(done.stdout)

    def found(self, copy):
        result = {}
        for each in self.ask(copy)["objects"]:
            name = f"{each['kind']}/{each['name']}"
            if "cause" in each:
                result[name, each["action"]] = each["cause"]["kind"]
            for change in each.get("changes", []):
                result[name, change["path"]] = change.get("cause", {}).get("kind")
        return result

    def report(self, truth, found):
        wrong = collections.Counter((place[0].rpartition("-")[0], place[1], truth.get(place, "nothing"), found.get(place, "nothing"))
                                    for place in {**truth, **found} if truth.get(place) != found.get(place))  # fmt: skip
        for (name, field, real, said), count in sorted(wrong.items()):
            print(f"{count} × {name} {field}: {real}, and {said} was found")
        result = scores(truth, found)
        for cause, (precision, recall, f1, real) in result.items():
            print(f"{cause:14} precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}  of {real}")
        macro = sum(f1 for _, _, f1, _ in result.values()) / len(result)
        print(f"{len(truth)} changes of {len(self.changes)} kinds, macro F1 {macro:.4f}", flush=True)
        self.assertEqual(set(found) - set(truth), set())
        self.assertGreaterEqual(len(truth), 500)
        self.assertGreaterEqual(macro, ASKED)

    def check_with_server(self, copy):
        """The API server confirms what Flux would change, and proves what admission keeps."""
        answer = self.ask(copy, "--server-dry-run")
        objects = {f"{each['kind']}/{each['name']}": each for each in answer["objects"]}
        self.assertEqual({objects[f"Deployment/edited-{i}"]["server"] for i in range(EACH)}, {"confirmed"})
        mutated = [objects[f"ConfigMap/mutated-{i}"] for i in range(EACH)]
        self.assertEqual({each["server"] for each in mutated}, {"unchanged"})
        self.assertEqual({each["changes"][0]["cause"]["needsPerson"] for each in mutated}, {False})
        self.assertNotIn("server-dry-run", {each["code"] for each in answer["diagnostics"]})

        # Who may only read sees the same, as it is computed without the server, and why.
        seen = self.ask(copy, "--server-dry-run", kubeconfig=self.read_only())
        self.assertEqual([each["name"] for each in seen["objects"]], [each["name"] for each in answer["objects"]])
        self.assertEqual({each.get("server") for each in seen["objects"]} - {None}, {"not-allowed"})
        self.assertIn("server-dry-run", {each["code"] for each in seen["diagnostics"]})

    def read_only(self):
        """The kubeconfig of somebody who may read everything and write nothing."""
        group = "/apis/rbac.authorization.k8s.io/v1"
        identity = {"apiVersion": "rbac.authorization.k8s.io/v1", "metadata": {"name": "look"}}
        rules = [{"apiGroups": ["*"], "resources": ["*"], "verbs": ["get", "list", "watch"]}]
        self.plane.apply(f"{group}/clusterroles/look", {**identity, "kind": "ClusterRole", "rules": rules})
        role = {"apiGroup": "rbac.authorization.k8s.io", "kind": "ClusterRole", "name": "look"}
        reader = [{"apiGroup": "rbac.authorization.k8s.io", "kind": "User", "name": "reader"}]
        self.plane.apply(f"{group}/clusterrolebindings/look", {**identity, "kind": "ClusterRoleBinding", "roleRef": role, "subjects": reader})
        config = json.loads(self.plane.kubeconfig.read_text())
        config["users"][0]["user"]["as"] = "reader"
        file = self.plane.folder / "read-only"
        file.write_text(json.dumps(config))
        return file


def main():
    Accuracy.plumblinectl = sys.argv[1]
    return controlplane.run(Accuracy)


if __name__ == "__main__":
    sys.exit(main())
