"""Two neighbouring numbers, and what the one says that holds for both."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from extractor.scanning.look import word_before
from extractor.scanning.quantities.draft import Draft
from extractor.scanning.tokens import Tokens


@dataclass(frozen=True, slots=True)
class Pair:
    """Two neighbours with what stands between them."""

    tokens: Tokens
    first: Draft
    second: Draft
    gap: str
    """The text between, in small letters."""
    before: Draft | None
    """The figure before the two."""

    @property
    def a(self) -> Decimal:
        """The first number."""
        assert self.first.value is not None
        return self.first.value

    @property
    def b(self) -> Decimal:
        """The second number."""
        assert self.second.value is not None
        return self.second.value

    @property
    def head(self) -> str:
        """The word before the first."""
        return word_before(self.tokens.words, self.first.start)


def as_one(first: Draft, second: Draft) -> Draft:
    """The second draft, made to begin where the first does."""
    second.start, second.number_start = first.start, first.number_start
    return second


def shares_scale(first: Draft, second: Draft) -> bool:
    """Whether the first number takes the magnitude of the second ("3 to 5 million")."""
    a, b = first.value, second.value
    return (
        a is not None
        and b is not None
        and second.shared_scale > 1
        and first.scale == 1
        and 0 < a < 1000
        and a < 10 * b / second.shared_scale
        and (first.unit is None or first.kind == "money" or first.end == first.number_end)
    )


def take_shared(pair: Pair) -> None:
    """Give the first the magnitude, currency or unit that only the second names, and the
    second the currency sign of the first."""
    first, second = pair.first, pair.second
    if shares_scale(first, second):
        first.multiply(second.shared_scale)
    if (
        first.unit is None
        and second.unit is not None
        and not second.signed
        and first.kind == "cardinal"
    ):
        first.take_unit(second)
    elif (
        second.unit is None
        and second.kind == "cardinal"
        and first.unit is not None
        and first.kind in ("money", "age")
    ):
        second.take_unit(first)
