"""`provider:model` strings into clients."""

from __future__ import annotations

import os
from collections.abc import Callable
from urllib.parse import urlsplit

from extractor.errors import MissingKeyError, OptionError
from extractor.llm.client import Client, Endpoint, OpenAIClient
from extractor.llm.explaining import NO_KEY
from extractor.llm.limits import CallLimits
from extractor.llm.prices import FREE, find_price
from extractor.options import Options

DEFAULT_MODEL = "local:qwen2.5-coder-1.5b"
"""What answers when nothing else is asked for: no key, and the story stays on the machine."""

LOCAL = "local"
"""Short for the default model."""

NO_MODEL = "none"
"""Only what needs no model: scan, checks of the story itself, and the ledger."""


def chosen_model(model: str | None) -> str:
    """The model string to use: as given, from EXTRACTOR_MODEL, or the local default.

    A key in the environment chooses nothing: an unpublished story goes nowhere unasked.
    """
    chosen = model or os.environ.get("EXTRACTOR_MODEL") or DEFAULT_MODEL
    return DEFAULT_MODEL if chosen == LOCAL else chosen


def check_client(model: Client) -> None:
    """Refuse what is given in a client's place and is none.

    Raises:
        OptionError: it has no `ask`.
    """
    if isinstance(model, type) or not callable(getattr(model, "ask", None)):
        raise OptionError(
            f"model is a {type(model).__name__}: give PROVIDER:MODEL as a string, or a Client"
        )


LOCAL_TIMEOUT_S = 600.0
REMOTE_TIMEOUT_S = 120.0

OPENAI_URL = "https://api.openai.com/v1"

Opener = Callable[[], Client]
"""Opens the connection, and starts the local server if it is not running."""


def prepare_client(model: str, options: Options, limits: CallLimits | None = None) -> Opener:
    """What opens a client for `provider:model`; whatever can be refused is refused now.

    With `limits` its calls wait for their turn among all the calls that share them.

    Raises:
        OptionError: there is no such provider, or no model is named.
        MissingKeyError: the provider wants a key and the environment has none.
        ModelMissingError: the local model's weights are not on this machine.
    """
    provider, name = split_model(model)
    return _PROVIDERS[provider](name, options, limits)


def split_model(model: str) -> tuple[str, str]:
    """Provider and model of a `provider:model` string.

    Raises:
        OptionError: there is no such provider, or no model is named.
    """
    provider, colon, name = model.partition(":")
    if provider not in _PROVIDERS or not colon or not name:
        known = ", ".join(f"{each}:MODEL" for each in sorted(_PROVIDERS))
        raise OptionError(f"{model!r} names no model: write {LOCAL}, {known}, or {NO_MODEL}")
    return provider, name


def _openai(name: str, options: Options, limits: CallLimits | None) -> Opener:
    endpoint = openai_endpoint(name, options)
    return lambda: OpenAIClient(endpoint, limits)


def openai_endpoint(name: str, options: Options, *, needs_key: bool = True) -> Endpoint:
    """The server of `openai:NAME` and how it is asked; nothing is sent.

    Raises:
        OptionError: the address is none.
        MissingKeyError: the environment has no key and the server wants one.
    """
    base_url = options.base_url or os.environ.get("OPENAI_BASE_URL") or OPENAI_URL
    if not _is_address(base_url):
        raise OptionError("the base URL is no address: write http://HOST:PORT/v1")
    key = os.environ.get("OPENAI_API_KEY", "").strip()
    if not (key.isascii() and key.isprintable()):
        raise MissingKeyError("OPENAI_API_KEY has characters that no key has: set it again")
    if not key:
        if base_url == OPENAI_URL and needs_key:
            raise MissingKeyError(
                f"openai:{name} needs a key: set OPENAI_API_KEY, give --base-url for a server "
                f"of your own, or use {DEFAULT_MODEL}"
            )
        key = NO_KEY
    return _endpoint(f"openai:{name}", name, options, base_url=base_url, api_key=key)


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def _local(name: str, options: Options, limits: CallLimits | None) -> Opener:
    from extractor.llm.local.weights import find_weights

    if options.base_url is not None:
        raise OptionError(
            f"base_url does not go with local:{name}, which runs in this process: "
            "write openai:MODEL for a server of your own"
        )
    weights = find_weights(name)

    def open_local() -> Client:
        from extractor.llm.local.server import serve

        served = serve(weights)
        endpoint = _endpoint(
            f"local:{served.alias}",
            served.alias,
            options,
            base_url=served.base_url,
            api_key=served.api_key,
            is_local=True,
        )
        return OpenAIClient(endpoint, limits)

    return open_local


def _endpoint(
    model: str,
    served_as: str,
    options: Options,
    *,
    base_url: str,
    api_key: str,
    is_local: bool = False,
) -> Endpoint:
    return Endpoint(
        model=model,
        served_as=served_as,
        base_url=base_url,
        api_key=api_key,
        is_local=is_local,
        temperature=options.temperature,
        seed=options.seed,
        timeout_s=options.timeout_s or (LOCAL_TIMEOUT_S if is_local else REMOTE_TIMEOUT_S),
        retry_limit_s=options.retry_limit_s,
        price=FREE if is_local else find_price(model, options.prices),
    )


_PROVIDERS: dict[str, Callable[[str, Options, CallLimits | None], Opener]] = {
    "local": _local,
    "openai": _openai,
}
