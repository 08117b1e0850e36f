"""Figures made comparable: one dimension, one unit, two ends."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from extractor.comparing.hedging import SIDE, Side
from extractor.languages.current import by_language
from extractor.languages.language import Language
from extractor.languages.patterns import either
from extractor.schemas.figure import Figure, FigureKind, Hedge

DIMENSION: dict[FigureKind, str] = {
    "cardinal": "count",
    "percent": "share",
    "fraction": "share",
    "percentage_points": "points",
    "basis_points": "points",
}


FACTORS: dict[FigureKind, Decimal] = {
    "fraction": Decimal(100),
    "basis_points": Decimal("0.01"),
}
"""What turns a number of this kind into the unit of its dimension."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure made comparable: one dimension, one unit, two ends (equal for a single value)."""

    dimension: str
    unit: str | None
    low: Decimal
    high: Decimal
    hedge: Hedge
    figure: Figure

    @property
    def side(self) -> Side:
        """Which way it leaves the number open."""
        return "range" if self.low != self.high else SIDE[self.hedge]


def distance(claim: Figure, source: Figure) -> Decimal:
    """How far apart two numbers are, as a share of the larger: 0 for the same, at most 2."""
    one, other = middle(claim), middle(source)
    if one is None or other is None:
        return Decimal(2)
    largest = max(abs(one), abs(other))
    return abs(one - other) / largest if largest else Decimal(0)


@by_language
def _one_in(language: Language) -> re.Pattern[str]:
    """ "One in five" is a share of the whole, "two to one" is not."""
    return re.compile(rf"\b{either(language.comparing.wholes.one_in)}\b", re.IGNORECASE)


def is_one_in(figure: Figure) -> bool:
    """Whether a ratio is a share: "one in five"."""
    return figure.kind == "ratio" and _one_in().search(figure.span.text) is not None


def quantity_of(figure: Figure) -> Quantity | None:
    """A figure made comparable; none where it gives no number."""
    low, high, hedge = figure.low, figure.high, figure.hedge
    if figure.value is not None:
        low = high = figure.value
    elif low is not None and high is None:
        high, hedge = low, "at_least" if hedge in ("between", "unhedged") else hedge
    elif high is not None and low is None:
        low, hedge = high, "at_most" if hedge in ("between", "unhedged") else hedge
    if low is None or high is None:
        return None
    if not (low.is_finite() and high.is_finite()):
        return None
    factor = FACTORS.get(figure.kind, Decimal(1))
    dimension = DIMENSION.get(figure.kind, figure.kind)
    if is_one_in(figure):
        dimension, factor = "share", Decimal(100)
    unit = figure.unit if dimension in ("money", "measure", "duration") else None
    return Quantity(dimension, unit, low * factor, high * factor, hedge, figure)


def is_one_dimension(one: Quantity, other: Quantity) -> bool:
    """Whether two figures measure the same thing."""
    if one.dimension == other.dimension:
        return True
    # "Smith, 33," is a bare number in one text and an age in the other.
    return {one.dimension, other.dimension} == {"count", "age"} and not (
        one.figure.of and other.figure.of
    )


def is_vague(figure: Figure) -> bool:
    """Whether it only says how large a number is: "hundreds", "dozens of people", "several"."""
    if figure.value is not None or figure.low is None:
        return False
    if any(letter.isdigit() for letter in figure.span.text):
        return False
    if figure.high is None:
        return figure.hedge in ("at_least", "unhedged")
    return figure.hedge == "about" and figure.high >= 2 * figure.low


_SHORT, _FAR = Decimal("0.75"), Decimal(10)


def reach_of(vague: Figure) -> tuple[Decimal, Decimal]:
    """Between which numbers a writer may say so: "hundreds" of 150 as of 2,000, not of 34."""
    low = vague.low or Decimal(0)
    high = low * _FAR if vague.high is None else vague.high / _SHORT
    return low * _SHORT, high


def middle(figure: Figure) -> Decimal | None:
    """The number, or the middle of the ends that are given; none without any."""
    if figure.value is not None:
        return figure.value
    ends = [end for end in (figure.low, figure.high) if end is not None]
    return sum(ends, Decimal(0)) / len(ends) if ends else None
