"""A desk behind a socket."""

from __future__ import annotations

import socket

import uvicorn
from fastapi import FastAPI

from extractor.errors import OptionError
from extractor.review.app import create_app
from extractor.review.desk import Desk
from extractor.review.safety import Rules


class PageServer(uvicorn.Server):
    """Serves one application until it is told to stop."""

    def __init__(self, app: FastAPI, *, host: str, port: int) -> None:
        """Listen at once, so that the address is known and free.

        Raises:
            OptionError: nothing can listen there.
        """
        super().__init__(
            uvicorn.Config(
                app,
                host=host,
                port=port,
                log_level="warning",
                access_log=False,  # addresses name stories, and once the token
                server_header=False,
                timeout_graceful_shutdown=2,
            )
        )
        self._sockets = [_listening(host, port)]

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

    def __init__(self, desk: Desk, rules: Rules, *, host: str, port: int) -> None:
        super().__init__(create_app(desk, rules), host=host, port=port)
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
