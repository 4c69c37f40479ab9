#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Plumbline authors
# SPDX-License-Identifier: Apache-2.0
"""tst_line.py PLUMBLINECTL own|example [WINDOW…]: the line from git through a real cluster to a promotion, with the real
programs; by plumblinectl, or in the window where WINDOW starts tst_linebymouse on a screen.

A fleet is pushed and reconciled by the real controllers; plumblinectl says that it is in sync, names a field that is
changed by hand, and carries one version from staging to production, which the controllers then apply.
Exits with 77 when a program or the fleet is not there."""

import os
import pathlib
import re
import shutil
import subprocess
import sys
import unittest

import controlplane

SOURCE = pathlib.Path(__file__).resolve().parent.parent.parent


class OwnFleet:
    """The small fleet beside this file: the version is an image's tag."""

    folder = pathlib.Path(__file__).resolve().parent / "fleet"
    version_file = "apps/production/kustomization.yaml"
    before, after = "newTag: 6.8.0 ", "newTag: 6.9.1 "
    drifting = ("Deployment", "podinfo/podinfo", "spec.replicas")
    version_field = "newTag"

    @staticmethod
    def drift(plane):
        plane.kubectl("scale", "--namespace=podinfo", "deployment/podinfo", "--replicas=7")

    @staticmethod
    def repair(plane):
        plane.kubectl("scale", "--namespace=podinfo", "deployment/podinfo", "--replicas=3")

    @staticmethod
    def running_version(plane):
        template = "{.spec.template.spec.containers[0].image}"
        return plane.kubectl("get", "--namespace=podinfo", "deployment/podinfo", f"-o=jsonpath={template}").rpartition(":")[2]

    running = "6.9.1"


class ExampleFleet:
    """Flux's own example of a fleet: the version is that of a chart."""

    folder = SOURCE.parent / "shared/conformance/fleets/visible/flux2-kustomize-helm-example/repo"
    version_file = "apps/production/podinfo-values.yaml"
    before, after = 'version: ">=1.0.0"', 'version: ">=1.0.0-alpha"'
    drifting = ("HelmRelease", "podinfo/podinfo", "spec.interval")
    version_field = "spec.chart.spec.version"

    @staticmethod
    def drift(plane):
        plane.kubectl("patch", "--namespace=podinfo", "helmrelease/podinfo", "--type=merge", '--patch={"spec":{"interval":"7m"}}')

    @staticmethod
    def repair(plane):
        plane.kubectl("patch", "--namespace=podinfo", "helmrelease/podinfo", "--type=merge", '--patch={"spec":{"interval":"50m"}}')

    @staticmethod
    def running_version(plane):
        return plane.kubectl("get", "--namespace=podinfo", "helmrelease/podinfo", "-o=jsonpath={.spec.chart.spec.version}")

    running = ">=1.0.0-alpha"


class WorkingCopy:
    def __init__(self, folder, fleet, url):
        self.folder = folder
        shutil.copytree(fleet.folder, folder, symlinks=True)
        self.write_sync(url)
        self.git("init", "-q", "-b", "main")
        self.git("config", "user.name", "Ada Lovelace")
        self.git("config", "user.email", "ada@example.org")
        self.git("remote", "add", "origin", url)
        self.git("add", "--all")
        self.git("commit", "-q", "-m", "Start")

    def write_sync(self, url):
        """Writes what 'flux bootstrap' would: where Flux finds this repository."""
        template = (OwnFleet.folder / "clusters/production/flux-system/gotk-sync.yaml").read_text()
        for cluster in ("staging", "production"):
            text = template.replace("http://git.invalid/fleet.git", url).replace("clusters/production", f"clusters/{cluster}")
            (self.folder / f"clusters/{cluster}/flux-system/gotk-sync.yaml").write_text(text)

    def git(self, *arguments):
        return subprocess.run(["git", *arguments], cwd=self.folder, check=True, capture_output=True, text=True).stdout.strip()

    def push(self):
        self.git("push", "-q", "origin", "main")
        return self.git("rev-parse", "HEAD")


