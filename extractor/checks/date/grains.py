"""Which times are of one grain, and so stand against each other: two weekdays, two seasons."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from extractor.checks.date.frames import frame_of
from extractor.checks.date.relative_dates import contradict, offset_of
from extractor.checks.evidence.date_parts import (
    LONGER_THAN_DAYS,
    PARTS_OF_A_YEAR,
    compare_dates,
    compare_portions,
    date_parts,
    date_precision,
)
from extractor.checks.evidence.folding import fold
from extractor.languages.current import current
from extractor.scanning.scanner import scan_dates
from extractor.schemas.figure import DateRef

_ANY_DAY = date(2001, 6, 15)
"""A day of writing for words that need one: their grain is the same on any other."""


def grain_of(ref: DateRef) -> str | None:
    """What the words of a date name: a "weekday" or a "season", a "part_of_day" for "in the
    morning", a "holiday" for Easter, an "offset" for "last week", a "frame" for "two weeks ago";
    none where they fix none of these ("hours later")."""
    words = ref.span.text
    if _seasons(words):
        return "season"
    resolved = ref if ref.iso else _on_any_day(words, current().code)
    precision = resolved.precision if resolved is not None else None
    if precision in LONGER_THAN_DAYS:
        return precision
    if date_parts(words).names_something:
        return date_precision(ref)
    if offset_of(words) is not None:
        return "offset"
    if frame_of(words) is not None:
        return "frame"
    if ref.part is not None:
        return "part_of_day"
    return "holiday" if precision == "day" and words[:1].isupper() else None


def is_another(claim: DateRef, source: DateRef) -> bool:
    """Whether two times of one grain cannot be one: "in spring" and "last autumn"."""
    grain = grain_of(claim)
    if grain is None or grain != grain_of(source):
        return False
    compared = compare_dates(claim, source)
    if compared is not None:
        return compared[0] == "value_mismatch"
    if grain == "offset":
        return contradict(claim, source)
    if grain == "frame":
        mine, theirs = frame_of(claim.span.text), frame_of(source.span.text)
        return (
            mine != theirs
            and mine is not None
            and theirs is not None
            and (mine.words == theirs.words)
        )
    if grain == "part_of_day":
        return compare_portions(claim, source)[0] == "value_mismatch"
    if grain in PARTS_OF_A_YEAR:
        return _part_of_year(claim) != _part_of_year(source)
    return grain == "holiday" and fold(claim.span.text) != fold(source.span.text)


def _seasons(words: str) -> tuple[str, ...]:
    names = current().calendar.seasons
    return tuple(names[word] for word in fold(words).split() if word in names)


def _part_of_year(ref: DateRef) -> tuple[str, ...]:
    """The season, or the first and last month of a half or quarter, whichever year it is."""
    resolved = ref if ref.iso else _on_any_day(ref.span.text, current().code)
    ends = resolved.iso.split("/") if resolved is not None and resolved.iso else ()
    return _seasons(ref.span.text) or tuple(end[5:7] for end in ends)


@lru_cache(maxsize=4096)
def _on_any_day(words: str, language: str) -> DateRef | None:
    found = scan_dates(words, published=_ANY_DAY, language=language)
    return found[0] if len(found) == 1 else None
