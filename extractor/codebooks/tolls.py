"""Low, best and high of a count, from the words of the story alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from extractor.languages import DEFAULT, load
from extractor.schemas.figure import Figure, Hedge


@dataclass(frozen=True, slots=True)
class Bounds:
    """What words allow; every number in it is one that they give."""

    low: Decimal | None
    best: Decimal | None
    high: Decimal | None
    hedge: Hedge
    unit: str | None = None


NOBODY = Bounds(Decimal(0), Decimal(0), Decimal(0), "unhedged")
ONE = Bounds(Decimal(1), Decimal(1), Decimal(1), "unhedged")

_FLOORS = ("at_least", "more_than")
_CEILINGS = ("at_most", "less_than", "up_to")


def bounds_of(figure: Figure) -> Bounds:
    """The bounds that a figure's own words set.

    A bare number is all three. A floor ("at least", "more than") is low and best: it is what has
    been counted so far. A ceiling ("up to", "fewer than") is high alone, since nobody has counted.
    "About" is best alone, "nearly" best and high. A range is low and high, without a best. Whether
    the number itself is shut out, as by "more than", is left to the hedge: no number is made up.
    """
    value, hedge, unit = figure.value, figure.hedge, figure.unit
    if value is None:
        return Bounds(figure.low, None, figure.high, hedge, unit)
    if hedge in _FLOORS:
        return Bounds(value, value, None, hedge, unit)
    if hedge in _CEILINGS:
        return Bounds(None, None, value, hedge, unit)
    if hedge == "about":
        return Bounds(None, value, None, hedge, unit)
    if hedge == "nearly":
        return Bounds(None, value, value, hedge, unit)
    return Bounds(value, value, value, hedge, unit)


_NO_ONE = re.compile(
    r"\b(?:no|none|nobody|no[ -]?one|zero|nil|neither|nothing|without|unhurt|unharmed|unscathed"
    r"|uninjured|not\s+any)\b",
    re.IGNORECASE,
)
_ZERO = re.compile(r"(?:0|zero|nil|no|none|nobody|no[ -]?one|nothing)\b", re.IGNORECASE)

_NONE = re.compile(r"(?:no|none|nobody|no[ -]?one|neither|nothing|without)\b", re.IGNORECASE)

_PEOPLE = load(DEFAULT).speech.role_nouns | {
    "person", "child", "baby", "infant", "toddler", "teenager", "pensioner", "adult", "pedestrian",
    "cyclist", "motorist", "motorcyclist", "civilian", "bystander", "tourist", "guard",
    "policeman", "policewoman", "fireman",
}  # fmt: skip
_SINGLE = re.compile(r"\b(?:an?|one|1)\s+((?:[\w'’-]+\s+){0,3}[\w'’-]+)", re.IGNORECASE)
_AGED = re.compile(r"\d+-year-old")


def is_nobody(value: str) -> bool:
    """Whether a value says that there was none: "0", "no one", "none"."""
    return bool(_ZERO.match(value.strip()))


def is_denial(count: str) -> bool:
    """Whether a count of 0 is said by a denial, "no children" or "nobody", and not by a number."""
    return bool(_NONE.match(count))


def denial_in(text: str) -> re.Match[str] | None:
    """The word that says there was none: "no deaths", "nobody", "unhurt"."""
    return _NO_ONE.search(text)


def single_in(text: str) -> re.Match[str] | None:
    """The phrase for one person without a number: "a man", "a 40-year-old farm worker"."""
    for found in _SINGLE.finditer(text):
        nouns = re.split(r"[\s-]+", found[1].casefold())
        if _AGED.match(found[1]) or any(noun in _PEOPLE for noun in nouns):
            return found
    return None
