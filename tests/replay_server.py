"""A server on loopback that replays a recorded conversation, each answer when it is let through."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import yaml
from recording import CASSETTES, SERVED_AS, Scenario, fail_if_stale

from extractor.llm.client import OpenAIClient
from extractor.llm.endpoint import Endpoint


class ReplayServer:
    """Answers as the recorded model did; what was not recorded is refused."""

    def __init__(self, scenario: Scenario[Any]) -> None:
        fail_if_stale(scenario)
        taken = yaml.safe_load((CASSETTES / f"{scenario.name}.yaml").read_text("utf-8"))
        self._answers = [
            (json.loads(each["request"]["body"]), each["response"])
            for each in taken["interactions"]
        ]
        self._gate = threading.Semaphore(0)
        self.asked: list[Any] = []
        """What came, in its order."""
        self.unknown: list[Any] = []
        """What came and was not recorded."""
        self.base_url = ""

    def let_through(self, answers: int) -> None:
        """Let so many more calls be answered."""
        self._gate.release(answers)

    def let_all_through(self) -> None:
        """Let every call be answered."""
        self.let_through(1_000)

    def client(self) -> OpenAIClient:
        """A client of the recorded model, which is this server."""
        return OpenAIClient(
            Endpoint(
                model=f"local:{SERVED_AS}",
                served_as=SERVED_AS,
                base_url=self.base_url,
                api_key="none",
                is_local=True,
                temperature=None,
                seed=1,
                timeout_s=300,
                retry_limit_s=60,
            )
        )

    def answer_to(self, body: Any) -> tuple[int, bytes]:
        """The status and the body with which a call was answered, once it is let through."""
        self.asked.append(body)
        self._gate.acquire()
        for request, response in self._answers:
            if request == body:
                return response["status"]["code"], response["body"]["string"].encode()
        self.unknown.append(body)
        return 400, b'{"error": {"message": "this was not recorded"}}'


@contextmanager
def replaying(scenario: Scenario[Any]) -> Iterator[ReplayServer]:
    """A server that answers until the block ends."""
    replayed = ReplayServer(scenario)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            """Answer a call, unless who asked is gone by then."""
            length = int(self.headers["Content-Length"])
            status, data = replayed.answer_to(json.loads(self.rfile.read(length)))
            try:
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)
            except OSError:
                return

        def log_message(self, *_: Any) -> None:
            """Say nothing of it."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    replayed.base_url = f"http://127.0.0.1:{server.server_port}/v1"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield replayed
    finally:
        replayed.let_all_through()
        server.shutdown()
        server.server_close()
        thread.join(10)
