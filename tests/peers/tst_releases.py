#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Plumbline authors
# SPDX-License-Identifier: Apache-2.0
"""tst_releases.py PLUMBLINECTL: what Plumbline renders of HelmReleases against the real helm-controller.

Charts are put into a git repository with a HelmRelease each; the controllers install them, and the manifest that Helm
keeps in the cluster must be what 'plumblinectl build --helm' prints. Then 'plumblinectl drift' says that all of it is
in sync. Real charts are taken from ../shared where that is there.
Exits with 77 when a program is not there."""

import base64
import gzip
import json
import pathlib
import re
import shutil
import subprocess
import sys
import unittest

import controlplane
import yaml

SOURCE = pathlib.Path(__file__).resolve().parent.parent.parent
REAL = SOURCE.parent / "shared/conformance/helm/visible"
MOST_REAL = 40
LARGEST = 300_000  # bytes that a real chart renders; the largest take the API server too long
NAMESPACE = "apps"
LABEL = "helm.toolkit.fluxcd.io/name"
# They render something else each time, or ask the cluster for what it has.
UNEQUAL = re.compile(r"randAlpha|randNumeric|randAscii|genCA|genSelfSigned|genSigned|genPrivateKey|uuidv4|htpasswd|bcrypt|lookup|now\b")

SYNC = (SOURCE / "tests/peers/fleet/clusters/production/flux-system/gotk-sync.yaml").read_text()

CHART = {
    "Chart.yaml": "apiVersion: v2\nname: web\nversion: 1.2.3\nappVersion: 4.5.6\n"
    "dependencies: [{name: cache, version: 0.1.0, repository: 'file://../cache', condition: cache.enabled}]\n",
    "values.yaml": """\
replicas: 1
image: {repository: example.org/web, tag: one}
settings: {}
hosts: []
password: none
cache: {enabled: false}
""",
    "templates/_helpers.tpl": """\
{{- define "web.labels" -}}
app.kubernetes.io/name: {{ .Chart.Name }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}
""",
    "templates/all.yaml": """\
apiVersion: v1
kind: ConfigMap
metadata:
  name: {{ .Release.Name }}-settings
  labels:
    {{- include "web.labels" . | nindent 4 }}
data:
  namespace: {{ .Release.Namespace }}
  {{- range $key, $value := .Values.settings }}
  {{ $key }}: {{ $value | quote }}
  {{- end }}
  hosts: {{ .Values.hosts | toJson | quote }}
---
apiVersion: v1
kind: Secret
metadata:
  name: {{ .Release.Name }}
stringData:
  password: {{ .Values.password | quote }}
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ .Release.Name }}
  labels:
    {{- include "web.labels" . | nindent 4 }}
spec:
  replicas: {{ .Values.replicas }}
  selector:
    matchLabels: {app: {{ .Release.Name }}}
  template:
    metadata:
      labels: {app: {{ .Release.Name }}}
    spec:
      containers:
      - name: web
        image: "{{ .Values.image.repository }}:{{ .Values.image.tag }}"
        {{- with .Values.resources }}
        resources:
          {{- toYaml . | nindent 10 }}
        {{- end }}
---
apiVersion: v1
kind: Pod
metadata:
  name: {{ .Release.Name }}-probe
  annotations: {helm.sh/hook: test}
spec:
  containers: [{name: probe, image: example.org/probe}]
""",
}
CACHE_CHART = {
    "Chart.yaml": "apiVersion: v2\nname: cache\nversion: 0.1.0\n",
    "values.yaml": "size: 1\n",
    "templates/cm.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: {{ .Release.Name }}-cache}\ndata: {size: {{ .Values.size | quote }}}\n",
}

CONFIGS = """\
apiVersion: v1
kind: ConfigMap
metadata: {name: first, namespace: apps}
data:
  values.yaml: |
    replicas: 2
    settings: {a: first, b: first}
    hosts: [one, two]
  tag: v9
  number: "12"
  quoted: '"12"'
  list: "{x,y,5}"
  literal: 'a,b={c}'
---
apiVersion: v1
kind: ConfigMap
metadata: {name: second, namespace: apps}
data:
  more.yaml: |
    settings: {b: second, c: 1.50}
    hosts: [three]
---
apiVersion: v1
kind: Secret
metadata: {name: secret, namespace: apps}
stringData:
  password: 'p@ss,w0rd'
  values.yaml: 'password: from-secret'
"""

