"""llama.cpp in this process, answering on loopback only."""

from __future__ import annotations

import atexit
import os
import secrets
import threading
from dataclasses import dataclass
from typing import Any

from extractor.errors import ProviderError
from extractor.llm.local.weights import Weights

CONTEXT_TOKENS = 8192
"""Room for a passage, the prompt and the answer; more costs memory and nothing else."""

MOST_THREADS = 8
"""More do not make a small model faster."""


@dataclass(frozen=True, slots=True)
class Served:
    """A running server."""

    alias: str
    """The model's name on the server: never its path."""
    base_url: str
    api_key: str

    def __repr__(self) -> str:
        """Without the key."""
        return f"Served({self.alias!r}, {self.base_url!r})"


_running: dict[str, tuple[Any, Served]] = {}
_starting = threading.Lock()


def serve(weights: Weights, *, port: int = 0, api_key: str | None = None) -> Served:
    """The server of these weights, started once in a process and stopped with it.

    On a free port unless one is given, with a random key unless one is given, so that neither a
    web page nor another user of the machine can drive it.

    Raises:
        ProviderError: llama.cpp cannot load the file.
    """
    with _starting:
        path = str(weights.path)
        if path not in _running:
            _running[path] = _start(weights, port, api_key or secrets.token_urlsafe(24))
        return _running[path][1]


def stop_servers() -> None:
    """Stop every server of this process; at exit this happens by itself."""
    with _starting:
        _running.clear()


atexit.register(stop_servers)


def _start(weights: Weights, port: int, api_key: str) -> tuple[Any, Served]:
    import xllamacpp

    params = xllamacpp.CommonParams()
    params.model.path = str(weights.path)
    params.model_alias = {weights.name}
    params.n_ctx = CONTEXT_TOKENS
    params.n_parallel = 1
    params.hostnames = ["127.0.0.1"]
    params.port = port
    params.api_keys = [api_key]
    params.cors_origins = "http://127.0.0.1"
    params.cors_credentials = False
    params.ui = False
    params.endpoint_slots = False
    params.verbosity = -1
    params.cache_ram_mib = 0
    for each in (params.cpuparams, params.cpuparams_batch):
        each.n_threads = _threads()
        each.poll = 0  # waiting threads that spin made a busy machine a third slower still
    try:
        server = xllamacpp.Server(params)
    except (RuntimeError, ValueError, OSError) as error:
        where = f", or port {port} is taken" if port else ""
        raise ProviderError(
            f"llama.cpp cannot load {weights.path.name}: "
            f"check that it is a complete GGUF file and that there is enough memory{where}"
        ) from error
    return server, Served(weights.name, f"{server.listening_address}/v1", api_key)


def _threads() -> int:
    """All of two cores, else one less than there are: llama.cpp's threads wait for each other, and
    one that shares its core with another program makes all of them slow."""
    if hasattr(os, "sched_getaffinity"):
        cores = len(os.sched_getaffinity(0))
    else:
        cores = os.cpu_count() or 1
    return cores if cores <= 2 else min(cores - 1, MOST_THREADS)
