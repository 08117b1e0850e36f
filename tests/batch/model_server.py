"""A server on loopback that answers like a model: faithful, late, or wrong as it is told."""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import sys
from collections import Counter
from typing import Any

ON_THE_WAY = ("429", "500", "hang", "reset")
FAULTS = (*ON_THE_WAY, "truncated", "wrong schema", "empty")


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
    ) -> None:
        """`failing` and `always` are shares of all different calls."""
        self.latency_s = latency_s
        self.failing = failing
        self.times = times
        self.always = always
        self.faults = faults
        self.calls = 0
        """Answers begun."""
        self.seen: Counter[str] = Counter()
        """How often each different request came."""

    async def serve(self) -> asyncio.Server:
        """Listen on a free port of loopback."""
        return await asyncio.start_server(
            self._connection, "127.0.0.1", 0, limit=1 << 22, backlog=1024
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
                    counts = {"calls": self.calls, "different": len(self.seen)}
                    await self._send(writer, 200, json.dumps(counts).encode())
                    continue
                await self._answer(writer, body)
        except (asyncio.IncompleteReadError, ConnectionError, asyncio.CancelledError):
            pass  # the client has gone, or the server is stopping
        finally:
            writer.close()

    async def _answer(self, writer: asyncio.StreamWriter, body: bytes) -> None:
        self.calls += 1
        request = json.loads(body)
        key = json.dumps(request["messages"])
        self.seen[key] += 1
        fault = self._fault(key)
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
            case "truncated":
                text = json.dumps(answer_to(request))
                await self._send(
                    writer, 200, _completion(request, text[: len(text) // 2], "length")
                )
            case "wrong schema":
                await self._send(writer, 200, _completion(request, '{"nothing": "asked for"}'))
            case "empty":
                await self._send(writer, 200, _completion(request, ""))
            case _:
                text = json.dumps(answer_to(request))
                await self._send(writer, 200, _completion(request, text))

    def _fault(self, key: str) -> str | None:
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
    ) -> None:
        wait = f"retry-after: {retry_after}\r\n" if retry_after else ""
        head = (
            f"HTTP/1.1 {status} X\r\ncontent-type: application/json\r\n"
            f"content-length: {len(body)}\r\n{wait}\r\n"
        )
        writer.write(head.encode() + body)
        await writer.drain()


def answer_to(request: dict[str, Any]) -> dict[str, Any]:
    """An answer that repeats each listed item, in the shape that the request wants."""
    shape = request.get("response_format", {}).get("json_schema")
    if shape is None:  # another tool, in a comparison of speed
        return {"extractions": []}
    wanted = shape["schema"]["properties"]
    listed = dict(
        line.split(": ", 1)
        for line in request["messages"][1]["content"].split("Items:\n")[-1].splitlines()
        if ": " in line
    )
    answer: dict[str, Any] = {}
    for key in wanted:
        if key == "facts":
            answer[key] = []
        elif key.startswith("f"):
            nothing = {"when": None, "where": None, "attributed_to": None}
            answer[key] = {"statement": f"There were {listed.get(key, '')}.", **nothing}
        else:
            answer[key] = {"speaker": None}
    return answer


def _completion(request: dict[str, Any], text: str, finish: str = "stop") -> bytes:
    read = sum(len(message["content"]) for message in request["messages"]) // 4
    written = max(1, len(text) // 4)
    message = {"role": "assistant", "content": text}
    return json.dumps(
        {
            "id": "completion",
            "object": "chat.completion",
            "created": 1,
            "model": request["model"],
            "choices": [{"index": 0, "finish_reason": finish, "message": message}],
            "usage": {
                "prompt_tokens": read,
                "completion_tokens": written,
                "total_tokens": read + written,
            },
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
    given = parser.parse_args()
    server = ModelServer(
        latency_s=given.latency,
        failing=given.failing,
        times=given.times,
        always=given.always,
        faults=tuple(given.faults),
    )
    listening = await server.serve()
    print(listening.sockets[0].getsockname()[1], flush=True)
    # The end of standard input is the end of whoever started it.
    await asyncio.to_thread(sys.stdin.buffer.read)


if __name__ == "__main__":
    asyncio.run(_main())