# Name to what stands in the HelmRelease beside the chart.
RELEASES = {
    "plain": {},
    "inline": {"values": {"replicas": 3, "settings": {"x": True, "y": 1e3, "z": "0644"}, "resources": {"limits": {"cpu": "100m", "memory": 64}}}},
    "in-order": {
        "valuesFrom": [{"kind": "ConfigMap", "name": "first"}, {"kind": "ConfigMap", "name": "second", "valuesKey": "more.yaml"}],
        "values": {"settings": {"d": "inline"}},
    },
    "optional": {"valuesFrom": [{"kind": "ConfigMap", "name": "nothing", "optional": True}], "values": {"replicas": 4}},
    "target-path": {
        "valuesFrom": [
            {"kind": "ConfigMap", "name": "first", "valuesKey": "tag", "targetPath": "image.tag"},
            {"kind": "ConfigMap", "name": "first", "valuesKey": "number", "targetPath": "settings.number"},
            {"kind": "ConfigMap", "name": "first", "valuesKey": "quoted", "targetPath": "settings.quoted"},
            {"kind": "ConfigMap", "name": "first", "valuesKey": "list", "targetPath": "hosts"},
            {"kind": "ConfigMap", "name": "first", "valuesKey": "literal", "targetPath": "settings.literal", "literal": True},
            {"kind": "Secret", "name": "secret", "valuesKey": "password", "targetPath": "password", "literal": True},
        ]
    },
    "target-path-over-inline": {
        "valuesFrom": [{"kind": "ConfigMap", "name": "first", "valuesKey": "tag", "targetPath": "image.tag"}],
        "values": {"image": {"tag": "inline"}},
    },
    "inline-over-target-path": {
        "valuesFrom": [
            {"kind": "ConfigMap", "name": "first"},
            {"kind": "ConfigMap", "name": "first", "valuesKey": "tag", "targetPath": "settings.a"},
            {"kind": "ConfigMap", "name": "first", "valuesKey": "number", "targetPath": "replicas"},
        ],
        "values": {"settings": {"a": "inline"}, "replicas": 5},
    },
    "item-of-a-shared-list": {
        "valuesFrom": [{"kind": "ConfigMap", "name": "first", "valuesKey": "tag", "targetPath": "hosts[1]"}],
        "values": {"hosts": ["inline-0", "inline-1", "inline-2"]},
    },
    "from-secret": {"valuesFrom": [{"kind": "Secret", "name": "secret"}]},
    "named": {"releaseName": "other", "targetNamespace": "target"},
    "a-name-that-is-much-too-long-for-helm-and-has-to-be-cut": {"targetNamespace": "target"},
    "stored-elsewhere": {"storageNamespace": "target"},
    "metadata": {"commonMetadata": {"labels": {"team": "shop", LABEL: "ignored"}, "annotations": {"note": "x", "number": "1"}}},
    "patched": {
        "postRenderers": [
            {
                "kustomize": {
                    "patches": [
                        {"target": {"kind": "Deployment"}, "patch": "- {op: replace, path: /spec/replicas, value: 7}\n"},
                        {"patch": "apiVersion: v1\nkind: Secret\nmetadata: {name: patched}\nstringData: {more: value}\n"},
                    ]
                }
            },
            {"kustomize": {"images": [{"name": "example.org/web", "newName": "example.net/web", "newTag": "two"}]}},
        ]
    },
    "no-hooks": {"postRenderStrategy": "nohooks", "commonMetadata": {"labels": {"team": "shop"}}},
    "dependency": {"values": {"cache": {"enabled": True, "size": 9}}},
    "values-files": {"files": ["charts/web/values.yaml", "charts/web/prod.yaml"]},
    "drift-rules": {
        "driftDetection": {"mode": "enabled", "ignore": [{"paths": ["/spec/replicas"], "target": {"kind": "Deployment"}}]},
    },
}


def release(name, chart, more):
    spec = {
        "interval": "1h",
        "chart": {"spec": {"chart": f"./charts/{chart}", "sourceRef": {"kind": "GitRepository", "name": "flux-system", "namespace": "flux-system"}}},
        # Nothing runs here, so that nothing would become ready and no hook would end.
        "install": {"disableWait": True, "disableHooks": True},
        "upgrade": {"disableWait": True, "disableHooks": True},
        **{key: value for key, value in more.items() if key != "files"},
    }
    if "files" in more:
        spec["chart"]["spec"]["valuesFiles"] = more["files"]
    return {"apiVersion": "helm.toolkit.fluxcd.io/v2", "kind": "HelmRelease", "metadata": {"name": name, "namespace": NAMESPACE}, "spec": spec}


