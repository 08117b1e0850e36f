"""Rates: "60 miles an hour", "12 mg per decilitre", "3 tonnes of fuel a second"."""

from __future__ import annotations

import re

from extractor.figures.noun_words import STOP
from extractor.figures.units import DURATIONS, MEASURES, POWERS, SHORT_TIMES

_LINK = re.compile(
    r"(?: of ([a-z-]{2,20})(?: ([a-z-]{2,20}))?)?"
    r"(?:( per |-per-)| (?:an?|each|every) | p\.?(?=h|s|sec|min|hr)|(/)| (?=daily|hourly))"
    r"(?:(square|sq|cubic|cu)[ -])?([a-zµμ]+[23²³]?)(?![a-z0-9])"
)
_ADVERBS = {"daily": "day", "hourly": "hour"}
_TIMES = frozenset({"second", "minute", "hour", "day", "week", "month", "year"})
# "weighed 3 tonnes a year ago", "lifted 80 kg a second time"
_NO_RATE = re.compile(r" (?:ago|later|earlier|before|after|old|or two|and a half)(?![a-z])")
_WORD = re.compile(r" ([a-z'-]+)")
_PER = re.compile(r"(?: per |-per-)$")
_COUNT_A = re.compile(r"((?: [a-z-]+){1,3}) a ")


def rate_after(low: str, name: str, stop: int) -> tuple[str, int] | None:
    """The unit of a rate and where it ends, for a measure `name` that ends at `stop`.

    Where what is measured stands between ("3 tonnes of fuel a second") the unit is the measure's.
    """
    after = low[stop : stop + 1]
    if not after or after not in " -/" or " per " in name or "_per_" in name:
        return None
    found = _LINK.match(low, stop)
    below = _below(low, found) if found is not None else None
    if found is None or below is None or found.group(1) is not None:
        return None
    whole = f"{name} per {below}"
    return _KNOWN.get(whole, whole), found.end()


def rate_of_count(low: str, end: int) -> int:
    """Where the rate ends at which something is counted ("20 calls a second"); `end` if none."""
    found = _LINK.match(low, end) if low.startswith((" a ", " an ", " per "), end) else None
    return found.end() if found is not None and _below(low, found) is not None else end


def _below(low: str, found: re.Match[str]) -> str | None:
    """The unit that a rate is reckoned by; none where the words say no rate."""
    per, slash, power, word = found.group(3, 4, 5, 6)
    if not STOP.isdisjoint(found.group(1, 2)):
        return None
    if per is None and slash is None:
        below = _ADVERBS.get(word) or DURATIONS.get(word) or SHORT_TIMES.get(word)
        is_time = below in _TIMES and not word.endswith("s") and power is None
        return below if is_time and is_rate_end(low, found.end()) else None
    below = DURATIONS.get(word) or SHORT_TIMES.get(word) or MEASURES.get(word)
    if below is None or " per " in below:
        return None
    return f"{POWERS[power]} {below}" if power else below


_KNOWN = {"pound per square inch": "psi"}
"""Rates that go by another name, because pint reads the words as something else."""


def is_rate_end(low: str, end: int) -> bool:
    """Whether a rate may end here: no noun follows that "a second" would belong to."""
    if _NO_RATE.match(low, end):
        return False
    if not low.startswith("second", end - 6):
        return True
    following = _WORD.match(low, end)
    if following is None:
        return not low[end + 1 : end + 2].isdigit()
    return following.group(1) in STOP


def is_second_of_rate(low: str, start: int, end: int, number_end: int) -> bool:
    """Whether "second" is the time that something is counted by: "20 calls a second"."""
    if low[start:end] != "second" or not 0 <= number_end < start:
        return False
    if _PER.search(low, max(0, start - 5), start):
        return True
    between = low[number_end:start] if start - number_end < 60 else ""
    counted = _COUNT_A.fullmatch(between)
    return (
        counted is not None
        and not STOP.intersection(counted.group(1).split()) - {"of"}
        and is_rate_end(low, end)
    )
