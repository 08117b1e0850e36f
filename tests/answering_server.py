"""A server on loopback that answers each call as a function of the test says."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Answer = tuple[int, Any]
"""A status, and a body that is written as JSON."""


@dataclass
class AnsweringServer:
    """Where it answers, and what it was asked."""

    base_url: str
    calls: list[dict[str, Any]] = field(default_factory=list)
    """The bodies that were posted, in order."""
    paths: list[str] = field(default_factory=list)
    """Where they were posted to."""
    keys: list[str | None] = field(default_factory=list)
    """The Authorization headers."""


@contextmanager
def answering(answer: Callable[[dict[str, Any]], Answer]) -> Iterator[AnsweringServer]:
    """A server that answers with what `answer` makes of a body, until the block ends."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            """Answer one call."""
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            known.calls.append(body)
            known.paths.append(self.path)
            known.keys.append(self.headers["Authorization"])
            status, said = answer(body)
            data = json.dumps(said).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: Any) -> None:
            """Say nothing of it."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    known = AnsweringServer(f"http://127.0.0.1:{server.server_port}/v1")
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield known
    finally:
        server.shutdown()
        server.server_close()
        thread.join(10)


def said(content: object, finish: str = "stop", **more: Any) -> Answer:
    """A chat completion with this content; `more` goes into its message."""
    message = {"role": "assistant", "content": content, **more}
    return 200, {
        "id": "1",
        "object": "chat.completion",
        "created": 1,
        "model": "small",
        "choices": [{"index": 0, "finish_reason": finish, "message": message}],
        "usage": {"prompt_tokens": 9, "completion_tokens": 9, "total_tokens": 18},
    }


def refused(status: int, message: str, **more: Any) -> Answer:
    """An error as OpenAI words it; `more` goes beside the message."""
    return status, {"error": {"message": message, **more}}


def called(arguments: object, name: str = "Answer") -> Answer:
    """A chat completion that is the call of a function."""
    call = {"id": "c", "type": "function", "function": {"name": name, "arguments": arguments}}
    return said(None, "tool_calls", tool_calls=[call])
