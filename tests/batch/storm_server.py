"""The model server under weather: healthy, or failing as it is told, for some calls or for all."""

from __future__ import annotations

import asyncio
import json
import sys
from collections import Counter
from typing import Any

from batch.model_server import ModelServer, _completion, _error, answer_to

STATUSES = {"429": 429, "429 wait": 429, "429 day": 429, "500": 500, "503": 503, "402": 402}
WAITS = {"429": None, "429 wait": "1", "429 day": "86400"}

WEATHERS = (*STATUSES, "html", "reset", "cut", "slow", "hang")
"""Every way in which a call can go wrong on the server's side."""

SPOILT = frozenset({"cut", "slow"})
"""The answer was made, and is paid for, but may not arrive."""


class StormServer(ModelServer):
    """Counts what a provider would put on the bill: every answer that it began to give."""

    def __init__(self) -> None:
        super().__init__(latency_s=0.02)
        self.weather = "fair"
        self.clear_before = 0
        """So many calls are still answered before the weather begins."""
        self.paid: Counter[str] = Counter()
        """Answers given, by call."""
        self.spoilt = 0
        """Answers of these that the weather may have kept from arriving."""

    async def _answer(self, writer: asyncio.StreamWriter, body: bytes, sent: str = "") -> None:
        request = json.loads(body)
        if "weather" in request:
            await self._send(writer, 200, self._told(request))
            return
        weather = "fair"
        if self.weather != "fair":
            self.clear_before -= 1
            weather = self.weather if self.clear_before < 0 else "fair"
        if weather == "fair" or weather in SPOILT:
            self.paid[json.dumps([request["model"], request["messages"]])] += 1
            self.spoilt += weather in SPOILT
        await asyncio.sleep(self.latency_s)
        if weather in STATUSES:
            said = _error("not now")
            await self._send(writer, STATUSES[weather], said, retry_after=WAITS.get(weather))
        elif weather == "html":
            await self._send(writer, 200, b"<html><body>The service is being mended.</body></html>")
        elif weather == "reset":
            writer.transport.abort()
        elif weather == "hang":
            await asyncio.sleep(600)
        else:
            answer = _completion(request, json.dumps(answer_to(request)))
            if weather == "fair":
                await self._send(writer, 200, answer)
            else:
                await self._send_in_parts(writer, answer, weather)

    def _told(self, request: dict[str, Any]) -> bytes:
        """The new weather; what was counted since the last one that began a new bill."""
        told = {
            "paid": sum(self.paid.values()),
            "different": len(self.paid),
            "spoilt": self.spoilt,
        }
        self.weather = request["weather"] or self.weather
        self.clear_before = request.get("clear_before", 0)
        if request.get("is_new_bill"):
            self.paid.clear()
            self.spoilt = 0
        return json.dumps(told).encode()

    async def _send_in_parts(self, writer: asyncio.StreamWriter, body: bytes, weather: str) -> None:
        head = f"HTTP/1.1 200 X\r\ncontent-type: application/json\r\ncontent-length: {len(body)}"
        writer.write(f"{head}\r\n\r\n".encode() + body[: len(body) // 2])
        await writer.drain()
        if weather == "cut":
            writer.transport.abort()
            return
        for byte in body[len(body) // 2 :]:
            await asyncio.sleep(0.05)
            writer.write(bytes([byte]))
            await writer.drain()


async def _main() -> None:
    listening = await StormServer().serve()
    print(listening.sockets[0].getsockname()[1], flush=True)
    # The end of standard input is the end of whoever started it.
    await asyncio.to_thread(sys.stdin.buffer.read)


if __name__ == "__main__":
    asyncio.run(_main())
