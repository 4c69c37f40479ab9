#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Plumbline authors
# SPDX-License-Identifier: Apache-2.0
"""tst_causes.py PLUMBLINECTL: changes of many kinds are made to objects that the real kustomize-controller applied on the real
API server, and plumblinectl drift must name each object, field and cause, and nothing else.

Exits with 77 when a program is not there."""

import json
import subprocess
import sys
import unittest

import controlplane
from tst_line import OwnFleet, WorkingCopy

NAMESPACE = "podinfo"
LABELS = {"kustomize.toolkit.fluxcd.io/name": "infrastructure", "kustomize.toolkit.fluxcd.io/namespace": "flux-system"}
DEPLOYMENTS = ("defaulted", "edited", "moved", "robot", "scaled", "scaled-by-hpa", "sidecar", "unset")
CONFIG_MAPS = ("added", "annotated", "applied", "deleted", "ignored", "removed", "silent", "untouched", "waiting")


def deployment(name):
    containers = [{"name": part, "image": f"example.org/{part}:1", "ports": [{"containerPort": 80}]} for part in ("app", "proxy")]
    template = {"metadata": {"labels": {"app": name}}, "spec": {"containers": containers}}
    spec = {"replicas": 3, "selector": {"matchLabels": {"app": name}}, "template": template}
    return {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": name, "namespace": NAMESPACE}, "spec": spec}


def config_map(name):
    return {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": name, "namespace": NAMESPACE}, "data": {"a": "1", "b": "2"}}


def more_objects():
    secret = {"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "secret", "namespace": NAMESPACE}, "stringData": {"key": "hunter2"}}
    ports = [{"name": "http", "port": 80, "targetPort": 8080}]
    service = {"apiVersion": "v1", "kind": "Service", "metadata": {"name": "service", "namespace": NAMESPACE},
               "spec": {"selector": {"app": "edited"}, "ports": ports}}  # fmt: skip
    return [*map(deployment, DEPLOYMENTS), *map(config_map, CONFIG_MAPS), secret, service]


class Causes(unittest.TestCase):
    plumblinectl = ""
    maxDiff = None

    def start(self, plane):
        copy = WorkingCopy(plane.folder / "copy", OwnFleet, plane.make_repository("fleet"))
        folder = copy.folder / "infrastructure"
        (folder / "more.yaml").write_text("---\n".join(json.dumps(each) + "\n" for each in more_objects()))
        kustomization = folder / "kustomization.yaml"
        kustomization.write_text(kustomization.read_text() + "  - more.yaml\n")
        apps = copy.folder / "clusters/production/apps.yaml"
        rule = "  path: ./infrastructure\n  ignore:\n    - paths: [/data/a]\n      target: {kind: ConfigMap, name: ignored}\n"
        apps.write_text(apps.read_text().replace("  path: ./infrastructure\n", rule))
        self.commit(copy, "Add objects")
        plane.bootstrap((copy.folder / "clusters/production/flux-system/gotk-sync.yaml").read_text())
        plane.reconcile(copy.push())
        return copy

    @staticmethod
    def commit(copy, message):
        copy.git("add", "--all")
        copy.git("commit", "-q", "-m", message)

    def drift(self, plane, copy, *options):
        """What plumblinectl exits with, and its answer."""
        command = [self.plumblinectl, "drift", "--repo", str(copy.folder), "--cluster", "clusters/production",
                   "--kubeconfig", str(plane.kubeconfig), "-o", "json", *options]  # fmt: skip
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
        self.assertIn(done.returncode, (0, 1), done.stderr)
        self.assertNotIn("hunter", done.stdout + done.stderr)
        return done.returncode, json.loads(done.stdout)

    @staticmethod
    def found(answer):
        """Every difference and its cause, by object and field; the field of a whole object is what happened to it."""
        result = {}
        for each in answer["objects"]:
            name = f"{each['kind']}/{each['name']}"
            if "cause" in each:
                result[name, each["action"]] = each["cause"]["kind"]
            for change in each.get("changes", []):
                result[name, change["path"]] = change.get("cause", {}).get("kind")
        return result

    def test_every_kind_of_change_has_its_cause(self):
        with controlplane.ControlPlane() as plane:
            copy = self.start(plane)
            status, answer = self.drift(plane, copy, "--all")
            self.assertEqual((status, self.found(answer)), (0, {}))
            self.assertTrue(answer["unchanged"] > len(DEPLOYMENTS) + len(CONFIG_MAPS))
            self.assertEqual({each["owner"]: each["behind"] for each in answer["lag"]},
                             {"flux-system/flux-system": 0, "flux-system/infrastructure": 0, "flux-system/apps": 0})  # fmt: skip

            expected = self.suspend(plane) | self.seed(plane)
            status, answer = self.drift(plane, copy, "--all")
            self.assertEqual((status, self.found(answer)), (1, expected))
            self.check_managers(answer)

            status, answer = self.drift(plane, copy)
            folded = {"controller", "ignore-rule"}
            rest = {place: cause for place, cause in expected.items() if cause not in folded}
            self.assertEqual((status, self.found(answer)), (1, rest))
            self.assertEqual(answer["explained"], {"controller": 1, "ignore-rule": 1})

            self.check_commit_that_is_not_applied(plane, copy, set(rest))

    def suspend(self, plane):
        """Keeps Flux from healing; that is a change made by hand itself."""
        for name in ("flux-system", "infrastructure", "apps"):
            plane.kubectl("patch", "--namespace=flux-system", f"kustomization/{name}", "--type=merge", '--patch={"spec":{"suspend":true}}')
        return {(f"Kustomization/{name}", "spec.suspend"): "manual-edit" for name in ("flux-system", "infrastructure", "apps")}

    def seed(self, plane):
        def patch(target, change, *options):
            plane.kubectl("patch", f"--namespace={NAMESPACE}", target, f"--patch={json.dumps(change)}", *options)

        def remove(target, path):
            patch(target, [{"op": "remove", "path": path}], "--type=json")

        pod = "spec.template.spec"
        patch("deployment/edited", {"spec": {"template": {"spec": {"containers": [{"name": "app", "image": "example.org/app:2"}]}}}})
        patch("deployment/sidecar", {"spec": {"template": {"spec": {"containers": [{"name": "side", "image": "example.org/side:1"}]}}}})
        patch("deployment/robot", {"spec": {"minReadySeconds": 5}}, "--field-manager=robot")
        remove("deployment/unset", "/spec/replicas")
        # One who lets go of what it took from Flux leaves a default that nobody set.
        for taken in ({"spec": {"replicas": 5}}, {}):
            taken |= {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "defaulted", "namespace": NAMESPACE}}
            plane.apply(f"/apis/apps/v1/namespaces/{NAMESPACE}/deployments/defaulted", taken, "team-b")
        containers = deployment("moved")["spec"]["template"]["spec"]["containers"]
        patch("deployment/moved", [{"op": "replace", "path": "/spec/template/spec/containers", "value": containers[::-1]}], "--type=json")
        plane.kubectl("scale", f"--namespace={NAMESPACE}", "deployment/scaled", "--replicas=7")
        scale = f"/apis/apps/v1/namespaces/{NAMESPACE}/deployments/scaled-by-hpa/scale?fieldManager=kube-controller-manager"
        plane.call("PATCH", scale, b'{"spec":{"replicas":9}}', "application/merge-patch+json")

        patch("configmap/added", {"data": {"c": "3"}})
        plane.kubectl("annotate", f"--namespace={NAMESPACE}", "configmap/annotated", "example.org/note=by hand")
        plane.apply(f"/api/v1/namespaces/{NAMESPACE}/configmaps/applied", config_map("applied") | {"data": {"a": "x"}}, "team-b")
        plane.kubectl("delete", f"--namespace={NAMESPACE}", "configmap/deleted")
        patch("configmap/ignored", {"data": {"a": "x"}})
        remove("configmap/removed", "/data/b")
        patch("configmap/silent", {"data": {"d": "4"}}, "--field-manager=robot")
        patch("secret/secret", {"stringData": {"key": "hunter3"}})
        patch("service/service", {"spec": {"selector": {"tier": "x"}}})
        extra = config_map("extra")
        extra["metadata"]["labels"] = LABELS
        (plane.folder / "extra.json").write_text(json.dumps(extra))
        plane.kubectl("create", "--filename", str(plane.folder / "extra.json"))
        return {
            ("Deployment/edited", f"{pod}.containers[name=app].image"): "manual-edit",
            ("Deployment/sidecar", f"{pod}.containers[name=side]"): "manual-edit",
            ("Deployment/defaulted", "spec.replicas"): "api-default",
            ("Deployment/unset", "spec.replicas"): "manual-edit",
            ("Deployment/moved", f"{pod}.containers"): "manual-edit",
            ("Deployment/scaled", "spec.replicas"): "manual-edit",
            ("Deployment/scaled-by-hpa", "spec.replicas"): "controller",
            ("ConfigMap/added", "data.c"): "manual-edit",
            ("ConfigMap/annotated", 'metadata.annotations["example.org/note"]'): "manual-edit",
            ("ConfigMap/applied", "data.a"): "other-applier",
            ("ConfigMap/deleted", "missing"): "deleted",
            ("ConfigMap/extra", "extra"): "manual-edit",
            ("ConfigMap/ignored", "data.a"): "ignore-rule",
            ("ConfigMap/removed", "data.b"): "manual-edit",
            ("Secret/secret", "data.key"): "manual-edit",
            ("Service/service", "spec.selector.tier"): "manual-edit",
        }

    def check_managers(self, answer):
        """The cause names who did it, how and when, for one change of each kind of writer."""
        managers = {}
        for each in answer["objects"]:
            for change in each.get("changes", []):
                cause = change["cause"]
                managers[each["name"]] = (cause.get("manager"), cause.get("operation"), cause.get("subresource"))
        self.assertEqual(managers["edited"], ("kubectl-patch", "Update", None))
        self.assertEqual(managers["applied"], ("team-b", "Apply", None))
        self.assertEqual(managers["scaled-by-hpa"], ("kube-controller-manager", "Update", "scale"))
        self.assertIsNone(managers["removed"][0])

    def check_commit_that_is_not_applied(self, plane, copy, before):
        file = copy.folder / "infrastructure/more.yaml"
        waiting = config_map("waiting")
        file.write_text(file.read_text().replace(json.dumps(waiting), json.dumps(waiting | {"data": {"a": "5", "b": "2", "c": "3"}})))
        self.commit(copy, "Change a value")
        _, answer = self.drift(plane, copy)
        found = self.found(answer)
        self.assertEqual(found["ConfigMap/waiting", "data.a"], "not-applied")
        self.assertEqual(found["ConfigMap/waiting", "data.c"], "not-applied")
        self.assertEqual(found["Deployment/edited", "spec.template.spec.containers[name=app].image"], "manual-edit")
        self.assertEqual(set(found), before | {("ConfigMap/waiting", "data.a"), ("ConfigMap/waiting", "data.c")})
        for lag in answer["lag"]:
            self.assertEqual((lag["behind"], lag["ahead"], [each["summary"] for each in lag["commits"]]), (1, 0, ["Change a value"]))


def main():
    Causes.plumblinectl = sys.argv[1]
    return controlplane.run(Causes)


if __name__ == "__main__":
    sys.exit(main())
