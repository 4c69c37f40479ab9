# SPDX-FileCopyrightText: 2026 The Plumbline authors
# SPDX-License-Identifier: Apache-2.0
"""The real control plane on loopback: etcd, kube-apiserver, the Flux controllers and a git server.

There is no scheduler, kubelet or, unless it is asked for, Helm: a stand-in reports what they would run as ready, so that Flux's health checks pass.
Everything listens on free ports and lives in one temporary folder; when a test fails, its logs are kept there."""

import base64
import contextlib
import json
import os
import pathlib
import shutil
import socket
import ssl
import subprocess
import sys
import tempfile
import threading
import time
import unittest
import urllib.error
import urllib.request

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support"))
import gitserver  # noqa: E402

SKIPPED = 77  # what ctest takes for a test that was not run
PATIENCE = 180  # seconds, on a machine that is busy with other things
# Without Helm only sources with this label are fetched; charts would need the internet, and the stand-in says that they are there.
FETCHED = "plumbline.peers/fetched"
STANDS_IN_FOR = (
    "/apis/apps/v1/deployments",
    "/apis/helm.toolkit.fluxcd.io/v2/helmreleases",
    "/apis/source.toolkit.fluxcd.io/v1/helmrepositories",
    "/apis/source.toolkit.fluxcd.io/v1/ocirepositories",
)


class Missing(Exception):
    """A program that was not built."""


