"""A provider's Files and Batch API on loopback, for tests.

It follows OpenAI's reference, https://platform.openai.com/docs/api-reference/batch and `/files`:

- `POST /v1/files` takes a form with `purpose` and `file`; `GET /v1/files/ID/content` gives it back;
- `POST /v1/batches` takes `input_file_id`, `endpoint`, `completion_window` ("24h") and `metadata`,
  and gives a batch whose status goes validating → in_progress → finalizing → completed, or ends as
  failed, expired or cancelled; `GET /v1/batches/ID`, `GET /v1/batches?limit=&after=` (newest first,
  `has_more`), `POST /v1/batches/ID/cancel`;
- a file that does not hold (a line that is no request, a `custom_id` twice or longer than 64
  characters, another `url` than the endpoint, two models, more than 50,000 lines) makes the batch
  `failed` with `errors.data`, of `code`, `message`, `line`, `param`;
- answers are in the file of `output_file_id`, in no particular order, errors in that of
  `error_file_id`; a line has `id`, `custom_id`, `response` (`status_code`, `request_id`, `body`)
  and `error` (`code`, `message`), which for a call that was not come to says `batch_expired` or
  `batch_cancelled`, and then `response` is null;
- what ended as expired or cancelled keeps the answers that it had, which are paid for.

`POST /v1/chat/completions` answers the same calls at once.
"""

from __future__ import annotations

import hashlib
import json
import random
import re
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.parser import BytesParser
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from batch.model_server import answer_to

KEY = "sk-a-key-of-the-tests"

STEPS = ("validating", "in_progress", "finalizing")

Fate = str
"""How a batch ends: `completed`, `expired`, `cancelled`, `failed`, `queue full`, `gone`: the server
has forgotten it, or `file gone`: it no longer has what was answered. `expired` and `cancelled` come
when half of the calls are done."""


@dataclass
class Faults:
    """What goes wrong, and when."""

    fates: list[Fate] = field(default_factory=list)
    """Of the batches in the order in which they come; then all are completed."""
    http: list[str] = field(default_factory=list)
    """What the next requests meet: a status, `reset`, `lost` (done, but the answer never comes),
    `half` (half of the body, then a reset), `hang` (nothing is done), `done, then hang`, or `pass`.
    Only those whose method and path begin with `path` count."""
    path: str = ""
    line: Callable[[dict[str, Any], int], str | None] = lambda body, time: None
    """What a call meets the nth time that it is made, counted from 1: a status, or `truncated`,
    `wrong schema`, `empty`, `misread` (every figure another one), `no line`."""


@dataclass
class _Batch:
    id: str
    file: str
    metadata: dict[str, str]
    fate: Fate
    born: float
    status: str = "validating"
    output: str | None = None
    error: str | None = None
    errors: list[dict[str, Any]] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)


