"""Dates and times written in digits."""

from __future__ import annotations

import re

from extractor.figures.clock import BARE_ORDINAL, ON_THE
from extractor.figures.codes import NAMES_BEFORE, follows_book
from extractor.figures.date_piece import Atom, full_year, line_before, take_early
from extractor.figures.date_words import ZONES
from extractor.figures.hours import Hour, bare_hour
from extractor.figures.units import SYMBOLS
from extractor.figures.years import is_year

_TIME_ZONE = r"(?: ?\(?(" + "|".join(ZONES) + r")\)?(?![a-z])|([+-][0-9]{2}:?[0-9]{2})(?![0-9]))?"
_TIME = re.compile(
    r"([0-9]{1,2})(?:[:.]([0-5][0-9]))?(?::([0-5][0-9])(?:\.[0-9]+)?)?"
    # never "p" alone: "against 5p last year" are pence
    r"( ?(?:a\.m\.?|p\.m\.?|am|pm|ampm)(?![a-z])| ?o'?clock"
    r"| hours(?= (?:gmt|utc|local))|)" + _TIME_ZONE
)
_MILITARY = re.compile(r"([0-2][0-9])([0-5][0-9])(?: ?hrs| hours)? ?(gmt|utc|z)(?![a-z])")
_ISO = re.compile(
    r"([12][0-9]{3})-([01][0-9])-([0-3][0-9])"
    r"(?:[t ]([0-2][0-9]):([0-5][0-9])(?::([0-5][0-9])(?:\.[0-9]+)?)?"
    r"(z|[+-][0-9]{2}:?[0-9]{2})?)?(?![0-9])"
)
_SLASHED = re.compile(r"([0-9]{1,4})([/.-])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})(?![0-9/])")
_SHORT_SLASHED = re.compile(r"([0-9]{1,2})/([0-9]{1,2})(?![0-9/%])")
_COMPACT = re.compile(r"((?:19|20)[0-9]{2})([01][0-9])([0-3][0-9])(?![0-9])")
_DECADE = re.compile(r"([12][0-9]{2}0) ?'?s(?![a-z])")
_SHORT_DECADE = re.compile(r"([1-9]0)'?s(?![a-z])")


_OF_AGE = re.compile(
    r"(?<![a-z])(?:his|her|their|my|our|your) (?:early |late |mid-?)?"
    r"(?:[1-9]0'?s (?:and|or|to) (?:(?:his|her|their) )?(?:early |late |mid-?)?)?$"
)
"""What makes an age of "60s", also of the second: "their late 60s and early 70s"."""


def numeric_atom(low: str, case: str, start: int, digits: str) -> Atom | None:
    """A date or a time in digits."""
    end = start + len(digits)
    after = low[end : end + 1]
    iso = _ISO.match(low, start)
    if iso:
        year, month, day = int(iso.group(1)), int(iso.group(2)), int(iso.group(3))
        if 1 <= month <= 12 and 1 <= day <= 31:
            atom = Atom(start, iso.end(), "day")
            atom.year, atom.month, atom.day = year, month, day
            if iso.group(4):
                atom.hour, atom.minute = int(iso.group(4)), int(iso.group(5))
                atom.second = int(iso.group(6)) if iso.group(6) else None
                zone = iso.group(7)
                atom.zone = zone and ("Z" if zone == "z" else zone)
            return atom
    if after in ("/", ".", "-"):
        slashed = _SLASHED.match(low, start)
        if slashed:
            return _slashed(low, slashed)
    if after == "/" and len(digits) <= 2:
        short = _SHORT_SLASHED.match(low, start)
        head = line_before(low, start, 10)
        if short and (head.endswith("on ") or head.rstrip(" ,").endswith("day")):
            month, day = int(short.group(1)), int(short.group(2))
            if month > 12:
                month, day = day, month
            if 1 <= month <= 12 and 1 <= day <= 31:
                atom = Atom(start, short.end(), "day")
                atom.month, atom.day = month, day
                return atom
        return None
    if len(digits) <= 2 and after in ("s", "n", "r", "t"):
        number = ON_THE.search(line_before(low, start, 13))
        ordinal = BARE_ORDINAL.match(low, start)
        if number and ordinal and 1 <= int(ordinal.group(1)) <= 31:
            atom = Atom(
                start - (4 if low.endswith("the ", 0, start) else 0), ordinal.end(), "monthday"
            )
            atom.day = int(ordinal.group(1))
            return atom
    if len(digits) == 8:
        compact = _COMPACT.match(low, start)
        if compact and 1 <= int(compact.group(2)) <= 12 and 1 <= int(compact.group(3)) <= 31:
            atom = Atom(start, compact.end(), "day")
            atom.year, atom.month, atom.day = (int(compact.group(i)) for i in (1, 2, 3))
            return atom
        return None
    if len(digits) == 4:
        military = _MILITARY.match(low, start)
        if military:
            atom = Atom(start, military.end(), "time")
            atom.hour, atom.minute = int(military.group(1)), int(military.group(2))
            atom.zone = "Z"
            return atom
        hour = bare_hour(low, start, end)
        if hour is not None:
            return bare_atom(start, hour)
        return _year(low, case, start, end, digits)
    if len(digits) == 2 and after in ("s", "'"):
        short = _SHORT_DECADE.match(low, start)
        if (
            short
            and low[start - 1 : start] in ("'", " ")
            and (
                low[start - 1] == "'"
                or line_before(low, start, 10).endswith(("the ", "early ", "late ", "mid-"))
            )
        ):
            if _OF_AGE.search(line_before(low, start, 40)):
                return None
            atom = Atom(start, short.end(), "decade")
            value = int(short.group(1))
            atom.year = (1900 if value >= 30 else 2000) + value
            if low[start - 1] == "'":
                atom.start -= 1
            take_early(low, atom)
            return atom
        return None
    if len(digits) <= 2:
        hour = bare_hour(low, start, end)
        return bare_atom(start, hour) if hour is not None else _clock(low, start)
    return None