def cache():
    given = os.environ.get("PLUMBLINE_PEERS")
    return pathlib.Path(given or os.path.join(os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache"), "plumbline-peers"))


def program(name):
    path = cache() / "bin" / name
    if not os.access(path, os.X_OK):
        raise Missing(f"{name} is not built, run 'packaging/dev peers'")
    return str(path)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class ControlPlane:
    """Use it in a 'with' statement; kubeconfig, folder and git_url(name) are there then."""

    PROGRAMS = ("etcd", "kube-apiserver", "kubectl", "source-controller", "kustomize-controller", "source-watcher")

    def __init__(self, helm=False):
        self.helm = helm
        for name in (*self.PROGRAMS, *(["helm-controller"] if helm else [])):
            program(name)
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="plumbline-peers-"))
        self.kubeconfig = self.folder / "kubeconfig"
        self.processes = []
        self.stopping = threading.Event()
        self.workers = []

    # Starting and stopping

    def __enter__(self):
        try:
            for part in ("pki", "log", "git", "etcd", "tmp", "artifacts"):
                (self.folder / part).mkdir()
            self.start_git()
            self.make_keys()
            self.start_api_server()
            self.install_definitions()
            self.start_controllers()
            self.start_stand_in()
        except BaseException:
            self.stop(keep_logs=True)
            raise
        return self

    def __exit__(self, kind, *_):
        self.stop(keep_logs=kind is not None)

    def stop(self, keep_logs):
        self.stopping.set()
        for worker in self.workers:
            worker.join()
        for _, process in reversed(self.processes):
            process.terminate()
        for _, process in reversed(self.processes):
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        if keep_logs:
            print(f"logs are kept in {self.folder}/log", file=sys.stderr)
            for part in ("pki", "etcd", "tmp", "artifacts", "git"):
                shutil.rmtree(self.folder / part, ignore_errors=True)
        else:
            shutil.rmtree(self.folder, ignore_errors=True)

    def start(self, name, *arguments, **environment):
        with open(self.folder / "log" / f"{name}.log", "ab") as log:
            process = subprocess.Popen(
                [program(name), *arguments],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=self.folder / "tmp",
                env={
                    "PATH": os.environ["PATH"],
                    "HOME": str(self.folder),
                    "TMPDIR": str(self.folder / "tmp"),
                    "KUBECONFIG": str(self.kubeconfig),
                    "GOMAXPROCS": "2",
                    **environment,
                },
                preexec_fn=end_with_parent,
            )
        self.processes.append((name, process))

    def wait(self, what, question, seconds=PATIENCE):
        """Asks until the answer is true; a question that raises has no answer yet."""
        end, last = time.monotonic() + seconds, None
        while time.monotonic() < end:
            for name, process in self.processes:
                if process.poll() is not None:
                    raise RuntimeError(f"{name} ended with {process.returncode}, see {self.folder}/log/{name}.log")
            try:
                answer = question()
                if answer:
                    return answer
                last = answer
            except (OSError, urllib.error.URLError, KeyError) as error:
                last = error
            time.sleep(0.2)
        raise TimeoutError(f"{what}: not after {seconds} s ({last})")

    # The API server

    def make_keys(self):
        def openssl(*arguments):
            subprocess.run(["openssl", *arguments], check=True, capture_output=True, cwd=self.folder / "pki")

        key = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes")
        openssl("req", "-x509", *key, "-keyout", "ca.key", "-out", "ca.crt", "-days", "2", "-subj", "/CN=plumbline-peers",
                "-addext", "keyUsage=critical,keyCertSign,cRLSign")  # fmt: skip
        for name, subject in (("server", "/CN=kube-apiserver"), ("admin", "/O=system:masters/CN=admin")):
            extensions = "subjectAltName=DNS:localhost,IP:127.0.0.1\nextendedKeyUsage=serverAuth,clientAuth\nauthorityKeyIdentifier=keyid\n"
            (self.folder / "pki" / "ext").write_text(extensions)
            openssl("req", *key, "-keyout", f"{name}.key", "-out", f"{name}.csr", "-subj", subject)
            openssl("x509", "-req", "-in", f"{name}.csr", "-CA", "ca.crt", "-CAkey", "ca.key", "-CAcreateserial",
                    "-out", f"{name}.crt", "-days", "2", "-extfile", "ext")  # fmt: skip
        openssl("genrsa", "-out", "accounts.key", "2048")

    def pki(self, name):
        return str(self.folder / "pki" / name)

    def start_api_server(self):
        store, peer, self.port = free_port(), free_port(), free_port()
        self.start(
            "etcd",
            f"--data-dir={self.folder}/etcd",
            f"--listen-client-urls=http://127.0.0.1:{store}",
            f"--advertise-client-urls=http://127.0.0.1:{store}",
            f"--listen-peer-urls=http://127.0.0.1:{peer}",
            f"--initial-advertise-peer-urls=http://127.0.0.1:{peer}",
            f"--initial-cluster=default=http://127.0.0.1:{peer}",
            "--unsafe-no-fsync",
        )
        self.start(
            "kube-apiserver",
            f"--etcd-servers=http://127.0.0.1:{store}",
            "--bind-address=127.0.0.1",
            "--advertise-address=127.0.0.1",
            f"--secure-port={self.port}",
            f"--client-ca-file={self.pki('ca.crt')}",
            f"--tls-cert-file={self.pki('server.crt')}",
            f"--tls-private-key-file={self.pki('server.key')}",
            f"--service-account-key-file={self.pki('accounts.key')}",
            f"--service-account-signing-key-file={self.pki('accounts.key')}",
            "--service-account-issuer=https://peers.plumbline.invalid",
            "--service-cluster-ip-range=10.0.0.0/16",
            "--authorization-mode=RBAC",
            "--disable-admission-plugins=ServiceAccount",
            "--endpoint-reconciler-type=none",
        )

        def encoded(name):
            return base64.b64encode(pathlib.Path(self.pki(name)).read_bytes()).decode()

        cluster = {"server": f"https://127.0.0.1:{self.port}", "certificate-authority-data": encoded("ca.crt")}
        user = {"client-certificate-data": encoded("admin.crt"), "client-key-data": encoded("admin.key")}
        config = {
            "apiVersion": "v1",
            "kind": "Config",
            "current-context": "peers",
            "clusters": [{"name": "peers", "cluster": cluster}],
            "users": [{"name": "admin", "user": user}],
            "contexts": [{"name": "peers", "context": {"cluster": "peers", "user": "admin"}}],
        }
        self.kubeconfig.write_text(json.dumps(config, indent=2))
        self.trust = ssl.create_default_context(cafile=self.pki("ca.crt"))
        self.trust.load_cert_chain(self.pki("admin.crt"), self.pki("admin.key"))
        self.wait("kube-apiserver", lambda: self.call("GET", "/readyz"))

    def call(self, method, path, body=None, kind="application/json"):
        request = urllib.request.Request(f"https://127.0.0.1:{self.port}{path}", data=body, method=method, headers={"Content-Type": kind})
        with urllib.request.urlopen(request, context=self.trust, timeout=20) as answer:
            return answer.read()

    def get(self, path):
        return json.loads(self.call("GET", path))

    def apply(self, path, manifest, manager="plumbline-peers"):
        """Server-side apply of one object, given as a value or as YAML bytes."""
        body = manifest if isinstance(manifest, bytes) else json.dumps(manifest).encode()
        return self.call("PATCH", f"{path}?fieldManager={manager}&force=true", body, "application/apply-patch+yaml")

    def kubectl(self, *arguments):
        done = subprocess.run([program("kubectl"), "--kubeconfig", self.kubeconfig, *arguments],
                              capture_output=True, text=True, check=False, timeout=120)  # fmt: skip
        if done.returncode != 0:
            raise RuntimeError(f"kubectl {' '.join(arguments)}: {done.stderr}")
        return done.stdout

    # Definitions

    def install_definitions(self):
        definitions = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions"
        namespace = {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "flux-system"}}
        self.wait("namespace", lambda: self.apply("/api/v1/namespaces/flux-system", namespace))
        names = []
        for path in sorted(cache().glob("crds/*/*.yaml")):
            group, _, plural = path.stem.partition("_")
            names.append(f"{plural}.{group}")
            self.apply(f"{definitions}/{names[-1]}", path.read_bytes())
        if not any(name.endswith("helm.toolkit.fluxcd.io") for name in names):
            raise Missing("helm-controller-crds are not built, run 'packaging/dev peers'")
        # What the charts of a fleet would bring.
        for name, group, version, scope in (
            ("ClusterIssuer", "cert-manager.io", "v1", "Cluster"),
            ("GatewayClass", "gateway.networking.k8s.io", "v1", "Cluster"),
            ("Gateway", "gateway.networking.k8s.io", "v1", "Namespaced"),
        ):
            plural = name.lower() + ("es" if name.endswith("s") else "s")
            names.append(f"{plural}.{group}")
            self.apply(f"{definitions}/{names[-1]}", any_definition(name, plural, group, version, scope))

        def established(name):
            conditions = self.get(f"{definitions}/{name}")["status"]["conditions"]
            return any(each["type"] == "Established" and each["status"] == "True" for each in conditions)

        for name in names:
            self.wait(name, lambda name=name: established(name))

    # Flux

    def start_controllers(self):
        storage, watcher_storage = free_port(), free_port()
        common = ("--watch-all-namespaces=true", "--enable-leader-election=false", "--events-addr=")
        environment = {"RUNTIME_NAMESPACE": "flux-system", "SOURCE_CONTROLLER_LOCALHOST": f"127.0.0.1:{storage}"}
        health = {}

        def controller(name, *arguments):
            health[name] = free_port()
            self.start(name, *common, f"--metrics-addr=127.0.0.1:{free_port()}", f"--health-addr=127.0.0.1:{health[name]}",
                       *arguments, **environment)  # fmt: skip

        def stored_at(port):
            return (f"--storage-path={self.folder}/artifacts", f"--storage-addr=127.0.0.1:{port}", f"--storage-adv-addr=127.0.0.1:{port}")

        selector = () if self.helm else (f"--watch-label-selector={FETCHED}=yes",)
        controller("source-controller", *selector, *stored_at(storage))
        controller("kustomize-controller", "--feature-gates=ExternalArtifact=true", "--requeue-dependency=2s")
        controller("source-watcher", *stored_at(watcher_storage))
        if self.helm:
            controller("helm-controller", "--requeue-dependency=2s")
        for name, port in health.items():
            url = f"http://127.0.0.1:{port}/healthz"
            self.wait(name, lambda url=url: urllib.request.urlopen(url, timeout=5).read())

    def start_stand_in(self):
        def work():
            while not self.stopping.wait(0.5):
                for path in STANDS_IN_FOR[:1] if self.helm else STANDS_IN_FOR:
                    # The next round tries again what fails now.
                    with contextlib.suppress(OSError, urllib.error.URLError):
                        for each in self.get(path)["items"]:
                            self.report_ready(each, path)

        self.workers.append(threading.Thread(target=work, daemon=True))
        self.workers[-1].start()

    def report_ready(self, item, path):
        metadata, status = item["metadata"], item.get("status", {})
        generation = metadata["generation"]
        if FETCHED in metadata.get("labels", {}) or status.get("observedGeneration") == generation:
            return
        ready = {"type": "Ready", "status": "True", "reason": "Succeeded", "message": "reported by the test",
                 "lastTransitionTime": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())}  # fmt: skip
        status = {"observedGeneration": generation, "conditions": [ready]}
        if path.endswith("deployments"):
            count = item["spec"].get("replicas", 1)
            status |= dict.fromkeys(("replicas", "readyReplicas", "availableReplicas", "updatedReplicas"), count)
            progressing = {**ready, "type": "Progressing", "reason": "NewReplicaSetAvailable"}
            status["conditions"] = [{**ready, "type": "Available"}, progressing]
        group, plural = path.rsplit("/", 1)
        place = f"{group}/namespaces/{metadata['namespace']}/{plural}/{metadata['name']}/status"
        self.call("PATCH", place, json.dumps({"status": status}).encode(), "application/merge-patch+json")

    # Git

    def start_git(self):
        self.git_server = gitserver.start(self.folder / "git")

    def git_url(self, name):
        return f"http://127.0.0.1:{self.git_server.server_port}/{name}.git"

    def make_repository(self, name):
        """An empty bare repository that git_url(name) serves."""
        subprocess.run(["git", "init", "-q", "--bare", "-b", "main", self.folder / "git" / f"{name}.git"], check=True)
        return self.git_url(name)

    # Waiting for Flux

    def bootstrap(self, sync):
        """Applies the GitRepository and the Kustomization of a gotk-sync.yaml, as 'flux bootstrap' does."""
        for manifest in sync.split("---\n"):
            for kind in ("source.toolkit.fluxcd.io/v1\nkind: GitRepository", "kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization"):
                if f"apiVersion: {kind}\n" in manifest:
                    version, _, name = kind.partition("\nkind: ")
                    plural = {"GitRepository": "gitrepositories", "Kustomization": "kustomizations"}[name]
                    self.apply(f"/apis/{version}/namespaces/flux-system/{plural}/flux-system", manifest.encode())

    def reconcile(self, revision, done=lambda: True, seconds=PATIENCE):
        """Asks Flux to look at the repository now and waits until every Kustomization has applied what its source has
        and done() is true: an artifact made of a part of the repository keeps its revision when the part is the same."""
        stamp = {"metadata": {"annotations": {"reconcile.fluxcd.io/requestedAt": str(time.time())}}}
        source = "/apis/source.toolkit.fluxcd.io/v1/namespaces/flux-system/gitrepositories/flux-system"
        self.call("PATCH", source, json.dumps(stamp).encode(), "application/merge-patch+json")

        def is_ready(item):
            status = item.get("status", {})
            current = status.get("observedGeneration") == item["metadata"]["generation"]
            return current and any(each["type"] == "Ready" and each["status"] == "True" for each in status.get("conditions", []))

        def all_applied():
            if not self.get(source)["status"]["artifact"]["revision"].endswith(revision):
                return False
            artifacts = {}
            for plural in ("gitrepositories", "externalartifacts"):
                for item in self.get(f"/apis/source.toolkit.fluxcd.io/v1/{plural}")["items"]:
                    artifacts[item["kind"], item["metadata"]["name"]] = item.get("status", {}).get("artifact", {}).get("revision")
            items = self.get("/apis/kustomize.toolkit.fluxcd.io/v1/kustomizations")["items"]
            for item in items:
                reference = item["spec"]["sourceRef"]
                wanted = artifacts.get((reference["kind"], reference["name"]))
                if wanted is None or not is_ready(item) or item["status"].get("lastAppliedRevision") != wanted:
                    return False
            # The first Kustomization brings the others.
            return len(items) > 1 and done()

        try:
            self.wait(f"reconciliation of {revision}", all_applied, seconds)
        except TimeoutError as error:
            seen = self.kubectl("get", "kustomizations,gitrepositories,externalartifacts", "--all-namespaces")
            raise TimeoutError(f"{error}\n{seen}") from None