class ProviderServer:
    """The state behind the API; times are of the clock that moves by `step_s` for each status."""

    def __init__(self, faults: Faults | None = None, step_s: float = 0.0) -> None:
        """With `step_s` 0 every look at a batch finds it one status further."""
        self.faults = faults or Faults()
        self.step_s = step_s
        self.base_url = ""
        self.files: dict[str, bytes] = {}
        self.lost: set[str] = set()
        """Files that are named and cannot be had any more."""
        self.batches: dict[str, _Batch] = {}
        self.paid: Counter[str] = Counter()
        """How often each call was answered, by its `custom_id`."""
        self.bodies: list[dict[str, Any]] = []
        """What was posted to be answered at once."""
        self.tries: Counter[str] = Counter()
        self.requests: list[str] = []
        """Method and path of every request."""
        self.lock = threading.Lock()
        self.is_hanging = threading.Event()
        """Set when a request has been left hanging."""

    def add_file(self, data: bytes) -> str:
        """Keep a file."""
        id = f"file-{len(self.files) + 1:04d}"
        self.files[id] = data
        return id

    def file_object(self, id: str, name: str, purpose: str) -> dict[str, Any]:
        """A file as the API describes it."""
        return {
            "id": id,
            "object": "file",
            "bytes": len(self.files[id]),
            "created_at": int(time.time()),
            "filename": name,
            "purpose": purpose,
            "status": "processed",
        }

    def create(self, request: dict[str, Any]) -> dict[str, Any] | None:
        """A new batch; none where the request is none."""
        if (
            request.get("input_file_id") not in self.files
            or request.get("endpoint") != "/v1/chat/completions"
            or request.get("completion_window") != "24h"
        ):
            return None
        fate = self.faults.fates.pop(0) if self.faults.fates else "completed"
        batch = _Batch(
            f"batch_{len(self.batches) + 1:04d}",
            request["input_file_id"],
            request.get("metadata") or {},
            fate,
            time.monotonic(),
        )
        self.batches[batch.id] = batch
        return self.batch_object(batch)

    def look(self, id: str) -> dict[str, Any] | None:
        """A batch, further than at the last look."""
        batch = self.batches.get(id)
        if batch is None or (batch.fate == "gone" and batch.status != "validating"):
            return None
        if self.step_s:
            step = int((time.monotonic() - batch.born) / self.step_s)
        else:
            step = STEPS.index(batch.status) + 1 if batch.status in STEPS else len(STEPS)
        if batch.status in STEPS:
            if step >= 1 and (batch.fate in ("failed", "queue full") or self._invalid(batch)):
                self._fail(batch)
            elif step >= len(STEPS):
                self._finish(batch)
            else:
                batch.status = STEPS[step]
        return self.batch_object(batch)

    def cancel(self, id: str) -> dict[str, Any] | None:
        """Stop a batch; half of its calls were done."""
        batch = self.batches.get(id)
        if batch is None:
            return None
        batch.fate = "cancelled"
        return self.batch_object(batch)

    def batch_object(self, batch: _Batch) -> dict[str, Any]:
        """A batch as the API describes it."""
        return {
            "id": batch.id,
            "object": "batch",
            "endpoint": "/v1/chat/completions",
            "errors": {"object": "list", "data": batch.errors} if batch.errors else None,
            "input_file_id": batch.file,
            "completion_window": "24h",
            "status": batch.status,
            "output_file_id": batch.output,
            "error_file_id": batch.error,
            "created_at": int(time.time()),
            "request_counts": {
                "total": batch.counts["total"],
                "completed": batch.counts["completed"],
                "failed": batch.counts["failed"],
            },
            "metadata": batch.metadata,
        }

    def _lines(self, batch: _Batch) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.files[batch.file].splitlines() if line.strip()]

    def _invalid(self, batch: _Batch) -> list[dict[str, Any]]:
        wrong = []
        seen: set[str] = set()
        models: set[str] = set()
        for number, line in enumerate(self.files[batch.file].splitlines(), 1):
            try:
                request = json.loads(line)
                id, body = request["custom_id"], request["body"]
                models.add(body["model"])
                is_right = (
                    request["method"] == "POST"
                    and request["url"] == "/v1/chat/completions"
                    and isinstance(id, str)
                    and 0 < len(id) <= 64
                    and id not in seen
                    and body["messages"]
                )
                seen.add(id)
            except (ValueError, KeyError, TypeError):
                is_right = False
            if not is_right or len(models) > 1 or number > 50_000:
                wrong.append(_problem("invalid_request", "the line is no request", number))
        if not seen:
            wrong.append(_problem("empty_file", "the input file is empty", None))
        return wrong

    def _fail(self, batch: _Batch) -> None:
        batch.status = "failed"
        if batch.fate == "queue full":
            said = "Enqueued token limit reached for this model."
            batch.errors = [_problem("token_limit_exceeded", said, None)]
        else:
            batch.errors = self._invalid(batch) or [_problem("server_error", "no luck", None)]

    def _finish(self, batch: _Batch) -> None:
        lines = self._lines(batch)
        batch.counts["total"] = len(lines)
        is_all = batch.fate in ("completed", "gone", "file gone")
        done = lines if is_all else lines[: len(lines) // 2]
        answered: list[dict[str, Any]] = []
        wrong: list[dict[str, Any]] = []
        for request in done:
            line = self._done(request)
            if line is None:
                continue
            is_right = line["response"]["status_code"] == 200
            (answered if is_right else wrong).append(line)
        if batch.fate in ("expired", "cancelled"):
            said = {
                "expired": "This request could not be executed before the window expired.",
                "cancelled": "This request was not executed because the batch was cancelled.",
            }[batch.fate]
            for request in lines[len(done) :]:
                error = {"code": f"batch_{batch.fate}", "message": said}
                wrong.append(_line(request["custom_id"], None, error))
        batch.counts["completed"], batch.counts["failed"] = len(answered), len(wrong)
        random.Random(batch.id).shuffle(answered)
        batch.output = self.add_file(_jsonl(answered)) if answered else None
        batch.error = self.add_file(_jsonl(wrong)) if wrong else None
        batch.status = "completed" if is_all else batch.fate
        if batch.fate == "file gone" and batch.output is not None:
            self.lost.add(batch.output)

    def fault(self, body: dict[str, Any]) -> str | None:
        """What this call meets this time."""
        key = json.dumps(body["messages"])
        self.tries[key] += 1
        return self.faults.line(body, self.tries[key])

    def _done(self, request: dict[str, Any]) -> dict[str, Any] | None:
        id = request["custom_id"]
        fault = self.fault(request["body"])
        if fault == "no line":
            return None
        if fault is not None and fault.isdigit():
            body = {"error": {"message": f"the model says {fault}", "code": None}}
            return _line(id, {"status_code": int(fault), "request_id": id[:8], "body": body}, None)
        self.paid[id] += 1
        body = completion(request["body"], fault)
        return _line(id, {"status_code": 200, "request_id": id[:8], "body": body}, None)


def completion(request: dict[str, Any], fault: str | None = None) -> dict[str, Any]:
    """The answer to a call, or one that is spoilt."""
    text, finish = json.dumps(answer_to(request)), "stop"
    match fault:
        case "truncated":
            text, finish = text[: len(text) // 2], "length"
        case "wrong schema":
            text = '{"nothing": "asked for"}'
        case "misread":
            text = re.sub(
                r'"statement": "(?:[^"\\]|\\.)+', '"statement": "There were 77 of them.', text
            )
        case "empty":
            text = ""
    read = sum(len(message["content"]) for message in request["messages"]) // 4
    return {
        "id": "chatcmpl-" + hashlib.sha256(text.encode()).hexdigest()[:12],
        "object": "chat.completion",
        "created": 1,
        "model": request["model"],
        "choices": [
            {
                "index": 0,
                "message": {"role": "assistant", "content": text, "refusal": None},
                "logprobs": None,
                "finish_reason": finish,
            }
        ],
        "usage": {
            "prompt_tokens": read,
            "completion_tokens": len(text) // 4 + 1,
            "total_tokens": read + len(text) // 4 + 1,
        },
    }


def _problem(code: str, message: str, line: int | None) -> dict[str, Any]:
    return {"code": code, "message": message, "param": None, "line": line}


def _line(id: str, response: dict[str, Any] | None, error: dict[str, Any] | None) -> dict[str, Any]:
    return {"id": f"batch_req_{id[:12]}", "custom_id": id, "response": response, "error": error}


def _jsonl(lines: list[dict[str, Any]]) -> bytes:
    return b"".join(json.dumps(line).encode() + b"\n" for line in lines)


@contextmanager
def serving(server: ProviderServer) -> Iterator[ProviderServer]:
    """The server on a free port of loopback, its `base_url` set."""
    http = ThreadingHTTPServer(("127.0.0.1", 0), _handler(server))
    http.daemon_threads = True
    thread = threading.Thread(target=http.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    server.base_url = f"http://127.0.0.1:{http.server_port}/v1"
    try:
        yield server
    finally:
        http.shutdown()
        http.server_close()
        thread.join()


def _handler(server: ProviderServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self._serve(b"")

        def do_POST(self) -> None:
            self._serve(self._body())

        def _body(self) -> bytes:
            if self.headers.get("Transfer-Encoding") != "chunked":
                return self.rfile.read(int(self.headers.get("Content-Length", 0)))
            parts = []
            while size := int(self.rfile.readline(), 16):
                parts.append(self.rfile.read(size))
                self.rfile.readline()
            self.rfile.readline()
            return b"".join(parts)

        def _serve(self, body: bytes) -> None:
            path = urlsplit(self.path).path.removeprefix("/v1")
            with server.lock:
                server.requests.append(f"{self.command} {path}")
                fault = "pass"
                if server.faults.http and f"{self.command} {path}".startswith(server.faults.path):
                    fault = server.faults.http.pop(0)
                if fault.isdigit():
                    said = f"the server says no to {self.headers['Authorization']}"
                    self._send(int(fault), json.dumps({"error": {"message": said}}).encode())
                    return
                if fault == "reset":
                    self.close_connection = True
                    return
                if fault == "hang":
                    server.is_hanging.set()
                else:
                    status, answer = self._answer(path, body)
            if fault == "hang":
                time.sleep(60)
                return
            if fault == "done, then hang":
                server.is_hanging.set()
                time.sleep(60)
            if fault == "lost":
                self.close_connection = True
                return
            self._send(status, answer, is_half=fault == "half")

        def _answer(self, path: str, body: bytes) -> tuple[int, bytes]:
            if self.headers.get("Authorization") != f"Bearer {KEY}":
                return 401, b'{"error": {"message": "no such key"}}'
            found: Any = None
            match self.command, path.strip("/").split("/"):
                case "POST", ["files"]:
                    found = self._uploaded(body)
                case "GET", ["files", id, "content"] if id in server.files.keys() - server.lost:
                    return 200, server.files[id]
                case "POST", ["batches"]:
                    found = server.create(json.loads(body))
                    if found is None:
                        return 400, b'{"error": {"message": "no such file or endpoint"}}'
                case "GET", ["batches"]:
                    found = self._listed()
                case "GET", ["batches", id]:
                    found = server.look(id)
                case "POST", ["batches", id, "cancel"]:
                    found = server.cancel(id)
                case "POST", ["chat", "completions"]:
                    request = json.loads(body)
                    server.bodies.append(request)
                    found = completion(request, server.fault(request))
            if found is None:
                return 404, b'{"error": {"message": "there is nothing here"}}'
            return 200, json.dumps(found).encode()

        def _uploaded(self, body: bytes) -> dict[str, Any] | None:
            head = f"Content-Type: {self.headers['Content-Type']}\r\n\r\n".encode()
            form: dict[str, tuple[str, bytes]] = {}
            for part in BytesParser().parsebytes(head + body).walk():
                name = part.get_param("name", header="content-disposition")
                if name:
                    data = part.get_payload(decode=True)
                    form[str(name)] = (part.get_filename() or "", data)  # type: ignore[assignment]
            if set(form) != {"purpose", "file"} or form["purpose"][1] != b"batch":
                return None
            name, data = form["file"]
            return server.file_object(server.add_file(data), name, "batch")

        def _listed(self) -> dict[str, Any]:
            asked = parse_qs(urlsplit(self.path).query)
            limit = int(asked.get("limit", ["20"])[0])
            ids = list(reversed(server.batches))
            if "after" in asked:
                ids = ids[ids.index(asked["after"][0]) + 1 :]
            page = [server.batch_object(server.batches[id]) for id in ids[: min(limit, 100)]]
            return {
                "object": "list",
                "data": page,
                "first_id": page[0]["id"] if page else None,
                "last_id": page[-1]["id"] if page else None,
                "has_more": len(ids) > len(page),
            }

        def _send(self, status: int, body: bytes, *, is_half: bool = False) -> None:
            self.send_response(status)
            is_json = re.match(rb"\s*\{", body) is not None
            self.send_header("Content-Type", "application/json" if is_json else "text/plain")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body[: len(body) // 2] if is_half else body)
            self.close_connection = self.close_connection or is_half

        def log_message(self, format: str, *args: Any) -> None:
            pass

    return Handler
