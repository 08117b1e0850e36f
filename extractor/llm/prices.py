"""What a model's tokens cost."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from extractor.errors import InputError, OptionError
from extractor.readers.files import read_file

PER_TOKENS = 1_000_000


@dataclass(frozen=True, slots=True)
class Price:
    """US dollars for a million tokens."""

    input: Decimal
    output: Decimal
    as_of: date | None = None
    """When the provider published it; none where the user's table does not say."""

    def cost_usd(self, prompt_tokens: int, completion_tokens: int) -> Decimal:
        """What so many tokens cost."""
        return (self.input * prompt_tokens + self.output * completion_tokens) / PER_TOKENS


FREE = Price(Decimal(0), Decimal(0))
"""A model on one's own machine."""


def find_price(model: str, table: str | Path | None = None) -> Price | None:
    """The price of `provider:model`; none where neither table has it.

    Args:
        model: as `provider:model`.
        table: a TOML file of the user's, in the shape of prices.toml; it comes first.

    Raises:
        OptionError: the file cannot be read, or a price in it is no number.
    """
    if model.startswith("local:"):
        return FREE
    own = _read_own(str(table)) if table is not None else {}
    return own.get(model) or _read_ours().get(model)


@cache
def _read_ours() -> dict[str, Price]:
    return _prices((files("extractor.llm") / "prices.toml").read_text("utf-8"), "prices.toml")


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
        raise OptionError(f"the price table {name!r} is not TOML: {error}") from None
    models = table.get("models")
    if not isinstance(models, dict):
        raise OptionError(f'the price table {name!r} has no [models."provider:model"] tables')
    return {model: _price(each, f"{name!r}: {model}") for model, each in models.items()}


def _price(entry: Any, where: str) -> Price:
    try:
        published = entry.get("as_of")
        price = Price(Decimal(entry["input"]), Decimal(entry["output"]), published)
    except (KeyError, TypeError, AttributeError, InvalidOperation):
        raise OptionError(
            f"{where} needs input and output, in dollars per million tokens"
        ) from None
    if price.input < 0 or price.output < 0:
        raise OptionError(f"{where} has a price below zero")
    return price