class RealChart:
    """A real chart with the values of one of its cases."""

    def __init__(self, case):
        command = json.loads((case / "cmd.json").read_text())
        self.folder = REAL / command["chart"]
        self.name = self.folder.name
        self.values = {}
        for file in command["values"]:
            self.merge(self.values, yaml.safe_load((case / file).read_text()) or {})
        expected = case / "expected.yaml"
        self.is_fit = not command["set"] and expected.is_file() and expected.stat().st_size < LARGEST and not self.is_random()
        self.documents = [each for each in yaml.load_all(expected.read_text(), yaml.CSafeLoader) if each] if self.is_fit else []

    def is_random(self):
        return any(UNEQUAL.search(path.read_text(errors="replace")) for path in self.folder.rglob("templates/**/*") if path.is_file())

    def merge(self, under, over):
        for key, value in over.items():
            if isinstance(value, dict) and isinstance(under.get(key), dict):
                self.merge(under[key], value)
            else:
                under[key] = value


def real_charts():
    if not REAL.is_dir():
        return []
    charts = [RealChart(case) for case in sorted(REAL.glob("cases/real-*-default"))]
    return [chart for chart in charts if chart.is_fit][:MOST_REAL]


class Releases(unittest.TestCase):
    plumblinectl = ""
    maxDiff = None

    def run_ctl(self, *arguments):
        return subprocess.run([self.plumblinectl, *arguments], capture_output=True, text=True, check=False, timeout=300)

    # The fleet

    def write_fleet(self, folder, url, real):
        cluster = folder / "clusters/production"
        (cluster / "flux-system").mkdir(parents=True)
        (cluster / "flux-system/gotk-sync.yaml").write_text(SYNC.replace("http://git.invalid/fleet.git", url))
        for name, chart in (("web", CHART), ("cache", CACHE_CHART)):
            for file, text in chart.items():
                path = folder / "charts" / name / file
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text)
        (folder / "charts/web/prod.yaml").write_text("replicas: 6\nsettings: {env: prod}\n")
        objects = [release(name, "web", more) for name, more in RELEASES.items()]
        for chart in real:
            shutil.copytree(chart.folder, folder / "charts" / chart.name, dirs_exist_ok=True)
            objects.append(release(f"real-{chart.name}", chart.name, {"values": chart.values}))
        namespaces = [{"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": name}} for name in (NAMESPACE, "target")]
        (cluster / "releases.yaml").write_text(yaml.safe_dump_all(namespaces + objects))
        (cluster / "configs.yaml").write_text(CONFIGS)
        # Charts hold files that look like objects and are none, which only concerns folders that are built.
        (folder / "apps").mkdir()
        (folder / "apps/note.yaml").write_text("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: note, namespace: apps}\n")
        apps = {
            "apiVersion": "kustomize.toolkit.fluxcd.io/v1",
            "kind": "Kustomization",
            "metadata": {"name": "apps", "namespace": "flux-system"},
            "spec": {"interval": "1h", "path": "./apps", "prune": True, "sourceRef": {"kind": "GitRepository", "name": "flux-system"}},
        }
        (cluster / "apps.yaml").write_text(yaml.safe_dump(apps))

    def push(self, plane, folder, url):
        def git(*arguments):
            return subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True, text=True).stdout.strip()

        git("init", "-q", "-b", "main")
        git("config", "user.name", "Ada Lovelace")
        git("config", "user.email", "ada@example.org")
        git("add", "--all", "--force")
        git("commit", "-q", "-m", "Start")
        git("push", "-q", url, "main")
        return git("rev-parse", "HEAD")

    def define_kinds(self, plane, real):
        """Stands in for the definitions that the charts count on."""
        served = set()
        for group in json.loads(plane.kubectl("get", "--raw=/apis"))["groups"]:
            served |= {version["groupVersion"] for version in group["versions"]}
        wanted = {}
        for chart in real:
            for document in chart.documents:
                version = document.get("apiVersion", "")
                if "/" in version and version not in served and "." in version.split("/")[0]:
                    wanted.setdefault((document["kind"], version.split("/")[0]), version.split("/")[1])
        for (kind, group), version in wanted.items():
            plural = kind.lower() + ("es" if kind.endswith("s") else "s")
            definition = controlplane.any_definition(kind, plural, group, version, "Namespaced")
            plane.apply(f"/apis/apiextensions.k8s.io/v1/customresourcedefinitions/{plural}.{group}", definition)

    # Waiting and comparing

    def wait_for_releases(self, plane, count):
        def is_done(item):
            status = item.get("status", {})
            conditions = {each["type"]: each for each in status.get("conditions", [])}
            ready = conditions.get("Ready", {})
            is_settled = ready.get("status") == "True" or conditions.get("Stalled", {}).get("status") == "True"
            return status.get("observedGeneration") == item["metadata"]["generation"] and (is_settled or ready.get("reason") == "InstallFailed")

        def all_done():
            items = plane.get("/apis/helm.toolkit.fluxcd.io/v2/helmreleases")["items"]
            self.items = {item["metadata"]["name"]: item for item in items}
            return len(items) == count and all(is_done(item) for item in items)

        try:
            plane.wait("the releases", all_done, 600)
        except TimeoutError:
            pass  # what is missing is told below

    def records(self, plane):
        """The manifests that Helm keeps, by HelmRelease."""
        found = {}
        secrets = plane.get("/api/v1/secrets?labelSelector=owner%3Dhelm")["items"]
        for secret in secrets:
            text = base64.b64decode(base64.b64decode(secret["data"]["release"]))
            record = json.loads(gzip.decompress(text))
            documents = [each for each in yaml.load_all(record["manifest"], yaml.CSafeLoader) if each]
            name = next((each["metadata"]["labels"][LABEL] for each in documents), None)
            if name:
                found[name] = (record, documents)
        return found

    def rendered(self, folder):
        done = self.run_ctl("build", "--repo", folder, "--cluster", "clusters/production", "--helm", "--offline", "-o", "json")
        found = {}
        for line in done.stdout.splitlines():
            each = json.loads(line)
            name = each["metadata"].get("labels", {}).get(LABEL)
            if name:
                found.setdefault(name, []).append(each)
        return found, done.stderr

    def expect_equal(self, name, record, documents, rendered):
        """In the same order; a namespace that the chart does not write is that of the release. What is in the chart's
        crds folder is installed before, and no part of the manifest."""
        known = {each["metadata"]["name"] for each in documents}
        rendered = [each for each in rendered if each["kind"] != "CustomResourceDefinition" or each["metadata"]["name"] in known]
        for ours, theirs in zip(rendered, documents):
            if "namespace" not in theirs["metadata"] and ours["metadata"].get("namespace") == record["namespace"]:
                del ours["metadata"]["namespace"]
        text = [json.dumps(each, sort_keys=True, default=str) for each in documents]
        self.assertEqual([json.dumps(each, sort_keys=True) for each in rendered], text, name)

    def test_releases(self):
        real = real_charts()
        with controlplane.ControlPlane(helm=True) as plane:
            url = plane.make_repository("fleet")
            folder = plane.folder / "work"
            self.write_fleet(folder, url, real)
            self.define_kinds(plane, real)
            revision = self.push(plane, folder, url)
            plane.bootstrap((folder / "clusters/production/flux-system/gotk-sync.yaml").read_text())
            plane.reconcile(revision)
            self.wait_for_releases(plane, len(RELEASES) + len(real))
            rendered, problems = self.rendered(folder)
            records = self.records(plane)
            equal, different = [], []
            for name, (record, documents) in sorted(records.items()):
                try:
                    self.expect_equal(name, record, documents, rendered.get(name, []))
                    equal.append(name)
                except AssertionError as error:
                    different.append(f"{name}: {str(error)[:3000]}")
            for name, item in sorted(self.items.items()):
                if name not in records:
                    conditions = {each["type"]: each["message"] for each in item.get("status", {}).get("conditions", [])}
                    print(f"{name}: nothing is installed: {conditions.get('Ready', 'no condition')[:300]}")
            print(f"equal: {len(equal)} of {len(records)}: {' '.join(equal)}")
            self.assertEqual(different, [], problems)
            self.assertLessEqual(set(RELEASES), set(equal), problems)
            if real:
                self.assertGreaterEqual(len(equal), 20 + len(RELEASES))
            self.expect_in_sync(plane, folder)

    def expect_in_sync(self, plane, folder):
        done = self.run_ctl("drift", "--repo", folder, "--cluster", "clusters/production", "--kubeconfig", plane.kubeconfig, "--offline", "-o", "json")
        ready = {
            f"{NAMESPACE}/{name}"
            for name, item in self.items.items()
            if any(each["type"] == "Ready" and each["status"] == "True" for each in item.get("status", {}).get("conditions", []))
        }
        answer = json.loads(done.stdout)
        drifted = [each for each in answer["objects"] if each.get("owner") in ready and each["action"] != "skipped"]
        self.assertEqual(drifted, [], done.stderr)
        self.assertGreaterEqual(answer["unchanged"], len(ready), done.stderr)


def main():
    Releases.plumblinectl = sys.argv[1]
    try:
        controlplane.program("helm-controller")
    except controlplane.Missing as missing:
        print(f"skipped: {missing}")
        return controlplane.SKIPPED
    return controlplane.run(Releases)


if __name__ == "__main__":
    sys.exit(main())
