"""Desks in the browser, as commands start them: packages, who may come in, the address."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from extractor.review.safety import Rules
    from extractor.review.serving import PageServer

EXTRA = "pip install 'fact-extractor[review]'"


def desk_rules(host: str, names: Sequence[str]) -> Rules:
    """Who may come in to a desk that listens on `host`; beyond loopback with a token, a new one.

    Raises:
        OptionError: the packages of the desk are not installed.
    """
    import secrets

    from extractor.errors import OptionError

    try:
        import alembic  # noqa: F401
        import fastapi  # noqa: F401
        import python_multipart  # noqa: F401
        import sqlalchemy  # noqa: F401
        import uvicorn  # noqa: F401

        from extractor.review.safety import is_loopback, rules_for
    except ImportError as error:
        if (error.name or "").startswith("extractor"):
            raise
        raise OptionError(
            f"the review desk needs {error.name}, which is not installed: {EXTRA}"
        ) from None
    token = None if is_loopback(host) else secrets.token_urlsafe(24)
    return rules_for(host, token=token, more_hosts=names)


def desk_address(rules: Rules, host: str, port: int, path: str = "/") -> str:
    """What to open in a browser on this machine; with the token, where one is wanted."""
    shown = "127.0.0.1" if host in ("", "0.0.0.0", "::") else host
    name = f"[{shown}]" if ":" in shown else shown
    query = f"?token={rules.token}" if rules.token else ""
    return f"http://{name}:{port}{path}{query}"


def run_desk(server: PageServer, address: str, *, opens_browser: bool) -> None:
    """Serve until whoever started it ends it."""
    if opens_browser:
        import threading
        import webbrowser

        threading.Timer(0.5, webbrowser.open, [address]).start()
    try:
        server.serve_until_stopped()
    except KeyboardInterrupt:
        raise typer.Exit(130) from None
