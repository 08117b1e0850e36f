"""Lengths and places written with primes and degrees: 6'2", 9" thick, 17°5′ N."""

from __future__ import annotations

import re
from decimal import Decimal

from extractor.figures.numerals import Number

_COORDINATE = re.compile(
    r"° ?(?:([0-9]{1,2}(?:\.[0-9]+)?) ?['′] ?)?(?:([0-9]{1,2}(?:\.[0-9]+)?) ?(?:[\"″”]|'') ?)?"
    r"([nsew]|north|south|east|west)(?![a-z])"
)


_FEET = re.compile(r"['′] ?([0-9]{1,2})(?:\.[0-9])?(?:[\"″”]|'')?(?![0-9a-z])")


_OPENING = re.compile(r'(?<![0-9])"')


_INCHES = re.compile(
    r" ?[\"″] ?(?=thick|wide|long|tall|deep|high|x|by|in |diameter|\)|$|\n|screen)|″"
)


def coordinate(low: str, number: Number) -> tuple[Decimal, int] | None:
    """Degrees of latitude or longitude, with minutes and seconds, and where they end."""
    found = _COORDINATE.match(low, number.end)
    if found is None:
        return None
    value = number.value
    if found.group(1):
        value += Decimal(found.group(1)) / 60
    if found.group(2):
        value += Decimal(found.group(2)) / 3600
    return (-value if found.group(3)[0] in "sw" else value), found.end()


def feet_and_inches(low: str, number: Number) -> tuple[Decimal, str, int] | None:
    """A length written with primes: 6'2", 9" thick."""
    if number.value < 10 and number.step == 1:
        feet = _FEET.match(low, number.end)
        if feet:
            return number.value + Decimal(feet.group(1)) / 12, "foot", feet.end()
    inches = _INCHES.match(low, number.end)
    if inches:
        if '"' in inches.group() and not _is_outside_quotes(low, number):
            # the mark closes a quotation
            return None
        return number.value, "inch", number.end + len(inches.group().rstrip())
    if low.startswith('" ', number.end) and number.value < 100:
        # "a 12" record": a mark that closes nothing, on a line where one is left over
        stop = low.find("\n", number.end, number.end + 400)
        rest = low.count('"', number.end + 1, stop if stop >= 0 else number.end + 400)
        if rest % 2 == 0 and _is_outside_quotes(low, number):
            return number.value, "inch", number.end + 1
    return None


def _is_outside_quotes(low: str, number: Number) -> bool:
    """Whether the marks before the number on its line are pairs, so that none is open."""
    line = max(low.rfind("\n", 0, number.start), number.start - 400, 0)
    return len(_OPENING.findall(low, line, number.end)) % 2 == 0