def _slashed(low: str, found: re.Match[str]) -> Atom | None:
    """Three numbers with slashes, points or dashes: month first, unless that cannot be."""
    first, second, third = found.group(1), int(found.group(3)), found.group(4)
    if len(first) == 4:
        year, month, day = int(first), second, int(third)
    else:
        if len(first) == 3:
            return None
        if found.group(2) == "-" and len(third) == 2:
            return None
        if found.group(2) == "." and len(third) == 2 and low[found.end() : found.end() + 1] == ".":
            return None
        year = full_year(third)
        month, day = int(first), second
        if month > 12 or (found.group(2) == "." and day <= 12):
            month, day = day, month
    if not (1 <= month <= 12 and 1 <= day <= 31 and 1000 <= year <= 2199):
        return None
    atom = Atom(found.start(), found.end(), "day")
    atom.year, atom.month, atom.day = year, month, day
    return atom


def _year(low: str, case: str, start: int, end: int, digits: str) -> Atom | None:
    """Four digits that are a year, or a decade."""
    value = int(digits)
    decade = _DECADE.match(low, start)
    if decade and value >= 1000:
        atom = Atom(start, decade.end(), "decade")
        atom.year = value
        window = line_before(low, start, 6)
        if window.endswith("the "):
            atom.start -= 4
        take_early(low, atom)
        return atom
    if not 1400 <= value <= 2199 or low[end : end + 1].isalpha():
        # "the 1500m" is a race
        return None
    previous = low[start - 1 : start]
    after = low[end : end + 1]
    if previous and previous in "-–":
        head = low[start - 2 : start - 1]
        if not (head.isdigit() or head in ("", " ", "\n")) and not low.endswith("mid-", 0, start):
            return None
    if (previous and previous in "#@_&=°") or (after and after in "%°_:@"):
        return None
    if previous == "/" and start > 1 and low[start - 2].isalpha():
        return None
    if previous in SYMBOLS or (previous == " " and low[start - 2 : start - 1] in SYMBOLS):
        return None
    if not is_year(low, case, start, end) or has_name(low, start):
        return None
    atom = Atom(start, end, "year")
    atom.year = value
    span = re.compile(r"[-–/]([0-9]{2})(?![0-9a-z%/-])").match(low, end)
    if span and int(span.group(1)) > value % 100 and low[span.end() : span.end() + 1] != ",":
        atom.kind = "years"
        atom.year2 = value // 100 * 100 + int(span.group(1))
        atom.end = span.end()
        return atom
    take_early(low, atom)
    return atom


def bare_atom(start: int, hour: Hour) -> Atom:
    """A time of day that its neighbours show."""
    atom = Atom(start, hour.end, "time")
    atom.hour, atom.minute = hour.hour, hour.minute
    atom.name = "bare"
    return atom


def _clock(low: str, start: int) -> Atom | None:
    """A time of day."""
    found = _TIME.match(low, start)
    if found is None:
        return None
    hour = int(found.group(1))
    minute, second, half = found.group(2), found.group(3), found.group(4).strip()
    if (not half and (minute is None or low[found.end(1)] == "." or len(found.group(2)) != 2)) and (
        not (minute is None and found.group(5))
    ):
        return None
    if not half and low[start - 1 : start] in (":", "-", "/") and low[start - 1 : start]:
        return None
    if minute and not half and follows_book(low, start):
        return None
    if hour > 24 or low[found.end() : found.end() + 1].isdigit():
        return None
    if half and half[0] in "ap" and hour > 12 and minute is None:
        return None
    atom = Atom(start, found.end(), "time")
    if half and half[0] == "p" and hour < 12:
        hour += 12
    elif half and half[0] == "a" and hour == 12:
        hour = 0
    atom.hour = hour % 24 if hour == 24 else hour
    atom.minute = int(minute) if minute else 0
    atom.second = int(second) if second else None
    if found.group(5):
        atom.zone = ZONES[found.group(5)]
    elif found.group(6):
        atom.zone = found.group(6)
    if half == "p.m." or half == "a.m.":
        tail = low[atom.end : atom.end + 2]
        if (not tail.strip() or tail[0] == "\n") and low[atom.end - 1] == ".":
            atom.end -= 0
    return atom


def has_name(low: str, start: int) -> bool:
    """Whether the word before makes four digits a name ("Resolution 1970")."""
    found = re.search(r"[a-z.]+$", low[max(0, start - 14) : start].rstrip(" "))
    return (
        found is not None
        and found.group() in NAMES_BEFORE
        and found.group()
        not in (
            "season",
            "euro",
            "expo",
            "hurricane",
            "class",
            "act",
            "part",
        )
    )
