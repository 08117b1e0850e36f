"""A model's server in a thread of this process or in one of its own."""

from __future__ import annotations

import asyncio
import os
import ssl
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from batch.model_server import ModelServer

TESTS = Path(__file__).parent.parent


@contextmanager
def served(*, tls: ssl.SSLContext | None = None, **told: Any) -> Iterator[tuple[str, ModelServer]]:
    """The base URL of a server, and the server, which may be told otherwise meanwhile."""
    server = ModelServer(**told)
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    listening = asyncio.run_coroutine_threadsafe(server.serve(tls), loop).result(30)
    try:
        port = listening.sockets[0].getsockname()[1]
        yield f"{'https' if tls else 'http'}://127.0.0.1:{port}/v1", server
    finally:
        asyncio.run_coroutine_threadsafe(_end(listening), loop).result(30)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(30)
        loop.close()


@contextmanager
def served_apart(*module_and_options: str) -> Iterator[str]:
    """The base URL of a server in a process of its own, such as `batch.model_server`."""
    server = subprocess.Popen(
        [sys.executable, "-m", *module_and_options],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(TESTS)},
    )
    assert server.stdin is not None
    assert server.stdout is not None
    try:
        yield f"http://127.0.0.1:{int(server.stdout.readline())}/v1"
    finally:
        server.stdin.close()
        server.wait(30)
        server.stdout.close()


async def _end(listening: asyncio.Server) -> None:
    listening.close()
    tasks = asyncio.all_tasks() - {asyncio.current_task()}
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
