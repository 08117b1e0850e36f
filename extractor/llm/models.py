"""`provider:model` strings into clients."""

from __future__ import annotations

import os
from collections.abc import Callable
from urllib.parse import urlsplit

from extractor.errors import MissingKeyError, OptionError
from extractor.llm.client import Client, OpenAIClient
from extractor.llm.connecting import is_loopback
from extractor.llm.endpoint import Endpoint
from extractor.llm.explaining import NO_KEY
from extractor.llm.limits import CallLimits
from extractor.llm.prices import FREE, Price, find_price
from extractor.llm.providers import COMPATIBLE, Provider, address_of, providers
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
    if provider == LOCAL:
        return _local(name, options, limits)
    endpoint = server_endpoint(provider, name, options)
    return lambda: OpenAIClient(endpoint, limits)


def split_model(model: str) -> tuple[str, str]:
    """Provider and model of a `provider:model` string.

    Raises:
        OptionError: there is no such provider, or no model is named.
    """
    provider, colon, name = model.partition(":")
    if not colon or not name or (provider != LOCAL and provider not in providers()):
        known = ", ".join(f"{each}:MODEL" for each in sorted((LOCAL, *providers())))
        raise OptionError(f"{model!r} names no model: write {LOCAL}, {known}, or {NO_MODEL}")
    return provider, name


def server_endpoint(
    provider_name: str, name: str, options: Options, *, needs_key: bool = True
) -> Endpoint:
    """The server of `PROVIDER:NAME` and how it is asked; nothing is sent.

    Raises:
        OptionError: the address is none, or has to be given.
        MissingKeyError: the environment has no key and the server wants one.
    """
    provider = providers()[provider_name]
    base_url = address_of(provider, options.base_url)
    if base_url is None:
        variable = f", or set {provider.url_variable}" if provider.url_variable else ""
        raise OptionError(f"{provider.title} has no one address: give --base-url{variable}")
    if not _is_address(base_url):
        raise OptionError("the base URL is no address: write http://HOST:PORT/v1")
    is_its_own = base_url == provider.base_url
    key = os.environ.get(provider.key_variable, "").strip()
    if not (key.isascii() and key.isprintable()):
        raise MissingKeyError(
            f"{provider.key_variable} has characters that no key has: set it again"
        )
    if not key:
        if needs_key and provider.needs_key and (is_its_own or provider.base_url is None):
            own = ", give --base-url for a server of your own" if provider.base_url else ""
            raise MissingKeyError(
                f"{provider_name}:{name} needs a key: set {provider.key_variable}{own}, "
                f"or use {DEFAULT_MODEL}"
            )
        key = NO_KEY
    if provider_name == "openai" and not _is_of_openai(base_url):
        provider = COMPATIBLE
    return _endpoint(
        f"{provider_name}:{name}",
        name,
        options,
        base_url=base_url,
        api_key=key,
        provider=provider,
    )


def _is_of_openai(base_url: str) -> bool:
    """Whether it is OpenAI itself, which wants some things said otherwise than others."""
    return (urlsplit(base_url).hostname or "").endswith("openai.com")


def price_of(model: str, options: Options) -> Price | None:
    """What `provider:model` costs where the options send the calls; none where nothing says.

    Raises:
        OptionError: the user's table cannot be read.
    """
    name, _, _ = model.partition(":")
    provider = providers().get(name)
    base_url = (address_of(provider, options.base_url) if provider else None) or ""
    price = find_price(model, options.prices, base_url)
    is_here = is_loopback(urlsplit(base_url).hostname or "") if _is_address(base_url) else False
    is_own = provider is not None and not provider.needs_key and is_here
    return FREE if price is None and is_own else price


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
    provider: Provider = COMPATIBLE,
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
        price=price_of(model, options),
        provider=provider,
        max_tokens=options.max_tokens,
        extra_body=options.extra_body,
    )
