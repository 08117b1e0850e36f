"""What every test stands on: whole links, no network, no settings or speed of the machine."""

from __future__ import annotations

import socket
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from extractor.llm.dialects import forget

ROOT = Path(__file__).parent.parent

LOOPBACK = ("127.", "::1", "localhost")

# How long an example takes says how busy the machine is.
settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")


def pytest_configure() -> None:
    """Stop, and say why, in a checkout made without symlinks."""
    for name in ("schemas", "prompts"):
        if not (ROOT / "extractor" / name).is_dir():
            raise pytest.UsageError(
                f"extractor/{name} is not a folder: run `git config core.symlinks true`"
                f" and `git checkout -- extractor/{name}`"
            )


@pytest.fixture(autouse=True)
def _no_server_is_known() -> None:
    """What was learned of a server is not held of the next one at the same port."""
    forget()


@pytest.fixture(autouse=True)
def _no_network(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A test that reaches out fails; marked tests may use servers on loopback, no others."""
    marks = {mark.name for mark in request.node.iter_markers()}
    may_use_loopback = bool(marks & {"server", "browser", "weights"})
    connect = socket.socket.connect

    def refuse(self: socket.socket, address: Any) -> None:
        is_local = self.family == socket.AF_UNIX or str(address[0]).startswith(LOOPBACK)
        if may_use_loopback and is_local:
            return connect(self, address)
        raise AssertionError(f"a test reached for the network: {address!r}")

    monkeypatch.setattr(socket.socket, "connect", refuse)


@pytest.fixture(autouse=True)
def _own_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """No key, address or model of the machine decides what a test does."""
    own = ("OPENAI_API_KEY", "OPENAI_BASE_URL", "EXTRACTOR_MODEL", "EXTRACTOR_MODEL_SOURCES")
    desk = ("EXTRACTOR_DESK", "EXTRACTOR_DESK_TOKEN")
    proxies = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy")
    for name in (*own, *desk, *proxies, "HF_ENDPOINT"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def examples() -> Path:
    """The folder of example stories."""
    return ROOT / "examples"
