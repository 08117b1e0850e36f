"""Pieces of dates that stand together, joined: "Monday, July 28, 2014", "Friday at 6 pm".

`_ROWS` is the whole of it: what the left piece may be, by what the text joins the two, what the
right one may be, and what becomes of them. The first row that fits counts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import NamedTuple, get_args

from extractor.scanning.dates import hours, merges
from extractor.scanning.dates.context import Context
from extractor.scanning.dates.gaps import WIDEST, Gap, gap_between
from extractor.scanning.dates.piece import Kind, Piece
from extractor.scanning.dates.ranges import headed, place_in_year, range_of

Merge = Callable[[Context, Piece, Piece, Gap], Piece | None]


class Row(NamedTuple):
    """One way to join two pieces."""

    left: frozenset[Kind]
    joiners: frozenset[str]
    """Names of joiners; "bare" is a space or a comma."""
    right: frozenset[Kind]
    merge: Merge


def join(text: Context, pieces: Iterable[Piece]) -> list[Piece]:
    """The pieces with neighbours joined where the text makes one date of them."""
    joined: list[Piece] = []
    for piece in _timed(text, pieces):
        whole = headed(text, piece) if piece.kind == "range" else piece
        while joined:
            merged = _merged(text, joined[-1], whole)
            if merged is None:
                break
            joined.pop()
            whole = merged
        joined.append(whole)
    return _shared(text, joined)


def _timed(text: Context, pieces: Iterable[Piece]) -> list[Piece]:
    """The pieces with two times of the clock joined first: in "Wednesday from 3:00 to 3:45 pm"
    the half of the day and the weekday are of both."""
    joined: list[Piece] = []
    for piece in pieces:
        if joined and joined[-1].kind == piece.kind == "time":
            gap = gap_between(text, joined[-1].end, piece.start)
            whole = range_of(text, joined[-1], piece, gap) if gap is not None else None
            if whole is not None:
                joined[-1] = whole
                continue
        joined.append(piece)
    return joined


def _merged(text: Context, left: Piece, right: Piece) -> Piece | None:
    if right.start - left.end > WIDEST:
        return None
    rows = _BY_KINDS.get((left.kind, right.kind), ())
    if not rows:
        return None
    gap = gap_between(text, left.end, right.start)
    if gap is None:
        return None
    for row in rows:
        if (gap.is_bare and "bare" in row.joiners) or not row.joiners.isdisjoint(gap.kinds):
            merged = row.merge(text, left, right, gap)
            if merged is not None:
                return merged
    return None


_SHARED: frozenset[Kind] = frozenset({"month", "day", "season", "quarter", "half"})


def _shared(text: Context, pieces: list[Piece]) -> list[Piece]:
    """The dates with the year of the next in their list: "in May and June 2024"."""
    for index in range(len(pieces) - 2, -1, -1):
        first, second = pieces[index], pieces[index + 1]
        if first.kind not in _SHARED or first.kind != second.kind or first.year is not None:
            continue
        if second.year is None and not second.of_year:
            continue
        if first.which is not None or second.start - first.end > WIDEST:
            continue
        gap = gap_between(text, first.end, second.start)
        if gap is None or not ((gap.comma and gap.is_bare) or "list" in gap.kinds):
            continue
        place, other = place_in_year(first), place_in_year(second)
        if place == other:
            continue
        if second.of_year and not gap.comma:
            pieces[index] = replace(first, which=second.which, of_year=True)
        elif second.year is not None:
            pieces[index] = replace(first, year=second.year - (place > other))
    return pieces


def _row(left: str, joiners: str, right: str, merge: Merge) -> Row:
    return Row(_kinds(left), frozenset(joiners.split()), _kinds(right), merge)


def _kinds(names: str) -> frozenset[Kind]:
    known: dict[str, Kind] = {kind: kind for kind in get_args(Kind)}
    return frozenset(known[name] for name in names.split())


_DAY = "day weekday near holiday monthday"
_DATED = "day weekday near holiday monthday span"
_ALL = "day monthday week month year weekday near holiday season quarter half decade century time"
_ROWS = (
    _row("shift", "bare", _DAY + " month year", merges.from_there),
    _row("weekday", "bare", _DAY, merges.weekday_beside),
    _row("weekday", "bare", "shift", merges.weekday_of_shift),
    _row("shift", "on", "weekday", merges.weekday_of_shift),
    _row("range", "bare", "day", merges.weekday_of_range),
    _row("part", "of", "range", merges.night_of_range),
    _row("set", "bare clock", "time range", merges.set),
    _row("time weekday part", "bare", "set", merges.set),
    _row("set", "bare on", "weekday part", merges.set),
    _row("span time", "bare day", "time span", hours.time_day),
    _row("span", "clock", "time", hours.day_time),
    _row("range", "bare day", _DATED + " part", hours.hours_day),
    _row(_DATED + " part", "bare clock", "range", hours.day_hours),
    _row("weekday", "bare clock", "day holiday", merges.weekday_of_day),
    _row("near holiday", "bare clock", "day", merges.near_day),
    _row("span", "bare on", _DAY, merges.day_of_day),
    _row("span weekday", "bare on day", "weekday span", merges.week_of_weekday),
    _row("nth", "bare on", "weekday", merges.week_of_nth),
    _row("nth", "of", "month year span", merges.nth_in),
    _row("time", "bare day", "nth", merges.in_nth),
    _row("beside", "bare", _DAY + " year month quarter", merges.inner),
    _row("run", "of", "year month quarter half span", merges.end_of),
    _row("span", "bare", "quarter half month", merges.years_part),
    _row("week_of", "month", "day weekday monthday holiday", merges.inner),
    _row("part weekday day near", "bare into", "weekday day near part", merges.overnight),
    _row(_DAY, "bare clock", "time", hours.day_time),
    _row("time", "bare day", _DAY, hours.time_day),
    _row("time", "bare part", "part", hours.time_part),
    _row("part", "bare clock", "time", hours.part_time),
    _row(_DAY, "bare part", "part", hours.day_part),
    _row("part", "bare part", _DAY, hours.part_day),
    _row("month season day quarter half holiday", "bare of", "year", merges.with_year),
    _row("year", "bare", "month day", merges.year_first),
    _row("month day quarter half season holiday", "bare month", "span", merges.of_year),
    _row("shift", "bare", "near span", merges.ago_now),
    _row("range", "bare of", "year", merges.range_year),
    _row("range", "bare of", "span", merges.range_of_year),
    *(_row(kind, "range link", _ALL, range_of) for kind in _ALL.split()),
)

_BY_KINDS: dict[tuple[Kind, Kind], tuple[Row, ...]] = {}
for _row_ in _ROWS:
    for _left in _row_.left:
        for _right in _row_.right:
            _BY_KINDS[_left, _right] = (*_BY_KINDS.get((_left, _right), ()), _row_)
