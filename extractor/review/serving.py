"""A desk behind a socket."""

from __future__ import annotations

import asyncio
import signal
import socket
from collections.abc import Sequence
from types import FrameType

import h11
import uvicorn
from fastapi import FastAPI
from uvicorn.protocols.http.h11_impl import H11Protocol

from extractor.errors import OptionError
from extractor.review.app import create_app
from extractor.review.desk import Desk
from extractor.review.safety import Rules

HEAD_S = 20.0
"""Seconds in which the head of a request has to come; the application's guard times its body."""


class _PromptProtocol(H11Protocol):
    """Ends connections whose next request never begins or never ends its head."""

    _late: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn has it
        """Wait for the first request, but not for ever."""
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Take in what came; the head of a later request has its own time from its first byte."""
        if self.conn.their_state is h11.IDLE and self._late is None:
            self._wait()
        super().data_received(data)
        if self.conn.their_state is not h11.IDLE:
            self._stop_waiting()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the connection."""
        self._stop_waiting()
        super().connection_lost(exc)

    def _wait(self) -> None:
        self._late = self.loop.call_later(HEAD_S, self._end)

    def _stop_waiting(self) -> None:
        if self._late is not None:
            self._late.cancel()
            self._late = None

    def _end(self) -> None:
        if self.transport.is_closing():
            return
        # Browsers connect in advance; a connection that never said anything is only closed.
        if self.conn.trailing_data[0]:
            self.transport.write(
                b"HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
            )
        self.transport.close()


class PageServer(uvicorn.Server):
    """Serves one application until it is told to stop."""

    def __init__(self, app: FastAPI, *, host: str, port: int, proxies: Sequence[str] = ()) -> None:
        """Listen at once, so that the address is known and free.

        What one of the `proxies`, given by their addresses, says of the browser's scheme and
        address is believed.

        Raises:
            OptionError: nothing can listen there.
        """
        super().__init__(
            uvicorn.Config(
                app,
                host=host,
                port=port,
                http=_PromptProtocol,
                proxy_headers=bool(proxies),
                forwarded_allow_ips=list(proxies),
                log_level="warning",
                access_log=False,  # addresses name stories, and once the token
                server_header=False,
                timeout_graceful_shutdown=2,
            )
        )
        self._sockets = [_listening(host, port)]
        self.was_interrupted = False
        """Whether it was ended by Ctrl-C."""

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Note what ends it: what uvicorn raises afterwards may be lost on the way out."""
        self.was_interrupted |= sig == signal.SIGINT
        super().handle_exit(sig, frame)

    @property
    def port(self) -> int:
        """The port, also where any was asked for."""
        port: int = self._sockets[0].getsockname()[1]
        return port

    def serve_until_stopped(self) -> None:
        """Answer until the process is interrupted or `should_exit` is set."""
        self.run(sockets=self._sockets)


class DeskServer(PageServer):
    """Serves one review desk; open pages do not keep it from stopping."""

    def __init__(
        self, desk: Desk, rules: Rules, *, host: str, port: int, proxies: Sequence[str] = ()
    ) -> None:
        super().__init__(create_app(desk, rules), host=host, port=port, proxies=proxies)
        self._desk = desk

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Let the lines of open pages end first: they never would by themselves."""
        self._desk.hub.close()
        await super().shutdown(sockets)


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        if host == "::" and socket.has_dualstack_ipv6():
            listening.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
        listening.bind((host, port))
        listening.listen(256)  # whoever calls from now on is answered once the desk is ready
    except OSError as error:
        listening.close()
        raise OptionError(
            f"the desk cannot listen on {host} port {port} ({error.strerror or error}): is one "
            "running already? Choose another --port, or 0 for any that is free"
        ) from None
    listening.set_inheritable(True)
    return listening
