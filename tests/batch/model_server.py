"""A server on loopback that answers like a model: faithful, late, or wrong as it is told."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import random
import re
import ssl
import sys
from collections import Counter
from collections.abc import Sequence
from typing import Any

ON_THE_WAY = ("429", "500", "hang", "reset")
FAULTS = (*ON_THE_WAY, "truncated", "wrong schema", "empty")
"""What a share of calls may meet. By `poison` and `outages` a call meets these, or any status that
says no, `429 WAIT` with `Retry-After: WAIT`, `quota`, `html`, `no choices`, `half` a body, a body
in `drips` or an `endless` one, `redirect ADDRESS`, or `echo`, which refuses and repeats the key."""


class ModelServer:
    """Speaks as much of HTTP/1.1 and of chat completions as a client needs, and counts calls.

    The answer is a function of the request alone, so that two runs get the same: what the model
    answers wrongly it answers wrongly each time. A call that fails on the way does so the first
    `times` times that it is made; some fail always.
    """

    def __init__(
        self,
        *,
        latency_s: float = 0.0,
        failing: float = 0.0,
        times: int = 1,
        always: float = 0.0,
        faults: tuple[str, ...] = FAULTS,
        poison: Sequence[tuple[str, str]] = (),
        outages: Sequence[tuple[int, int, str]] = (),
        has_usage: bool = True,
        is_fenced: bool = False,
    ) -> None:
        """`failing` and `always` are shares of all different calls.

        `poison` is a word and what a call always meets in whose messages it stands; `outages` are
        the first call, the last, and what all calls between them meet, whatever they ask.
        """
        self.poison = poison
        self.outages = outages
        self.has_usage = has_usage
        self.is_fenced = is_fenced
        self.answered: Counter[str] = Counter()
        """How often each different request got an answer that was paid for."""
        self.latency_s = latency_s
        self.failing = failing
        self.times = times
        self.always = always
        self.faults = faults
        self.calls = 0
        """Answers begun."""
        self.seen: Counter[str] = Counter()
        """How often each different request came."""

    async def serve(self, tls: ssl.SSLContext | None = None) -> asyncio.Server:
        """Listen on a free port of loopback."""
        return await asyncio.start_server(
            self._connection, "127.0.0.1", 0, limit=1 << 22, backlog=1024, ssl=tls
        )

    async def _connection(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                first, *lines = head.split(b"\r\n")
                sizes = [
                    int(line.split(b":")[1])
                    for line in lines
                    if line.lower().startswith(b"content-length:")
                ]
                body = await reader.readexactly(sizes[0] if sizes else 0)
                if first.startswith(b"GET /calls"):
                    again = sum(self.answered.values()) - len(self.answered)
                    counts = {"calls": self.calls, "different": len(self.seen), "again": again}
                    await self._send(writer, 200, json.dumps(counts).encode())
                    continue
                key_sent = [line for line in lines if line.lower().startswith(b"authorization:")]
                await self._answer(writer, body, key_sent[0].decode() if key_sent else "")
        except (asyncio.IncompleteReadError, ConnectionError, asyncio.CancelledError):
            pass  # the client has gone, or the server is stopping
        finally:
            with contextlib.suppress(RuntimeError):
                writer.close()

    async def _answer(self, writer: asyncio.StreamWriter, body: bytes, sent: str) -> None:
        self.calls += 1
        request = json.loads(body)
        key = json.dumps(request["messages"])
        self.seen[key] += 1
        fault = self._fault(key)
        words = (fault or "").split(" ", 1)
        await asyncio.sleep(self.latency_s)
        match fault:
            case "429":
                await self._send(writer, 429, _error("slow down"), retry_after="0")
            case "500":
                await self._send(writer, 500, _error("out of order"))
            case "hang":
                await asyncio.sleep(60)
            case "reset":
                writer.transport.abort()
            case "quota":
                code = {"code": "insufficient_quota", "type": "insufficient_quota"}
                said = {"error": {"message": "You exceeded your quota.", **code}}
                await self._send(writer, 429, json.dumps(said).encode())
            case "echo":
                await self._send(writer, 400, _error(f"not with {sent}"))
            case "html":
                await self._send(
                    writer, 200, b"<html>Sign in to this network</html>", kind="text/html"
                )
            case "no choices":
                await self._send(writer, 200, b'{"status": "ok"}')
            case _ if words[0] == "redirect":
                await self._send(writer, 307, b"", location=words[1])
            case _ if words[0] == "429":
                await self._send(writer, 429, _error("slow down"), retry_after=words[1])
            case _ if words[0].isdigit():
                await self._send(writer, int(words[0]), _error(f"the server says {words[0]}"))
            case "half" | "drips" | "endless":
                self.answered[key] += 1
                await self._trickle(
                    writer, _completion(request, json.dumps(answer_to(request))), fault
                )
            case "truncated":
                text = json.dumps(answer_to(request))
                await self._complete(writer, request, text[: len(text) // 2], "length")
            case "wrong schema":
                await self._complete(writer, request, '{"nothing": "asked for"}')
            case "empty":
                await self._complete(writer, request, "")
            case _:
                text = json.dumps(answer_to(request))
                await self._complete(
                    writer, request, f"```json\n{text}\n```" if self.is_fenced else text
                )

    async def _complete(
        self, writer: asyncio.StreamWriter, request: dict[str, Any], text: str, finish: str = "stop"
    ) -> None:
        self.answered[json.dumps(request["messages"])] += 1
        body = _completion(request, text, finish, has_usage=self.has_usage)
        await self._send(writer, 200, body)

    async def _trickle(self, writer: asyncio.StreamWriter, body: bytes, how: str) -> None:
        """The head of an answer, and of its body half, drops, or more than there is."""
        size = "" if how == "endless" else f"content-length: {len(body)}\r\n"
        head = (
            f"HTTP/1.1 200 X\r\ncontent-type: application/json\r\n{size}connection: close\r\n\r\n"
        )
        writer.write(head.encode())
        if how == "half":
            writer.write(body[: len(body) // 2])
            await writer.drain()
            await asyncio.sleep(0.02)
            writer.transport.abort()
            return
        while how == "endless":
            writer.write(b" " * 65_536)
            await writer.drain()
        for place in range(len(body)):
            writer.write(body[place : place + 1])
            await writer.drain()
            await asyncio.sleep(0.3)

    def _fault(self, key: str) -> str | None:
        for first, last, fault in self.outages:
            if first <= self.calls <= last:
                return fault
        for word, fault in self.poison:
            if word in key:
                return fault
        chance = random.Random(key)
        number = chance.random()
        fault = chance.choice(self.faults)
        if number < self.always:
            return fault
        is_over = fault in ON_THE_WAY and self.seen[key] > self.times
        return fault if number < self.always + self.failing and not is_over else None

    async def _send(
        self,
        writer: asyncio.StreamWriter,
        status: int,
        body: bytes,
        retry_after: str | None = None,
        location: str | None = None,
        kind: str = "application/json",
    ) -> None:
        more = f"retry-after: {retry_after}\r\n" if retry_after else ""
        more += f"location: {location}\r\n" if location else ""
        head = (
            f"HTTP/1.1 {status} X\r\ncontent-type: {kind}\r\n"
            f"content-length: {len(body)}\r\n{more}\r\n"
        )
        writer.write(head.encode() + body)
        await writer.drain()


def answer_to(request: dict[str, Any]) -> dict[str, Any]:
    """An answer that gives each listed item its sentence, in the shape that the request wants."""
    shape = request.get("response_format", {}).get("json_schema")
    if shape is None:  # another tool, in a comparison of speed
        return {"extractions": []}
    wanted = shape["schema"]["properties"]
    asked = [each["content"] for each in request["messages"] if "Items:\n" in each["content"]]
    passage, _, items = asked[-1].rpartition("Items:\n")  # those before it are worked examples
    listed = dict(line.split(": ", 1) for line in items.splitlines() if ": " in line)
    sentences = re.split(r"(?<=[.!?])\s+", passage.removeprefix("Passage:\n").strip())
    answer: dict[str, Any] = {}
    for key in wanted:
        if key == "facts":
            answer[key] = []
        elif key.startswith(("f", "s")):
            nothing = {"when": None, "where": None, "attributed_to": None}
            item = listed.get(key, "").strip("“”").removesuffix("…")
            told = next((each for each in sentences if item in each), f"There were {item}.")
            answer[key] = {"statement": told, **nothing}
        else:
            answer[key] = {"speaker": None}
    return answer


def _completion(
    request: dict[str, Any], text: str, finish: str = "stop", *, has_usage: bool = True
) -> bytes:
    read = sum(len(message["content"]) for message in request["messages"]) // 4
    written = max(1, len(text) // 4)
    message = {"role": "assistant", "content": text}
    usage = {
        "prompt_tokens": read,
        "completion_tokens": written,
        "total_tokens": read + written,
    }
    return json.dumps(
        {
            "id": "completion",
            "object": "chat.completion",
            "created": 1,
            "model": request["model"],
            "choices": [{"index": 0, "finish_reason": finish, "message": message}],
            **({"usage": usage} if has_usage else {}),
        }
    ).encode()


def _error(message: str) -> bytes:
    return json.dumps({"error": {"message": message}}).encode()


async def _main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--latency", type=float, default=0.0)
    parser.add_argument("--failing", type=float, default=0.0)
    parser.add_argument("--times", type=int, default=1)
    parser.add_argument("--always", type=float, default=0.0)
    parser.add_argument("--faults", nargs="+", default=FAULTS, choices=FAULTS)
    parser.add_argument("--poison", nargs=2, action="append", default=[])
    parser.add_argument("--outage", nargs=3, action="append", default=[])
    parser.add_argument("--no-usage", action="store_true")
    parser.add_argument("--fenced", action="store_true")
    given = parser.parse_args()
    server = ModelServer(
        latency_s=given.latency,
        failing=given.failing,
        times=given.times,
        always=given.always,
        faults=tuple(given.faults),
        poison=given.poison,
        outages=[(int(first), int(last), fault) for first, last, fault in given.outage],
        has_usage=not given.no_usage,
        is_fenced=given.fenced,
    )
    listening = await server.serve()
    print(listening.sockets[0].getsockname()[1], flush=True)
    # The end of standard input is the end of whoever started it.
    await asyncio.to_thread(sys.stdin.buffer.read)


if __name__ == "__main__":
    asyncio.run(_main())
