"""What becomes of two pieces of dates that stand together: a function a row of the table."""

from __future__ import annotations

from dataclasses import replace

from extractor.scanning.dates.context import Context
from extractor.scanning.dates.gaps import Gap, over
from extractor.scanning.dates.piece import Piece
from extractor.scanning.dates.ranges import ranged

_SMALL = frozenset({"second", "minute", "hour"})


def from_there(text: Context, left: Piece, right: Piece, gap: Gap) -> Piece | None:
    """A stretch counted from a date: "two days before yesterday"."""
    if left.inner is not None or left.shift not in ("before", "after", "from"):
        return None
    if left.unit in _SMALL or gap.comma:
        return None
    small = text.calendar.words
    if left.shift == "from" and text.word_before(left.start) in small.lasting:
        return right  # "for five years from 1 April" begins on the day that is named
    hedged = text.back(text.calendar.words.limits, left.start) is not None
    return over(replace(left, inner=right, count=None if hedged else left.count), left, right)


def ago_now(text: Context, left: Piece, right: Piece, gap: Gap) -> Piece | None:
    """ "two weeks ago today", "a year ago this month"."""
    if left.shift != "ago" or left.unit in _SMALL or gap.comma:
        return None
    is_now = right.which == "this" if right.kind == "span" else right.count == 0
    return over(replace(left, inner=right), left, right) if is_now else None


def weekday_of_shift(text: Context, left: Piece, right: Piece, gap: Gap) -> Piece | None:
    """A weekday beside a stretch: "Thursday, two years from now", "two months from today on
    Tuesday"."""
    if left.kind == "weekday":
        return over(replace(right, weekday=left.weekday), left, right)
    if left.unit == "hour" or right.which is not None:
        return None
    return over(replace(left, weekday=right.weekday), left, right)


def weekday_of_day(text: Context, left: Piece, right: Piece, gap: Gap) -> Piece | None:
    """A weekday with its date: "Monday, July 28"."""
    if gap.sign not in ("", "-", "–") or (right.weekday is not None and left.kind == "weekday"):
        return None
    if right.kind == "near" or right.is_listed:
        return None
    whole = replace(
        right, weekday=left.weekday, part=right.part or left.part, clock=right.clock or left.clock
    )
    return over(whole, left, right)


def weekday_beside(text: Context, left: Piece, right: Piece, gap: Gap) -> Piece | None:
    """ "the Friday after Easter"."""
    if left.shift is None or left.inner is not None or gap.comma:
        return None
    return over(replace(left, inner=right), left, right)


def near_day(text: Context, left: Piece, right: Piece, gap: Gap) -> Piece | None:
    """ "tomorrow, 13/04/21"; a weekday behind it stays by itself."""
    return over(right, left, right) if gap.sign in ("", "-", "–") else None


def weekday_of_range(text: Context, left: Piece, right: Piece, gap: Gap) -> Piece | None:
    """The date of the last weekday of a range: "from Monday, July 2 to Sunday, July 8"."""
    end = left.right
    if end is None or end.kind != "weekday":
        return None
    day = replace(right, weekday=end.weekday)
    return over(ranged(left, left.inner, day), left, right)


def week_of_weekday(text: Context, left: Piece, right: Piece, gap: Gap) -> Piece | None:
    """ "next week on Tuesday", "Tuesday of next week"."""
    week, day = (left, right) if left.kind == "span" else (right, left)
    if week.unit != "week" or week.which is None or day.which is not None:
        return None
    return over(replace(day, which=week.which, of_week=True), left, right)


def day_of_day(text: Context, left: Piece, right: Piece, gap: Gap) -> Piece | None:
    """ "late in the day on Wednesday"."""
    is_day = left.unit == "day" and left.which == "this" and not gap.comma
    return over(right, left, right) if is_day and not gap.sign.startswith(".") else None


def week_of_nth(text: Context, left: Piece, right: Piece, gap: Gap) -> Piece | None:
    """ "the first week of June, on Tuesday"."""
    if left.unit != "week" or left.inner is None or left.weekday is not None or right.which:
        return None
    return over(replace(left, weekday=right.weekday), left, right)


