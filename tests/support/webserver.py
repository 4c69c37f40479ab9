#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Plumbline authors
# SPDX-License-Identifier: Apache-2.0
"""webserver.py FOLDER [--tls FILE] [--client-ca FILE] [--log FILE] [--login USER PASSWORD]: serves the files of a folder
on loopback as ordinary web servers do, with validators, ranges and compression of text.

Prints the port it listens on and serves until standard input ends, so that it never outlives the test that started it.
Every request becomes a line of the log: method, path, status, range and user.

Some addresses do what servers do now and then: /moved/X leads to /X, /elsewhere/X to /X of another name of this host,
/truncated/X breaks off halfway, /cut/X after ten bytes, /trickle/X takes its time, /plain/X knows neither validators nor
ranges, /broken/X answers 503 and /silent/X nothing at all."""

import argparse
import base64
import email.utils
import gzip
import hashlib
import http.server
import pathlib
import re
import ssl
import sys
import threading
import time

FAULTS = ("moved", "elsewhere", "truncated", "cut", "trickle", "plain", "broken", "silent")


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    folder = pathlib.Path()
    login = None
    log = None
    fault = ""

    def note(self, status):
        if not self.log:
            return
        user = base64.b64decode(self.headers.get("Authorization", "").removeprefix("Basic ")).decode().partition(":")[0]
        line = " ".join([self.command, self.path, str(status), self.headers.get("Range", "-"), user or "-"])
        with self.log.open("a", encoding="utf-8") as log:
            log.write(line + "\n")

    def answer(self, status, content=b"", **headers):
        self.note(status)
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        if status != 304:
            self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command == "HEAD":
            return
        if self.fault in ("truncated", "cut") and status in (200, 206):
            size = 10 if self.fault == "cut" else len(content) // 2 if len(content) > 200 else len(content)
            self.wfile.write(content[:size])
            self.close_connection = size < len(content)
        elif self.fault == "trickle":
            for start in range(0, len(content), 64):
                self.wfile.write(content[start : start + 64])
                time.sleep(0.005)
        else:
            self.wfile.write(content)

    def is_unchanged(self, tag, modified):
        if tags := self.headers.get("If-None-Match"):
            return tag in tags
        return self.headers.get("If-Modified-Since") == modified

    def serve(self):
        first, slash, rest = self.path[1:].partition("/")
        self.fault = first if first in FAULTS else ""
        path = slash + rest if self.fault else self.path
        if self.fault == "silent":
            self.note("-")
            self.rfile.read(1)
            return
        if self.fault == "broken":
            self.answer(503)
            return
        if self.fault in ("moved", "elsewhere"):
            port = self.server.server_port
            self.answer(302, Location=path if self.fault == "moved" else f"http://localhost:{port}{path}")
            return
        if self.login and self.headers.get("Authorization") != self.login:
            self.answer(401, WWW_Authenticate='Basic realm="charts"')
            return
        file = self.folder / path.partition("?")[0].strip("/")
        if ".." in path or not file.is_file():
            self.answer(404, b"there is no such file\n")
            return
        self.send_file(file)

    def send_file(self, file):
        content = file.read_bytes()
        if self.fault == "plain":
            self.answer(200, content)
            return
        headers = {
            "ETag": '"' + hashlib.sha256(content).hexdigest()[:16] + '"',
            "Last_Modified": email.utils.formatdate(file.stat().st_mtime, usegmt=True),
        }
        if self.is_unchanged(headers["ETag"], headers["Last_Modified"]):
            self.answer(304, **headers)
            return
        wanted = re.fullmatch(r"bytes=(\d+)-", self.headers.get("Range", ""))
        if wanted and self.headers.get("If-Range", headers["ETag"]) in headers.values():
            start = int(wanted[1])
            if start >= len(content):
                self.answer(416, Content_Range=f"bytes */{len(content)}")
                return
            self.answer(206, content[start:], Content_Range=f"bytes {start}-{len(content) - 1}/{len(content)}", **headers)
            return
        if file.suffix == ".yaml" and "gzip" in self.headers.get("Accept-Encoding", ""):
            headers["ETag"] = "W/" + headers["ETag"]
            self.answer(200, gzip.compress(content), Content_Encoding="gzip", **headers)
            return
        self.answer(200, content, **headers)

    do_GET = do_HEAD = serve

    def log_message(self, *_):
        pass


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--tls")
    parser.add_argument("--client-ca")
    parser.add_argument("--log", type=pathlib.Path)
    parser.add_argument("--login", nargs=2)
    options = parser.parse_args()
    handler = type("OwnHandler", (Handler,), {"folder": options.folder, "log": options.log})
    if options.login:
        handler.login = "Basic " + base64.b64encode(":".join(options.login).encode()).decode()
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    if options.tls:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(options.tls)
        if options.client_ca:
            context.load_verify_locations(options.client_ca)
            context.verify_mode = ssl.CERT_REQUIRED
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(server.server_port, flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    main()
