"""Low, best and high of a count, from the words of the story alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from extractor.languages.current import by_language
from extractor.languages.language import Language
from extractor.languages.patterns import SPACE, either
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


class _Words:
    """The patterns of one language."""

    def __init__(self, language: Language) -> None:
        words = language.codebooks
        self.denial = re.compile(rf"\b{either(words.denials, SPACE)}\b", re.IGNORECASE)
        self.zero = re.compile(rf"(?:0|{either(words.zero)})\b", re.IGNORECASE)
        self.none = re.compile(rf"{either(words.none)}\b", re.IGNORECASE)
        self.single = re.compile(
            rf"\b{either(words.single)}\s+((?:[\w'’-]+\s+){{0,3}}[\w'’-]+)", re.IGNORECASE
        )
        self.aged = re.compile(rf"\d+{either(words.aged)}")
        self.people = language.speech.role_nouns | words.people


_words = by_language(_Words)


def is_nobody(value: str) -> bool:
    """Whether a value says that there was none: "0", "no one", "none"."""
    return bool(_words().zero.match(value.strip()))


def is_denial(count: str) -> bool:
    """Whether a count of 0 is said by a denial, "no children" or "nobody", and not by a number."""
    return bool(_words().none.match(count))


def denial_in(text: str) -> re.Match[str] | None:
    """The word that says there was none: "no deaths", "nobody", "unhurt"."""
    return _words().denial.search(text)


def end_of_single(found: re.Match[str]) -> int:
    """Where the phrase that `single_in` found ends: behind the noun for a person."""
    nouns = re.finditer(r"[^\s-]+", found[1])
    ends = (each.end() for each in nouns if each[0].casefold() in _words().people)
    return found.start(1) + next(ends, len(found[1]))


def single_in(text: str) -> re.Match[str] | None:
    """The phrase for one person without a number: "a man", "a 40-year-old farm worker"."""
    said = _words()
    for found in said.single.finditer(text):
        nouns = re.split(r"[\s-]+", found[1].casefold())
        if said.aged.match(found[1]) or any(noun in said.people for noun in nouns):
            return found
    return None
