"""Two dates as the ends of a range: what one end lacks it takes from the other."""

from __future__ import annotations

from extractor.scanning.dates.context import Context
from extractor.scanning.dates.gaps import Gap, over
from extractor.scanning.dates.holidays import holiday_days
from extractor.scanning.dates.hours import share_half
from extractor.scanning.dates.piece import Kind, Piece

_SOME_YEAR = 2025
"""By which holidays that move are put in order."""
_DAYS: frozenset[Kind] = frozenset({"day", "month", "year", "weekday", "near", "holiday", "season"})


def range_of(text: Context, left: Piece, right: Piece, gap: Gap) -> Piece | None:
    """The two as the ends of a range."""
    between = "link" in gap.kinds and text.word_before(left.start) in text.calendar.words.between
    if not between and "range" not in gap.kinds:
        return None
    if left.kind == "century" and left.is_open and right.kind == "decade":
        # "from the 1900s to the 1950s"
        left = left._replace(kind="decade", year=100 * ((left.number or 1) - 1), is_open=False)
    if left.kind != right.kind and not {left.kind, right.kind} <= _DAYS:
        return None
    if left.kind == right.kind == "year" and (left.year or 0) >= (right.year or 0):
        return None
    if left.is_weak or (right.is_weak and right.kind != "time") or left.part == "overnight":
        return None
    whole = ranged(Piece(left.start, right.end, "range"), left, right)
    return headed(text, over(whole, left, right))


def headed(text: Context, piece: Piece) -> Piece:
    """The range with "from" or "between" before it."""
    is_headed = text.word_before(piece.start) in text.calendar.words.list_before
    if not is_headed or text.words[piece.start - 1] != " ":
        return piece
    return piece._replace(start=piece.start - 2)


def ranged(whole: Piece, start: Piece | None, end: Piece) -> Piece:
    """A range whose ends have taken from each other what they lack."""
    assert start is not None
    if start.kind == end.kind and start.kind in ("day", "week", "month", "season", "quarter"):
        later = place_in_year(start) > place_in_year(end)
        if start.year is None and end.year is not None and not start.of_year:
            start = start._replace(year=end.year - later)
        elif end.year is None and start.year is not None and not end.of_year:
            end = end._replace(year=start.year + later)
        elif end.of_year and not start.of_year and start.which is None and start.year is None:
            start = start._replace(which=end.which, of_year=True)
    elif start.kind == end.kind == "time":
        start, end = share_half(start, end)
    return whole._replace(inner=start, right=end)


def place_in_year(piece: Piece) -> tuple[int, int]:
    """What orders two dates of one year."""
    if piece.kind in ("week", "quarter", "half"):
        return piece.number or 0, 0
    if piece.holiday is not None:
        days = holiday_days(piece.holiday, _SOME_YEAR)
        return (days[0].month, days[0].day) if days else (0, 0)
    return piece.month or 0, piece.day or 0
