"""A small proxy on loopback that passes calls on to a real server, or spoils them as told."""

from __future__ import annotations

import json
import threading
import urllib.error
import urllib.request
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Fault = str
"""`pass` it on; pass on `last message` alone and no schema, as servers do that know no schemas and
cut what is too long for them; answer with `no choices` or `not json`; or a status, 429 with
`Retry-After: 1`."""


@contextmanager
def fault_proxy(upstream: str, faults: Iterable[Fault]) -> Iterator[str]:
    """The base URL of a proxy before `upstream`; each call takes the next fault, then all pass."""
    script = iter(faults)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            match next(script, "pass"):
                case "pass":
                    self._pass_on(body)
                case "last message":
                    self._pass_on(_last_message(body))
                case "no choices":
                    self._answer(200, json.dumps({"choices": []}).encode())
                case "not json":
                    self._answer(200, b"<html>hello</html>")
                case status:
                    wait = "1" if status == "429" else None
                    said = "the server says no"
                    if status.startswith("40"):  # some servers repeat what they refuse
                        said += f" to {self.headers['Authorization']}"
                    self._answer(int(status), _error(said), retry_after=wait)

        def _pass_on(self, body: bytes) -> None:
            headers = {name: self.headers[name] for name in ("Authorization", "Content-Type")}
            path = self.path.removeprefix("/v1")
            request = urllib.request.Request(f"{upstream}{path}", body, headers)
            try:
                with urllib.request.urlopen(request, timeout=300) as answer:
                    self._answer(answer.status, answer.read())
            except urllib.error.HTTPError as error:
                with error:
                    self._answer(error.code, error.read())

        def _answer(self, status: int, body: bytes, retry_after: str | None = None) -> None:
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            if retry_after:
                self.send_header("Retry-After", retry_after)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _error(message: str) -> bytes:
    return json.dumps({"error": {"message": message}}).encode()


def _last_message(body: bytes) -> bytes:
    call = json.loads(body)
    call.pop("response_format", None)
    del call["messages"][:-1]
    return json.dumps(call).encode()
