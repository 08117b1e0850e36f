"""Requests that never end: the desk waits for so long and no longer."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from starlette.types import Message, Receive, Scope, Send

from extractor.review.desk import Desk
from extractor.review.safety import Guard, Rules, rules_for
from extractor.review.serving import DeskServer
from review.served import Answering

HOSTS = frozenset({"127.0.0.1"})


async def echo(scope: Scope, receive: Receive, send: Send) -> None:
    """Answers once it has read all of the body, as every form of the desk does."""
    size = 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return
        size += len(message.get("body", b""))
        if not message.get("more_body"):
            break
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": str(size).encode()})


async def hasty(scope: Scope, receive: Receive, send: Send) -> None:
    """Answers without a look at the body."""
    await send({"type": "http.response.start", "status": 404, "headers": []})
    await send({"type": "http.response.body", "body": b"none"})


def answer(
    app: Any, rules: Rules, parts: Sequence[bytes], *, ends: bool, length: str | None = None
) -> tuple[int, dict[str, str], int]:
    """The status, the headers and how many parts were taken of a body that comes in parts.

    One that does not end leaves the desk waiting after its last part.
    """
    sent: list[Message] = []
    taken = 0

    async def receive() -> Message:
        nonlocal taken
        if taken < len(parts):
            taken += 1
            more = not ends or taken < len(parts)
            return {"type": "http.request", "body": parts[taken - 1], "more_body": more}
        await asyncio.Event().wait()
        raise AssertionError

    async def send(message: Message) -> None:
        sent.append(message)

    body = (
        [(b"content-length", length.encode())] if length else [(b"transfer-encoding", b"chunked")]
    )
    scope = {
        "type": "http",
        "method": "POST",
        "path": "/",
        "query_string": b"",
        "headers": [(b"host", b"127.0.0.1"), *body],
    }
    asyncio.run(Guard(app, rules)(scope, receive, send))
    headers = {name.decode().lower(): value.decode() for name, value in sent[0]["headers"]}
    return sent[0]["status"], headers, taken


@pytest.mark.parametrize("parts", [(), (b"a",), (b"a", b"b", b"c")])
def test_body_that_never_ends_is_given_up(parts: Sequence[bytes]) -> None:
    """After its time it is answered with 408, and the connection is closed."""
    rules = Rules(hosts=HOSTS, body_s=0.05)
    status, headers, taken = answer(echo, rules, parts, ends=False)
    assert (status, headers["connection"], taken) == (408, "close", len(parts))


def test_body_that_comes_well_may_take_longer() -> None:
    """What has come gives the rest more time: only what trickles is cut off."""
    rules = Rules(hosts=HOSTS, body_s=0.0, slowest=1)
    status, headers, _ = answer(echo, rules, [b"x" * 1000], ends=True)
    assert (status, headers.get("connection")) == (408, "close"), "it had no time at all to begin"
    rules = Rules(hosts=HOSTS, body_s=5.0, slowest=1)
    assert answer(echo, rules, [b"x" * 1000] * 3, ends=True)[0] == 200


@pytest.mark.parametrize("app", [echo, hasty])
@pytest.mark.parametrize("token", [None, "wanted"])
def test_refused_body_is_read_to_its_end_first(app: Any, token: str | None) -> None:
    """Whoever is still sending reads no answer; what ends in its time is let come."""
    rules = Rules(hosts=HOSTS, token=token)
    status, headers, taken = answer(app, rules, [b"x"] * 4, ends=True)
    assert status == (401 if token else 200 if app is echo else 404)
    assert (taken, "connection" in headers) == (4, False)


@pytest.mark.parametrize("app", [echo, hasty])
def test_refused_body_is_not_waited_for_for_ever(app: Any) -> None:
    """A refusal too goes out after that time, and closes the connection."""
    rules = Rules(hosts=HOSTS, token="wanted", body_s=0.05)
    status, headers, _ = answer(app, rules, [b"x"], ends=False)
    assert (status, headers["connection"]) == (401, "close")


@pytest.mark.parametrize("length", [None, "90000"])
def test_body_without_end_is_cut_however_fast(length: str | None) -> None:
    """Of a body that is too large a few times the limit is read away, and no more."""
    rules = Rules(hosts=HOSTS, largest_body=1_000)
    status, headers, taken = answer(echo, rules, [b"x" * 100] * 900, ends=True, length=length)
    assert (status, headers["connection"]) == (413, "close")
    assert taken < 60
    status, headers, taken = answer(echo, rules, [b"x" * 100] * 20, ends=True, length=length)
    assert (status, taken, "connection" in headers) == (413, 20, False)


@pytest.fixture
def served(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """The port of a desk that gives a head a second, and a body less."""
    monkeypatch.setattr("extractor.review.serving.HEAD_S", 1.0)
    rules = Rules(hosts=rules_for("127.0.0.1", token=None).hosts, body_s=0.2)
    desk = Desk.open(sqlite_url)
    server = DeskServer(desk, rules, host="127.0.0.1", port=0)
    answering = Answering(server)
    yield server.port
    answering.stop()
    desk.close()


def spoken(port: int, *requests: bytes) -> bytes:
    """What the desk says to these bytes, each sent after an answer, until it hangs up."""
    heard = b""
    with socket.create_connection(("127.0.0.1", port), timeout=20) as line:
        for number, request in enumerate(requests):
            while heard.count(b"HTTP/1.1 ") < number or (number and not heard.endswith(b"}")):
                heard += line.recv(65_536)
            line.sendall(request)
        with contextlib.suppress(ConnectionResetError):
            while more := line.recv(65_536):
                heard += more
    return heard


@pytest.mark.server
def test_connections_that_say_nothing_whole_are_closed(served: int) -> None:
    """No connection stays open for a head or a body that does not come; others are answered."""
    get = b"GET /api/stories HTTP/1.1\r\nHost: 127.0.0.1\r\n"
    post = get.replace(b"GET", b"POST") + b"Content-Type: application/json\r\n"
    assert spoken(served) == b""
    assert spoken(served, b"GET / HT").startswith(b"HTTP/1.1 408 ")
    assert spoken(served, post + b"Content-Length: 40\r\n\r\n{").startswith(b"HTTP/1.1 408 ")
    chunked = spoken(served, post + b"Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n")
    assert chunked.startswith(b"HTTP/1.1 408 ")
    assert b'"error":"the request had not all come in' in chunked
    both = spoken(served, get + b"\r\n", get)
    assert both.startswith(b"HTTP/1.1 200 ")
    assert both.endswith(b"Connection: close\r\n\r\n")
    assert b"HTTP/1.1 408 " in both
