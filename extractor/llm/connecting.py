"""The way to a model's server: which proxy, where a redirect may lead, how much may come back.

A story goes only where the user sent it.
"""

from __future__ import annotations

import ipaddress
import os
import socket
from collections.abc import AsyncIterator
from contextvars import ContextVar
from importlib.util import find_spec
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from extractor.errors import OptionError
from extractor.llm.explaining import Explainer

if TYPE_CHECKING:
    import httpx2
    import openai

CONNECT_TIMEOUT_S = 10.0

MOST_ANSWER_BYTES = 8_000_000
"""A hundred times what a long answer takes."""

PACKED_SHARE = 100
"""We ask for answers that are not packed; one that is may be this much smaller, since what it
unpacks to is not known before."""

PROXIES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY")

answer_begun: ContextVar[list[int]] = ContextVar("answer_begun")
"""Statuses of the answers that have begun to come in the present call."""


def open_http(
    base_url: str,
    explainer: Explainer,
    timeout: openai.Timeout,
    *,
    most_bytes: int | None = MOST_ANSWER_BYTES,
) -> httpx2.AsyncClient:
    """A connection for the SDK to `base_url`, and to nowhere else.

    Raises:
        OptionError: the environment names a proxy that is none.
    """
    import httpx2
    import openai

    address = httpx2.URL(base_url)
    is_here = is_loopback(address.host)
    if not is_here:
        check_proxies()

    async def look(response: httpx2.Response) -> None:
        if (begun := answer_begun.get(None)) is not None:
            begun.append(response.status_code)
        location = response.headers.get("location")
        if response.is_redirect and location is not None:
            _check_redirect(response.request.url, location, explainer)
        if most_bytes is not None:
            is_packed = response.headers.get("content-encoding", "identity") != "identity"
            most = most_bytes // PACKED_SHARE if is_packed else most_bytes
            assert isinstance(response.stream, httpx2.AsyncByteStream)
            response.stream = _bounded(response.stream, most, explainer)

    return openai.DefaultAsyncHttpxClient(
        timeout=timeout,
        # A proxy is for the outside: with it the story would leave the machine.
        trust_env=not is_here,
        verify=httpx2.create_ssl_context(trust_env=True) if address.scheme == "https" else True,
        headers={"accept-encoding": "identity"},
        event_hooks={"response": [look]},
    )


def is_loopback(host: str) -> bool:
    """Whether a host is this machine: localhost, 127.0.0.0/8 however it is written, ::1."""
    name = host.strip("[]").rstrip(".").lower()
    if name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        address = ipaddress.ip_address(name)
    except ValueError:
        try:
            address = ipaddress.ip_address(socket.inet_aton(name))  # 127.1, as the system reads it
        except OSError:
            return False
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped is not None:
        address = address.ipv4_mapped
    return address.is_loopback or address.is_unspecified


def check_proxies() -> None:
    """Refuse a proxy variable that the HTTP library would trip over, by its name.

    What it says stays unsaid: it may hold a password.
    """
    import httpx2

    for name in PROXIES:
        for variable in (name.lower(), name):
            value = os.environ.get(variable)
            if not value:
                continue
            try:
                url = httpx2.Proxy(value if "://" in value else f"http://{value}").url
                is_host = bool(url.host) and not set(url.host) & set("[]%")
                if not is_host or any(map(str.isspace, value)) or (url.port or 1) > 65_535:
                    raise ValueError
            except (ValueError, httpx2.InvalidURL):
                raise OptionError(
                    f"{variable} is not the address of a proxy: write http://HOST:PORT, or unset it"
                ) from None
            if url.scheme.startswith("socks"):
                _check_socks(variable)
    for variable in ("no_proxy", "NO_PROXY"):
        for host in os.environ.get(variable, "").split(","):
            if not _is_host_pattern(host.strip()):
                raise OptionError(
                    f"{variable} has {host.strip()!r}, which is not a host: write names and "
                    "addresses separated by commas"
                )


def _check_socks(variable: str) -> None:
    if find_spec("socksio") is None:
        raise OptionError(
            f"{variable} names a SOCKS proxy, and that takes one more package: "
            "pip install socksio, or unset it"
        )


def _is_host_pattern(host: str) -> bool:
    """Whether an entry of NO_PROXY is a host, a network or a pattern of hosts; empty ones are."""
    if any(char.isspace() or not char.isprintable() for char in host):
        return False
    bare = host if "://" in host else f"all://{host}"
    try:
        ipaddress.ip_network(host.replace("[", "").replace("]", ""), strict=False)
        return True
    except ValueError:
        pass
    try:
        parts = urlsplit(bare)
        return parts.path in ("", "/") and (parts.port is None or parts.port > 0)
    except ValueError:
        return False


def _check_redirect(asked: httpx2.URL, location: str, explainer: Explainer) -> None:
    """Refuse to go on to another host, port or scheme.

    Raises:
        RedirectRefusedError: it leads there.
    """
    import httpx2

    try:
        to = asked.join(location)
    except httpx2.InvalidURL:
        raise explainer.redirected(location) from None
    if to.origin != asked.origin:
        port = f":{to.port}" if to.port else ""
        raise explainer.redirected(f"{to.scheme}://{to.host}{port}")


def _bounded(
    stream: httpx2.AsyncByteStream, most: int, explainer: Explainer
) -> httpx2.AsyncByteStream:
    import httpx2

    class Bounded(httpx2.AsyncByteStream):
        """The same bytes, up to the largest size."""

        async def __aiter__(self) -> AsyncIterator[bytes]:
            left = most
            async for part in stream:
                left -= len(part)
                if left < 0:
                    raise explainer.too_large(most)
                yield part

        async def aclose(self) -> None:
            await stream.aclose()

    return Bounded()