def any_definition(kind, plural, group, version, scope):
    """A CustomResourceDefinition that accepts everything."""
    schema = {"type": "object", "x-kubernetes-preserve-unknown-fields": True}
    served = {"name": version, "served": True, "storage": True, "schema": {"openAPIV3Schema": schema}}
    annotations = {"api-approved.kubernetes.io": "unapproved, a stand-in in tests"}
    return {
        "apiVersion": "apiextensions.k8s.io/v1",
        "kind": "CustomResourceDefinition",
        "metadata": {"name": f"{plural}.{group}", "annotations": annotations},
        "spec": {"group": group, "scope": scope, "names": {"kind": kind, "plural": plural}, "versions": [served]},
    }


def end_with_parent():
    """In a new process: has the kernel end it when the test dies, however that happens."""
    import ctypes  # pylint: disable=import-outside-toplevel
    import signal  # pylint: disable=import-outside-toplevel

    ctypes.CDLL(None).prctl(1, signal.SIGTERM)


def run(tests):
    """Runs a TestCase and gives what the program exits with: SKIPPED where a real program is not there."""
    try:
        for name in ControlPlane.PROGRAMS:
            program(name)
    except Missing as missing:
        print(f"skipped: {missing}")
        return SKIPPED
    suite = unittest.defaultTestLoader.loadTestsFromTestCase(tests)
    return 0 if unittest.TextTestRunner(verbosity=2).run(suite).wasSuccessful() else 1


if __name__ == "__main__":
    with ControlPlane() as plane:
        plane.make_repository("fleet")
        print(f"ready: KUBECONFIG={plane.kubeconfig} repository {plane.git_url('fleet')}; ends with standard input", flush=True)
        sys.stdin.read()
