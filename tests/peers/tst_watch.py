#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Plumbline authors
# SPDX-License-Identifier: Apache-2.0
"""tst_watch.py WATCHCLUSTER: the real API server is watched while objects change and while it stalls, restarts and refuses.

Exits with 77 when a program is not there."""

import base64
import json
import queue
import random
import signal
import subprocess
import sys
import threading
import time
import unittest

import controlplane

KINDS = ("v1/ConfigMap", "v1/Namespace", "v1/Secret", "v1/Service", "apps/v1/Deployment", "rbac.authorization.k8s.io/v1/ClusterRole",
         "rbac.authorization.k8s.io/v1/ClusterRoleBinding", "apiextensions.k8s.io/v1/CustomResourceDefinition")  # fmt: skip
PATH = "/api/v1/namespaces/default/configmaps/watched"


class Watcher:
    """watchcluster as a process, and what it said last."""

    def __init__(self, program, kubeconfig, *kinds):
        self.process = subprocess.Popen([program, str(kubeconfig), *kinds], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.lines = queue.Queue()
        threading.Thread(target=self.read, daemon=True).start()
        self.last = None

    def read(self):
        for line in self.process.stdout:
            self.lines.put(line.strip())

    def wait(self, what, question, seconds=controlplane.PATIENCE):
        """Waits for a view for which question() is true; gives it and how long it took."""
        start = time.monotonic()
        while not (self.last and question(self.last)):
            try:
                line = self.lines.get(timeout=max(0.0, start + seconds - time.monotonic()))
            except queue.Empty:
                raise TimeoutError(f"{what}: not after {seconds} s, but {self.last}") from None
            if line.startswith('{"data"'):
                self.last = json.loads(line)
        return self.last, time.monotonic() - start

    def objects(self):
        self.process.stdin.write("dump\n")
        self.process.stdin.flush()
        found = []
        while (line := self.lines.get(timeout=30)) != "end":
            value = json.loads(line)
            if "apiVersion" in value:
                found.append(value)
            else:
                self.last = value
        return found

    def end(self):
        self.process.stdin.close()
        self.process.wait(20)


def has(value):
    return lambda view: view["state"] == "connected" and view["data"].get("watched") == value


class Watch(unittest.TestCase):
    program = ""

    @classmethod
    def setUpClass(cls):
        cls.plane = cls.enterClassContext(controlplane.ControlPlane())

    def watch(self, kubeconfig=None):
        watcher = Watcher(self.program, kubeconfig or self.plane.kubeconfig, *KINDS)
        self.addCleanup(watcher.end)
        watcher.wait("the first state", lambda view: view["isComplete"])
        return watcher

    def set(self, value):
        self.plane.apply(PATH, {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "watched"}, "data": {"value": value}})

    def api_server(self):
        return next((name, process) for name, process in self.plane.processes if name == "kube-apiserver")

    def test_shows_soon_what_kubectl_changes(self):
        watcher = self.watch()
        times = []
        for i in range(5):
            self.plane.kubectl("create" if i == 0 else "get", "configmap", "watched-kubectl")
            self.plane.kubectl("patch", "configmap", "watched-kubectl", "-p", json.dumps({"data": {"value": str(i)}}))
            _, took = watcher.wait("a change", lambda view, i=i: view["data"].get("watched-kubectl") == str(i))
            times.append(took)
        self.plane.kubectl("delete", "configmap", "watched-kubectl")
        _, took = watcher.wait("a deletion", lambda view: "watched-kubectl" not in view["data"])
        print(f"shown after {max([*times, took]) * 1000:.0f} ms at most")
        self.assertLess(max([*times, took]), 5.0)  # 0.2 s on an idle machine

    def test_agrees_with_kubectl_about_random_objects(self):
        objects = self.watch().objects()
        kinds = {each["kind"] for each in objects}
        self.assertLessEqual({"ConfigMap", "Namespace", "ClusterRole", "CustomResourceDefinition"}, kinds)
        random.seed(5)
        for each in random.sample(objects, min(50, len(objects))):
            metadata = each["metadata"]
            group = each["apiVersion"].rpartition("/")[0]
            kind = each["kind"] + (f".{each['apiVersion'].rpartition('/')[2]}.{group}" if group else "")
            place = ["-n", metadata["namespace"]] if "namespace" in metadata else []
            told = json.loads(self.plane.kubectl("get", kind, metadata["name"], *place, "-o", "json", "--show-managed-fields"))
            if told["metadata"]["resourceVersion"] == metadata["resourceVersion"]:
                self.assertEqual(each, told)

    def test_heals_after_a_restart_of_the_api_server(self):
        self.set("before")
        watcher = self.watch()
        watcher.wait("the state before", has("before"))
        name, process = self.api_server()
        self.plane.processes.remove((name, process))
        process.kill()
        process.wait()
        watcher.wait("the loss", lambda view: view["state"] != "connected")
        self.assertEqual(watcher.last["data"]["watched"], "before")
        self.plane.start(name, *process.args[1:])
        self.plane.wait("kube-apiserver", lambda: self.plane.call("GET", "/readyz"))
        self.set("after")
        _, took = watcher.wait("the state after", has("after"), 60)
        print(f"healed {took:.1f} s after the API server was ready again")

    def test_heals_after_a_stalled_api_server(self):
        self.set("before")
        watcher = self.watch()
        watcher.wait("the state before", has("before"))
        _, process = self.api_server()
        process.send_signal(signal.SIGSTOP)
        try:
            _, took = watcher.wait("the loss", lambda view: view["state"] != "connected", 60)
            print(f"noticed after {took:.1f} s")
        finally:
            process.send_signal(signal.SIGCONT)
        self.set("after")
        watcher.wait("the state after", has("after"), 60)

    def test_shows_nothing_that_may_not_be_read(self):
        """A service account may read nothing but that the cluster is there."""
        self.set("not for all")
        self.plane.kubectl("create", "serviceaccount", "reader")
        token = self.plane.kubectl("create", "token", "reader", "--duration=10m").strip()
        config = json.loads(self.plane.kubeconfig.read_text())
        config["users"] = [{"name": "admin", "user": {"token": token}}]
        kubeconfig = self.plane.folder / "reader"
        kubeconfig.write_text(json.dumps(config))
        watcher = Watcher(self.program, kubeconfig, *KINDS)
        self.addCleanup(watcher.end)
        watcher.wait("the first state", lambda view: view["isComplete"])
        self.assertEqual(watcher.objects(), [])
        self.assertEqual(watcher.last["state"], "connected")

    def test_says_that_a_token_has_expired(self):
        """Nobody accepts a token that is no more."""
        config = json.loads(self.plane.kubeconfig.read_text())
        expired = base64.urlsafe_b64encode(b'{"exp":1}').decode().rstrip("=")
        config["users"] = [{"name": "admin", "user": {"token": f"e30.{expired}.e30"}}]
        kubeconfig = self.plane.folder / "expired"
        kubeconfig.write_text(json.dumps(config))
        watcher = Watcher(self.program, kubeconfig, *KINDS)
        self.addCleanup(watcher.end)
        view, _ = watcher.wait("the refusal", lambda view: view["state"] == "forbidden")
        self.assertIn("does not accept the credentials of user 'admin'", view["reason"])


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    Watch.program = sys.argv[1]
    sys.exit(controlplane.run(Watch))
