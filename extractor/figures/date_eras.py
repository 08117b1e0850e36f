"""Centuries and quarters by their number, alone and in lists."""

from __future__ import annotations

import re

from extractor.figures.date_piece import (
    MODIFIER,
    Atom,
    line_before,
    take_early,
)
from extractor.figures.words import read_words

_CENTURY_BEFORE = re.compile(r"(?<![a-z0-9])([0-9]{1,2}(?:st|nd|rd|th)|[a-z]+(?:-[a-z]+)?)[ -]$")


_CENTURY_LISTED = re.compile(
    r"(?<![a-z0-9])(?:the )?([0-9]{1,2}(?:st|nd|rd|th)|[a-z]+(?:-[a-z]+)?)"
    r"-?(?: and| or| to|,|-| -| –|–) ?(?:the )?$"
)


ORDINAL_WORDS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4,
    "last": -1, "final": -1, "opening": 1,
}  # fmt: skip


QUARTERS_LISTED = re.compile(
    r"(?<![a-z])(?:the )?(first|second|third|1st|2nd|3rd)(?:, and |, | and | or )(?:the )?$"
)


def century_before(low: str, atom: Atom) -> Atom | None:
    """The other century of "the 19th and early 20th centuries", which is named without its noun."""
    window = line_before(low, atom.start, 44)
    found = _CENTURY_LISTED.search(window)
    number = _ordinal(found.group(1)) if found else None
    if found is None or number is None or number >= abs(atom.count or 0):
        return None
    first = Atom(
        atom.start - (len(window) - found.start()),
        atom.start - (len(window) - found.end(1)),
        "century",
    )
    first.count = number
    take_early(low, first)
    return first


def quarters_before(low: str, atom: Atom) -> list[Atom]:
    """The other quarters of "the first and second quarters", which are named without the noun."""
    others: list[Atom] = []
    while True:
        place = others[0].start if others else atom.start
        window = line_before(low, place, 24)
        found = QUARTERS_LISTED.search(window)
        number = ORDINAL_WORDS[found.group(1)] if found else 0
        if found is None or not 0 < number < 4 or len(others) > 2:
            return others
        first = place - len(window)
        other = Atom(first + found.start(), first + found.end(1), "quarter")
        other.count, other.year, other.modifier = number, atom.year, atom.modifier
        others.insert(0, other)


def _ordinal(word: str) -> int | None:
    """The number that an ordinal in digits or in one word stands for."""
    if word[0].isdigit():
        return int(re.match("[0-9]+", word).group())  # type: ignore[union-attr]
    readings = read_words(word)
    if len(readings) == 1 and readings[0].kind == "ordinal":
        return int(readings[0].value)
    return None


def century_atom(low: str, start: int, end: int, window: str, plural: bool) -> Atom | None:
    """A century by its number."""
    found = _CENTURY_BEFORE.search(window)
    atom = Atom(start, end, "century")
    if found:
        number = _ordinal(found.group(1))
        if number:
            atom.count = number
            at = found.start()
            if window[:at].endswith("the "):
                at -= 4
            atom.start = start - (len(window) - at)
            bc = re.compile(r" (?:b\.?c\.?(?:e\.?)?)(?![a-z])").match(low, end)
            if bc:
                atom.count = -number
                atom.end = bc.end()
            take_early(low, atom)
            return atom
    modifier = MODIFIER.search(window)
    if modifier and not plural:
        atom.kind = "span"
        atom.unit = "century"
        atom.modifier = modifier.group(2)
        atom.start = start - (len(window) - modifier.start(2))
        return atom
    return None