class Line(unittest.TestCase):
    plumblinectl = ""
    fleet = OwnFleet
    window = []

    def run_ctl(self, *arguments):
        return subprocess.run([self.plumblinectl, *arguments], capture_output=True, text=True, check=False, timeout=120)

    def drift(self, plane, copy):
        return self.run_ctl("drift", "--repo", copy.folder, "--cluster", "clusters/production", "--kubeconfig", plane.kubeconfig)

    def expect_in_sync(self, plane, copy):
        done = self.drift(plane, copy)
        self.assertEqual(done.returncode, 0, f"not in sync:\n{done.stdout}{done.stderr}")

    def expect_drift(self, plane, copy):
        done = self.drift(plane, copy)
        self.assertEqual(done.returncode, 1, done.stdout + done.stderr)
        for part in self.fleet.drifting:
            self.assertIn(part, done.stdout)

    def promote_one_version(self, copy):
        file = copy.folder / self.fleet.version_file
        expected = file.read_text().replace(self.fleet.before, self.fleet.after)
        self.assertNotEqual(file.read_text(), expected)
        others = {path: path.read_bytes() for path in copy.folder.rglob("*.yaml") if path != file}
        key = self.version_key(copy)
        done = self.run_ctl("promote", "--repo", copy.folder, "--from", "staging", "--to", "production", "--path", key, "-m", "Promote podinfo")
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertEqual(file.read_text(), expected)
        self.assertEqual({path: path.read_bytes() for path in others}, others)
        self.expect_one_version_promoted(copy)

    def expect_one_version_promoted(self, copy):
        self.assertIn(self.fleet.after, (copy.folder / self.fleet.version_file).read_text())
        self.assertEqual(copy.git("diff", "--numstat", "HEAD~1", "HEAD"), f"1\t1\t{self.fleet.version_file}")
        self.assertEqual(copy.git("status", "--porcelain"), "")

    def version_key(self, copy):
        """Reads from the plan how the one difference is called."""
        done = self.run_ctl("promote", "--repo", copy.folder, "--from", "staging", "--to", "production", "--plan")
        self.assertIn(done.returncode, (0, 1), done.stdout + done.stderr)
        found = re.search(rf"{re.escape(self.fleet.version_file)}#\S*(version|newTag)", done.stdout)
        self.assertIsNotNone(found, done.stdout)
        return found.group(0)

    def start(self, plane):
        copy = WorkingCopy(plane.folder / "copy", self.fleet, plane.make_repository("fleet"))
        start = copy.push()
        plane.bootstrap((copy.folder / "clusters/production/flux-system/gotk-sync.yaml").read_text())
        plane.reconcile(start)
        return copy

    def test_by_plumblinectl(self):
        if self.window:
            self.skipTest("the window is asked for")
        with controlplane.ControlPlane() as plane:
            copy = self.start(plane)
            self.expect_in_sync(plane, copy)

            self.fleet.drift(plane)
            self.expect_drift(plane, copy)
            self.fleet.repair(plane)
            self.expect_in_sync(plane, copy)

            self.promote_one_version(copy)
            plane.reconcile(copy.push(), done=lambda: self.fleet.running_version(plane) == self.fleet.running)
            self.expect_in_sync(plane, copy)

    def test_in_the_window(self):
        if not self.window:
            self.skipTest("no window is asked for")
        with controlplane.ControlPlane() as plane:
            copy = self.start(plane)
            copy.git("branch", "-q", "--set-upstream-to=origin/main")
            wishes = {
                "drift": lambda: self.fleet.drift(plane),
                "repair": lambda: self.fleet.repair(plane),
                "applied": lambda: plane.reconcile(copy.git("rev-parse", "origin/main"), self.is_version_running(plane)),
            }
            self.assertEqual(self.run_window(plane, copy, wishes), 0)
            self.expect_one_version_promoted(copy)
            self.expect_in_sync(plane, copy)

    def is_version_running(self, plane):
        return lambda: self.fleet.running_version(plane) == self.fleet.running

    def run_window(self, plane, copy, wishes):
        """Runs the test of the window and does what it asks for; gives how it ended."""
        kind, name, field = self.fleet.drifting
        environment = {
            **os.environ,
            "PLUMB_LINE_NAME": self.fleet.__name__,
            "PLUMB_LINE_FOLDER": str(copy.folder),
            "PLUMB_LINE_KUBECONFIG": str(plane.kubeconfig),
            "PLUMB_LINE_OBJECT": f"{kind}/{name}",
            "PLUMB_LINE_FIELD": field,
            "PLUMB_LINE_VERSION": self.fleet.version_field,
        }
        with subprocess.Popen(self.window, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as window:
            for line in window.stdout:
                wish = wishes.get(line[1:].strip()) if line.startswith("@") else None
                if wish is None:
                    print(line, end="", flush=True)
                    continue
                wish()
                window.stdin.write("done\n")
                window.stdin.flush()
            return window.wait()


def main():
    Line.plumblinectl, Line.fleet = sys.argv[1], {"own": OwnFleet, "example": ExampleFleet}[sys.argv[2]]
    Line.window = sys.argv[3:]
    if not Line.fleet.folder.is_dir():
        print(f"skipped: there is no {Line.fleet.folder}")
        return controlplane.SKIPPED
    return controlplane.run(Line)


if __name__ == "__main__":
    sys.exit(main())
