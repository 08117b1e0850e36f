"""What becomes of two pieces of dates that stand together."""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from typing import Any, Literal

from extractor.languages.calendar import Shift, Which
from extractor.scanning.dates.context import Context
from extractor.scanning.dates.gaps import Gap, over
from extractor.scanning.dates.piece import SMALL, Piece
from extractor.scanning.dates.ranges import ranged

_BESIDE: dict[Shift | None, Which] = {
    "before": "preceding", "earlier": "preceding", "after": "following", "later": "following",
}  # fmt: skip
"""Whose year a month is that stands before "the year before" or "a year later"."""

Merge = Callable[[Context, Piece, Piece, Gap], Piece | None]


def taking(
    keep: Literal["left", "right"], fields: str = "", *, when: str = "", unless: str = "",
    years: Literal["both", "left", "none"] = "both", **more: Any,
) -> Merge:  # fmt: skip
    """The merge that keeps one piece and gives it fields of the other, and `more`.

    A field with "?" is taken where the piece kept has none; "inner" is the other piece as a whole.
    Conditions name what must be set, or must not: "left.year gap.comma left.unit=week|month".
    `years` says whose bare years stay figures.
    """
    needed, forbidden = (tuple(map(_test, tests.split())) for tests in (when, unless))
    taken = tuple((name.rstrip("?"), name.endswith("?")) for name in fields.split())

    def merge(text: Context, left: Piece, right: Piece, gap: Gap) -> Piece | None:
        sides = {"left": left, "right": right, "gap": gap}
        if any(test(sides) for test in forbidden) or not all(test(sides) for test in needed):
            return None
        kept, other = (left, right) if keep == "left" else (right, left)
        new = dict(more)
        for name, is_spare in taken:
            own = getattr(kept, name) if is_spare else None
            new[name] = other if name == "inner" else own or getattr(other, name)
        whole = over(kept._replace(**new), left, right)
        if years == "both":
            return whole
        return whole._replace(years=left.years if years == "left" else ())

    return merge


def mirrored(merge: Merge) -> Merge:
    """The same merge where the two stand the other way round."""
    return lambda text, left, right, gap: merge(text, right, left, gap)


def _test(words: str) -> Callable[[dict[str, Any]], bool]:
    """Whether "left.year" is set, or "left.unit" one of the values behind "="."""
    path, _, values = words.partition("=")
    side, _, name = path.partition(".")
    read, wanted = attrgetter(name), frozenset(values.split("|"))
    if values:
        return lambda sides: str(read(sides[side])) in wanted
    return lambda sides: read(sides[side]) not in (None, False, "")


def from_there(text: Context, left: Piece, right: Piece, gap: Gap) -> Piece | None:
    """A stretch counted from a date: "two days before yesterday"."""
    if left.inner is not None or left.shift not in ("before", "after", "from"):
        return None
    if left.unit in SMALL or gap.comma:
        return None
    small = text.calendar.words
    if left.shift == "from" and text.word_before(left.start) in small.lasting:
        return right  # "for five years from 1 April" begins on the day that is named
    hedged = text.back(small.limits, left.start) is not None
    return over(left._replace(inner=right, number=None if hedged else left.number), left, right)


def weekday_of_range(text: Context, left: Piece, right: Piece, gap: Gap) -> Piece | None:
    """The date of the last weekday of a range: "from Monday, July 2 to Sunday, July 8"."""
    end = left.right
    if end is None or end.kind != "weekday":
        return None
    day = right._replace(weekday=end.weekday)
    return over(ranged(left, left.inner, day), left, right)


def years_part(text: Context, left: Piece, right: Piece, gap: Gap) -> Piece | None:
    """ "next year's second quarter"."""
    if left.end - 1 not in text.owners or left.unit != "year" or right.year is not None:
        return None
    if right.which is not None or gap.comma:
        return None
    return over(right._replace(which=left.which, of_year=True), left, right)


def year_beside(text: Context, left: Piece, right: Piece, gap: Gap) -> Piece | None:
    """ "October the year before": of the year around the date that is told of before."""
    which = _BESIDE.get(right.shift) if right.unit == "year" and right.inner is None else None
    if which is None or right.number not in (None, 1) or gap.comma:
        return None
    if left.year is not None or left.which is not None:
        return None
    return over(left._replace(which=which, of_year=True, shift=right.shift), left, right)


def overnight(text: Context, left: Piece, right: Piece, gap: Gap) -> Piece | None:
    """ "overnight into Friday", "Sunday overnight"."""
    night, day = (left, right) if left.part == "overnight" else (right, left)
    if night.part != "overnight" or day.part or day.clock is not None:
        return None
    if day is left and not gap.is_bare:
        return None
    into = day is right and "until" in gap.kinds
    return over(day._replace(part="overnight", into=into), left, right)


def range_year(text: Context, left: Piece, right: Piece, gap: Gap) -> Piece | None:
    """A year behind a range binds to all of it."""
    start, end = left.inner, left.right
    if start is None or end is None or end.year is not None:
        return None
    if end.kind not in ("day", "month", "season", "quarter"):
        return None
    end = end._replace(year=right.year)
    return over(ranged(left, start, end), left, right)._replace(years=left.years)


def range_of_span(text: Context, left: Piece, right: Piece, gap: Gap) -> Piece | None:
    """ "from May to July last year", "from Monday to Wednesday last week"."""
    start, end, which = left.inner, left.right, right.which
    if start is None or end is None or which is None:
        return None
    if end.year is not None or end.which is not None or start.which is not None:
        return None
    if right.unit == "week" and start.kind == end.kind == "weekday":
        first, last = (one._replace(which=which, of_week=True) for one in (start, end))
    elif right.unit == "year" and end.kind in ("day", "month"):
        first, last = (one._replace(which=which, of_year=True) for one in (start, end))
    else:
        return None
    return over(left._replace(inner=first, right=last), left, right)
