"""What a model's tokens cost."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractor.errors import InputError, OptionError
from extractor.readers.files import read_file

if TYPE_CHECKING:
    from genai_prices.types import TieredPrices

PER_TOKENS = 1_000_000

OPENAI_URL = "https://api.openai.com/v1"


@dataclass(frozen=True, slots=True)
class Price:
    """US dollars for a million tokens."""

    input: Decimal
    output: Decimal
    source: str = ""
    """Which list it stands in, for people: "genai-prices 0.2.3", or a day of the user's table."""

    def cost_usd(self, prompt_tokens: int, completion_tokens: int) -> Decimal:
        """What so many tokens cost."""
        return (self.input * prompt_tokens + self.output * completion_tokens) / PER_TOKENS


FREE = Price(Decimal(0), Decimal(0))
"""A model on one's own machine."""


def find_price(
    model: str, table: str | Path | None = None, base_url: str = OPENAI_URL
) -> Price | None:
    """The price of `provider:model`; none where neither the user's table nor genai-prices has it.

    Args:
        model: as `provider:model`.
        table: a TOML file of the user's with [models."provider:model"] tables; it comes first.
        base_url: where the model is asked; a provider that is known by its address has prices of
            its own, and any other server that `openai:` or `azure:` leads to is taken to pass the
            calls on to OpenAI.

    Raises:
        OptionError: the file cannot be read, or a price in it is no number.
    """
    provider, _, name = model.partition(":")
    if provider == "local":
        return FREE
    own = _read_own(str(table)) if table is not None else {}
    urls = (base_url, OPENAI_URL) if provider in ("openai", "azure") else (base_url,)
    return own.get(model) or _listed(name, urls)


def _listed(name: str, urls: tuple[str, ...]) -> Price | None:
    """The price that is in force today, for calls of the usual length and urgency."""
    from genai_prices import Usage, calc_price

    for url in filter(None, urls):
        try:
            price = calc_price(Usage(), name, provider_api_url=url).model_price
        except LookupError:
            continue
        read, written = _base(price.input_mtok), _base(price.output_mtok)
        if read is not None and written is not None:  # none where an hour of sound is paid for
            return Price(read, written, f"genai-prices {version('genai-prices')}")
    return None


def _base(price: Decimal | TieredPrices | None) -> Decimal | None:
    """What a million tokens cost in a call that is not of hundreds of thousands."""
    return price if price is None or isinstance(price, Decimal) else price.base


@cache
def _read_own(path: str) -> dict[str, Price]:
    try:
        return _prices(read_file(path).decode("utf-8"), path)
    except (InputError, UnicodeError) as error:
        raise OptionError(f"the price table cannot be read: {error}") from None


def _prices(text: str, name: str) -> dict[str, Price]:
    try:
        table = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise OptionError(f"the price table {name!r} is no TOML: {error}") from None
    models = table.get("models")
    if not isinstance(models, dict):
        raise OptionError(f'the price table {name!r} has no [models."provider:model"] tables')
    return {model: _price(each, f"{name!r}: {model}") for model, each in models.items()}


def _price(entry: Any, where: str) -> Price:
    try:
        day = entry.get("as_of")
        price = Price(Decimal(entry["input"]), Decimal(entry["output"]), str(day) if day else "")
    except (KeyError, TypeError, AttributeError, InvalidOperation):
        raise OptionError(f"{where} needs input and output, in dollars a million tokens") from None
    if price.input < 0 or price.output < 0:
        raise OptionError(f"{where} has a price below zero")
    return price
