"""Durations said in two or more units: "1 hour, 7 minutes and 41 seconds" is one figure."""

from __future__ import annotations

import re
from decimal import Decimal

from extractor.figures.draft import Draft, Unit
from extractor.figures.numerals import Number

# How many of the second make one of the first; only where that is exact. Months have no fixed
# number of days, so "18 months and three days" stay two figures.
_PARTS = {
    ("year", "month"): 12, ("week", "day"): 7, ("day", "hour"): 24, ("day", "minute"): 1440,
    ("hour", "minute"): 60, ("hour", "second"): 3600, ("minute", "second"): 60,
}  # fmt: skip
_GAPS = frozenset({" and ", ", ", ", and ", " "})  # the third only in a list
_ONE_AND = re.compile(r"(?<![a-z])an? (year|week|day|hour|minute),? (?:and )?$")
_ONE = Decimal(1)


def joined_duration(low: str, first: Draft, second: Draft, gap: str) -> Draft | None:
    """One duration or age made of two neighbours, in the smaller unit; none where they stay two.

    "Two years and six months" are 30 months: in the smallest unit named, the value is always a
    whole number, and exact.
    """
    parts = _PARTS.get((first.unit or "", second.unit or ""))
    if parts is None or gap not in _GAPS or first.value is None or second.value is None:
        return None
    kinds = (first.kind, second.kind)
    if kinds not in (("duration", "duration"), ("duration", "age"), ("age", "duration")):
        return None
    if not 0 <= second.value < parts or first.value != first.value.to_integral_value():
        return None
    if gap == ", and " and "," not in low[first.start : first.end]:
        return None
    if "and" in gap and low[second.number_end : second.number_end + 1] == "-":
        # "two-year and six-month bans" are of two kinds
        return None
    if low.endswith(("between ", "both "), 0, first.start):
        return None
    second.value += first.value * parts
    if first.kind == "age":
        second.kind = "age"
    second.start = first.start
    second.number_start = first.number_start
    return second


_CLOCKED = re.compile(
    r"(?:h(?:rs?)? ?([0-5]?[0-9]) ?m(?:ins?)?(?: ?([0-5]?[0-9]) ?s(?:ecs?)?)?"
    r"|m(?:ins?)? ?([0-5]?[0-9])(?:\.[0-9]+)? ?s(?:ecs?)?)(?![a-z0-9])"
)


def clock_duration(low: str, number: Number) -> Unit | None:
    """A duration in short units that touch their numbers: "1h 20m", "2m 30s"; with its value."""
    found = _CLOCKED.match(low, number.end)
    if found is None or number.step != 1:
        return None
    hours_minutes, seconds, of_minute = found.groups()
    if of_minute is not None:
        return "duration", "second", found.end(), number.value * 60 + int(of_minute)
    minutes = number.value * 60 + int(hours_minutes)
    if seconds is None:
        return "duration", "minute", found.end(), minutes
    return "duration", "second", found.end(), minutes * 60 + int(seconds)


def take_single(low: str, draft: Draft) -> None:
    """Take in a unit that is there once and has no number: "an hour and 20 minutes", "a year
    and a half"."""
    if draft.value is None or not low.endswith((" and ", ", "), 0, draft.start):
        return
    found = _ONE_AND.search(low, max(0, draft.start - 16), draft.start)
    if found is None:
        return
    if draft.kind == "fraction":
        if low.startswith("a half", draft.start) and not low.startswith(" of", draft.end):
            draft.value += 1
            draft.kind, draft.unit, draft.can_count = "duration", found.group(1), False
            draft.start = found.start()
        return
    parts = _PARTS.get((found.group(1), draft.unit or ""))
    if parts is None or not _ONE <= draft.value < parts:
        return
    if low[draft.number_end : draft.number_end + 1] == "-":
        return
    draft.value += parts
    draft.start = found.start()
