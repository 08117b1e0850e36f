"""One piece of a date, and what all readers of pieces share."""

from __future__ import annotations

import re

from extractor.figures.date_words import MONTHS, TIME_NOUNS
from extractor.figures.noun_words import STOP
from extractor.figures.words import read_words


class Atom:
    """One piece of a date; the fields that its kind does not use stay none."""

    __slots__ = (
        "count",
        "day",
        "early",
        "end",
        "hour",
        "kind",
        "minute",
        "modifier",
        "month",
        "more",
        "name",
        "other",
        "part",
        "second",
        "start",
        "unit",
        "weekday",
        "year",
        "year2",
        "zone",
    )  # fmt: skip

    def __init__(self, start: int, end: int, kind: str) -> None:
        self.start = start
        self.end = end
        self.kind = kind
        self.year: int | None = None
        self.month: int | None = None
        self.day: int | None = None
        self.weekday: int | None = None
        self.hour: int | None = None
        self.minute: int | None = None
        self.second: int | None = None
        self.zone: str | None = None
        self.part: str | None = None
        self.unit: str | None = None
        self.count: int | None = None
        self.modifier: str | None = None
        self.name: str | None = None
        self.other: Atom | None = None
        self.early: str | None = None
        self.year2: int | None = None
        self.more: tuple[tuple[str, int], ...] = ()


def _alternatives(words: object) -> str:
    """Words as alternatives, longest first."""
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))  # type: ignore[call-overload]


MONTH = _alternatives(MONTHS)
YEAR = r"(?:1[0-9]{3}|20[0-9]{2}|21[0-9]{2})(?![0-9]|[.,][0-9])"
MODIFIER = re.compile(
    r"(?<![a-z])(?:(the )?(last|next|this|past|previous|coming|following|same|upcoming|preceding"
    r"|this past|this coming|earlier this|later this|late last|early last|early next|late next"
    r"|earlier that|later that|that|late this|early this|current|earlier in the|later in the"
    r"|late in the|early in the))(?: fiscal| calendar| school| academic| financial)? $"
)
OF_YEAR = re.compile(rf"(?: of| in|,)? (?:the year )?({YEAR})(?![a-z%])")
_EARLY = re.compile(
    r"(?<![a-z])((?:the )?(?:early|late|mid|earlier|later|end of|start of|beginning of|middle of"
    r"|turn of|close of|first half of|second half of))(?: |-| in (?:the )?|-to-late )$"
)


_WORD_AFTER = re.compile(r" ([a-z]{3,})(?![a-z'])")
_FREE = re.compile(
    r"(?<![a-z])(?:at|on|before|after|since|until|till|by|this|last|next|early|late) $"
)
_VERB = re.compile(r"[a-z]+(?:ed|ly)|f[ae]lls?|c[ao]mes?|begins?|began|starts?|saw|sees")


def is_adjective(low: str, start: int, end: int) -> bool:
    """Whether the name of a holiday or a season only describes the noun behind it: "Easter eggs",
    "the winter cold"."""
    found = _WORD_AFTER.match(low, end)
    if found is None or found.group(1) in STOP or found.group(1) in TIME_NOUNS:
        return False
    return not _VERB.fullmatch(found.group(1)) and not _FREE.search(line_before(low, start, 12))


def line_before(low: str, start: int, size: int) -> str:
    """What stands before a place, up to the line's beginning."""
    window = low[max(0, start - size) : start]
    border = window.rfind("\n")
    return window[border + 1 :] if border >= 0 else window


def day_number(word: str) -> int | None:
    """The day of the month that a word or digits give."""
    digits = re.match("[0-9]+", word)
    if digits:
        value = int(digits.group())
    else:
        readings = read_words(word)
        if len(readings) != 1:
            return None
        value = int(readings[0].value)
    return value if 1 <= value <= 31 else None


def full_year(digits: str) -> int:
    """Four digits of a year from four or two."""
    digits = digits.lstrip("'")
    if len(digits) == 4:
        return int(digits)
    value = int(digits)
    return 1900 + value if value >= 40 else 2000 + value


def take_early(low: str, atom: Atom) -> None:
    """Take in "early", "late" or "mid" before a stretch of time."""
    window = line_before(low, atom.start, 24)
    found = _EARLY.search(window)
    if found:
        atom.early = found.group(1)
        atom.start -= len(window) - found.start(1)
