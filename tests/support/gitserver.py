#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Plumbline authors
# SPDX-License-Identifier: Apache-2.0
"""gitserver.py [--tls CERTIFICATE_AND_KEY] FOLDER [USER PASSWORD]: serves the bare repositories in a folder over smart
HTTP on loopback.

Reads and writes, through git's own http-backend. Prints the port it listens on and serves until standard input ends,
so that it never outlives the test that started it. With a user and password, everything needs them.

Some addresses do what servers do now and then: /moved/X leads to /X, /truncated/X breaks off in the middle of an
answer, /slow/X lets the answer trickle, /broken/X answers 503."""

import base64
import http.server
import os
import ssl
import subprocess
import sys
import threading
import time


class GitHandler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    folder = "."
    authorization = None
    fault = None

    def body(self):
        if self.headers.get("Transfer-Encoding") != "chunked":
            return self.rfile.read(int(self.headers.get("Content-Length") or 0))
        parts = []
        while size := int(self.rfile.readline().split(b";")[0], 16):
            parts.append(self.rfile.read(size))
            self.rfile.readline()
        self.rfile.readline()
        return b"".join(parts)

    def answer(self, status, headers, content):
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.fault == "truncated" and self.command == "POST":
            self.wfile.write(content[: len(content) // 2])
            self.close_connection = True
        elif self.fault == "slow" and self.command == "POST":
            for start in range(0, len(content), 64):
                self.wfile.write(content[start : start + 64])
                time.sleep(0.02)
        else:
            self.wfile.write(content)

    def serve(self):
        body = self.body()
        self.fault, slash, rest = self.path[1:].partition("/")
        if self.fault in ("moved", "truncated", "slow", "broken"):
            self.path = slash + rest
        if self.fault == "moved":
            self.answer(301, [("Location", self.path)], b"")
            return
        if self.fault == "broken":
            self.answer(503, [], b"")
            return
        if self.authorization and self.headers.get("Authorization") != self.authorization:
            self.answer(401, [("WWW-Authenticate", 'Basic realm="git"')], b"")
            return
        path, _, query = self.path.partition("?")
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": self.folder,
            "GIT_CONFIG_COUNT": "2",
            "GIT_CONFIG_KEY_0": "http.receivepack",
            "GIT_CONFIG_VALUE_0": "true",
            "GIT_CONFIG_KEY_1": "safe.directory",
            "GIT_CONFIG_VALUE_1": "*",
            "GIT_PROJECT_ROOT": self.folder,
            "GIT_HTTP_EXPORT_ALL": "1",
            "GIT_PROTOCOL": self.headers.get("Git-Protocol", ""),
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "REQUEST_METHOD": self.command,
            "REMOTE_ADDR": "127.0.0.1",
            "CONTENT_TYPE": self.headers.get("Content-Type", ""),
            "CONTENT_LENGTH": str(len(body)),
            "HTTP_CONTENT_ENCODING": self.headers.get("Content-Encoding", ""),
        }
        backend = subprocess.run(["git", "http-backend"], input=body, env=environment, capture_output=True, check=False)
        head, _, content = backend.stdout.partition(b"\r\n\r\n")
        status, headers = 200, []
        for line in head.decode("latin-1").splitlines():
            name, _, value = line.partition(": ")
            if name == "Status":
                status = int(value.split()[0])
            else:
                headers.append((name, value))
        self.answer(status if head else 500, headers, content)

    do_GET = do_POST = serve

    def log_message(self, *_):
        pass


def start(folder, user=None, password=None, certificate=None):
    """Serves in the background; the port is the result's server_port."""
    handler = type("Handler", (GitHandler,), {"folder": os.path.abspath(folder)})
    if user:
        handler.authorization = "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


if __name__ == "__main__":
    arguments = sys.argv[1:]
    named = {"certificate": arguments[1]} if arguments[0] == "--tls" else {}
    print(start(*arguments[2 if named else 0 :], **named).server_port, flush=True)
    sys.stdin.read()