def nth_in(text: Context, left: Piece, right: Piece, gap: Gap) -> Piece | None:
    """ "the first Tuesday of May", "the last week of 2018"."""
    if left.inner is not None or (right.kind == "span" and right.unit not in ("month", "year")):
        return None
    return over(replace(left, inner=right), left, right)


def in_nth(text: Context, left: Piece, right: Piece, gap: Gap) -> Piece | None:
    """ "2pm on the first Monday of May"."""
    return over(replace(right, clock=left.clock), left, right)


def inner(text: Context, left: Piece, right: Piece, gap: Gap) -> Piece | None:
    """ "the week of the 18th"."""
    return over(replace(left, inner=right), left, right) if left.inner is None else None


def end_of(text: Context, left: Piece, right: Piece, gap: Gap) -> Piece | None:
    """ "the last five months of 2023"."""
    if left.count is None or (
        right.kind == "span" and right.unit not in ("year", "month", "quarter")
    ):
        return None
    return over(replace(left, inner=right), left, right)


def years_part(text: Context, left: Piece, right: Piece, gap: Gap) -> Piece | None:
    """ "next year's second quarter"."""
    if left.end - 1 not in text.owners or left.unit != "year" or right.year is not None:
        return None
    if right.which is not None or gap.comma:
        return None
    return over(replace(right, which=left.which, of_year=True), left, right)


def set(text: Context, left: Piece, right: Piece, gap: Gap) -> Piece | None:
    """ "3pm each day", "every evening at 7:13": no one day."""
    if right.kind == "range" and (right.inner is None or right.inner.kind != "time"):
        return None
    if gap.sign.startswith("."):
        return None  # "It is printed weekly. On Tuesday …"
    return over(left if left.kind == "set" else right, left, right)


def overnight(text: Context, left: Piece, right: Piece, gap: Gap) -> Piece | None:
    """ "overnight into Friday", "Sunday overnight"."""
    night, day = (left, right) if left.part == "overnight" else (right, left)
    if night.part != "overnight" or day.part or day.clock is not None:
        return None
    if day is left and not gap.is_bare:
        return None
    into = day is right and "until" in gap.kinds
    return over(replace(day, part="overnight", into=into), left, right)


def with_year(text: Context, left: Piece, right: Piece, gap: Gap) -> Piece | None:
    """A year behind a day, a month, a season."""
    if left.year is not None or left.of_year or (gap.comma and left.kind in ("season", "quarter")):
        return None
    if left.kind in ("day", "month"):
        return replace(over(replace(left, year=right.year), left, right), years=left.years)
    return over(replace(left, year=right.year), left, right)


def year_first(text: Context, left: Piece, right: Piece, gap: Gap) -> Piece | None:
    """ "2018 May"."""
    if right.year is not None or gap.comma or gap.article or right.which is not None or gap.sign:
        return None
    return replace(over(replace(right, year=left.year), left, right), years=())


def of_year(text: Context, left: Piece, right: Piece, gap: Gap) -> Piece | None:
    """ "May last year", "4 May of the previous year"."""
    if (
        right.unit != "year"
        or right.which is None
        or left.year is not None
        or left.which is not None
    ):
        return None
    if gap.sign and "month" not in gap.kinds:
        return None
    return over(replace(left, which=right.which, of_year=True), left, right)


def range_year(text: Context, left: Piece, right: Piece, gap: Gap) -> Piece | None:
    """A year behind a range binds to all of it."""
    start, end = left.inner, left.right
    if start is None or end is None or end.year is not None:
        return None
    if end.kind not in ("day", "month", "season", "quarter"):
        return None
    end = replace(end, year=right.year)
    return replace(over(ranged(left, start, end), left, right), years=left.years)


def range_of_year(text: Context, left: Piece, right: Piece, gap: Gap) -> Piece | None:
    """ "from May to July last year"."""
    start, end = left.inner, left.right
    if start is None or end is None or right.unit != "year" or right.which is None:
        return None
    if end.kind not in ("day", "month") or end.year is not None or end.which is not None:
        return None
    first = replace(start, which=right.which, of_year=True)
    last = replace(end, which=right.which, of_year=True)
    return over(replace(left, inner=first, right=last), left, right)


def night_of_range(text: Context, left: Piece, right: Piece, gap: Gap) -> Piece | None:
    """ "on the night of 14-15 June"."""
    return over(right, left, right) if "of" in gap.kinds else None
