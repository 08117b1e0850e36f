"""Desks in the browser, as commands start them: packages, who may come in, the address."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from extractor.review.safety import Rules
    from extractor.review.serving import PageServer

EXTRA = "pip install 'fact-extractor[review]'"

TOKEN_VARIABLE = "EXTRACTOR_DESK_TOKEN"
SHORTEST_TOKEN = 20
"""Characters; a token that the desk draws itself has 32."""


def need_packages() -> None:
    """Refuse, and say what to install, where the packages of the desk are missing.

    Raises:
        OptionError: one of them is not installed.
    """
    from extractor.errors import OptionError

    try:
        import alembic  # noqa: F401
        import fastapi  # noqa: F401
        import psutil  # noqa: F401
        import python_multipart  # noqa: F401
        import sqlalchemy  # noqa: F401
        import uvicorn  # noqa: F401
    except ImportError as error:
        raise OptionError(
            f"the review desk needs {error.name}, which is not installed: {EXTRA}"
        ) from None


def desk_rules(host: str, names: Sequence[str], *, behind_proxy: bool = False) -> Rules:
    """Who may come in to a desk that listens on `host`.

    With the token of the environment if it has one; else, beyond loopback or where a proxy leads
    others there, with a new one.

    Raises:
        OptionError: the packages of the desk are not installed, or the token is no good.
    """
    import secrets

    need_packages()
    from extractor.review.safety import is_loopback, rules_for

    token = _token_given()
    if token is None and (behind_proxy or not is_loopback(host)):
        token = secrets.token_urlsafe(24)
    once = secrets.token_urlsafe(24) if token else None
    return rules_for(host, token=token, once=once, more_hosts=names)


def _token_given() -> str | None:
    from extractor.errors import OptionError

    token = os.environ.get(TOKEN_VARIABLE)
    if token is None:
        return None
    if len(token) < SHORTEST_TOKEN:
        raise OptionError(
            f"{TOKEN_VARIABLE} has {len(token)} characters: give at least {SHORTEST_TOKEN} that "
            "nobody can guess, or unset it"
        )
    if not re.fullmatch(r"[A-Za-z0-9._~-]+", token):
        raise OptionError(
            f"{TOKEN_VARIABLE} has characters that an address cannot carry: use letters, digits "
            "and - . _ ~"
        )
    return token


def proxy_addresses(given: Sequence[str]) -> list[str]:
    """The proxies that are believed.

    Raises:
        OptionError: one of them is no IP address or network.
    """
    import ipaddress

    from extractor.errors import OptionError

    for each in given:
        try:
            ipaddress.ip_network(each)
        except ValueError:
            raise OptionError(
                f"--trust-proxy {each!r} is no IP address or network: write 10.0.0.4 or 10.0.0.0/24"
            ) from None
    return list(given)


def announce(
    what: str,
    rules: Rules,
    host: str,
    port: int,
    path: str = "/",
    *,
    names: Sequence[str] = (),
    behind_proxy: bool = False,
) -> list[str]:
    """What to tell whoever starts a desk: the addresses that open it, here or for colleagues."""
    bases = _bases(host, port, names, behind_proxy=behind_proxy)
    is_drawn = rules.token is not None and rules.token != os.environ.get(TOKEN_VARIABLE)
    lines = [f"{what}: {bases[0]}{path}" + (f"?token={rules.token}" if is_drawn else "")]
    if len(bases) > 1:
        same = " (with the same ?token=)" if is_drawn else ""
        lines.append(f"Also at {', '.join(f'{base}/' for base in bases[1:])}{same}.")
    if rules.token is not None and not is_drawn:
        lines.append(
            f"A browser that comes for the first time adds ?token= and what is in {TOKEN_VARIABLE}."
        )
    return lines


def _bases(host: str, port: int, names: Sequence[str], *, behind_proxy: bool) -> list[str]:
    from extractor.review.addresses import network_addresses
    from extractor.review.safety import EVERYWHERE

    if behind_proxy and names:
        return [f"https://{name}" for name in names]
    hosts = [host]
    if host in EVERYWHERE:
        hosts = [*names, *network_addresses(with_ipv6=host == "::")] or ["127.0.0.1"]
    return [f"http://{_bracketed(each)}:{port}" for each in hosts]


def own_address(rules: Rules, host: str, port: int, path: str = "/") -> str:
    """What the browser of this machine opens; it lets one browser in, once."""
    from extractor.review.safety import EVERYWHERE

    shown = _bracketed("127.0.0.1" if host in EVERYWHERE else host)
    return f"http://{shown}:{port}{path}" + (f"?token={rules.once}" if rules.once else "")


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def run_desk(server: PageServer, address: str, *, opens_browser: bool) -> None:
    """Serve until whoever started it ends it; `address` is opened in the browser."""
    if opens_browser:
        import threading
        import webbrowser

        threading.Timer(0.5, webbrowser.open, [address]).start()
    try:
        server.serve_until_stopped()
    except KeyboardInterrupt:
        server.was_interrupted = True
    if server.was_interrupted:
        raise typer.Exit(130)
