"""Pieces of dates that stand together, joined: "Monday, July 28, 2014", "Friday at 6 pm".

`_ROWS` is the whole of it: what the left piece may be, by what the text joins the two, what the
right one may be, and what becomes of them. The first row that fits counts.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple, get_args

from extractor.scanning.dates import hours, merges
from extractor.scanning.dates.context import Context
from extractor.scanning.dates.gaps import gap_between
from extractor.scanning.dates.lists import shared, with_portions
from extractor.scanning.dates.merges import Merge, mirrored, taking
from extractor.scanning.dates.piece import Kind, Piece
from extractor.scanning.dates.ranges import headed, range_of


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
    return with_portions(text, shared(text, joined))


def _timed(text: Context, pieces: Iterable[Piece]) -> list[Piece]:
    """The pieces with two times of the clock joined first: in "Wednesday from 3:00 to 3:45 pm"
    the half of the day and the weekday are of both; and so are two weekdays behind a time."""
    joined: list[Piece] = []
    for piece in pieces:
        is_timed = len(joined) > 1 and joined[-2].kind in ("time", "range")
        if joined and joined[-1].kind == piece.kind and (piece.kind == "time" or is_timed):
            gap = gap_between(text, joined[-1].end, piece.start)
            whole = range_of(text, joined[-1], piece, gap) if gap is not None else None
            if whole is not None:
                joined[-1] = whole
                continue
        joined.append(piece)
    return joined


def _merged(text: Context, left: Piece, right: Piece) -> Piece | None:
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


def _row(left: str, joiners: str, right: str, merge: Merge) -> Row:
    return Row(_kinds(left), frozenset(joiners.split()), _kinds(right), merge)


def _kinds(names: str) -> frozenset[Kind]:
    known: dict[str, Kind] = {kind: kind for kind in get_args(Kind)}
    return frozenset(known[name] for name in names.split())


_DAY = "day weekday near holiday monthday"
_DATED = "day weekday near holiday monthday span"
_ALL = "day monthday week month year weekday near holiday season quarter half decade century time"
_FREE = "left.year left.of_year"
_ROWS = (
    _row("shift", "bare", _DAY + " month year", merges.from_there),
    # "the Friday after Easter"
    _row("weekday", "bare", _DAY,
         taking("left", "inner", when="left.shift", unless="left.inner gap.comma")),
    # "Thursday, two years from now", "two months from today on Tuesday"
    _row("weekday", "bare", "shift", taking("right", "weekday")),
    _row("shift", "on", "weekday", taking("left", "weekday", unless="right.which left.unit=hour")),
    _row("range", "bare", "day", merges.weekday_of_range),
    # "on the night of 14-15 June"
    _row("part", "of", "range", taking("right")),
    # "every evening at 7:13", "3pm each day", "weekly on Tuesday": no one day
    _row("set", "bare clock", "time", taking("left")),
    _row("set", "bare clock", "range", taking("left", when="right.of_hours")),
    _row("time weekday part", "bare", "set", taking("right")),
    _row("set", "bare on", "weekday part", taking("left")),
    _row("span time", "bare day", "time span", mirrored(hours.day_time)),
    _row("span", "clock", "time", hours.day_time),
    # "9am-5pm Monday to Friday"
    _row("range", "bare day", "range",
         taking("left", when="left.of_hours right.of_weekdays", kind="set")),
    _row("range", "bare clock", "range",
         taking("left", when="left.of_weekdays right.of_hours", kind="set")),
    _row("range", "bare day", _DATED + " part", mirrored(hours.day_hours)),
    _row(_DATED + " part", "bare clock", "range", hours.day_hours),
    # "Monday, July 28"; "tomorrow, 13/04/21"
    _row("weekday", "bare dash", "day holiday",
         taking("right", "weekday part? clock?", unless="right.weekday right.is_listed")),
    _row("near holiday", "bare dash", "day", taking("right")),
    # "late in the day on Wednesday"
    _row("span", "bare on", _DAY,
         taking("right", when="left.unit=day left.which=this", unless="gap.comma")),
    # "next week on Tuesday", "Tuesday of next week"
    _row("span", "bare on day", "weekday",
         taking("right", "which", when="left.unit=week left.which", unless="right.which",
                of_week=True)),
    _row("weekday", "bare on day", "span",
         taking("left", "which", when="right.unit=week right.which", unless="left.which",
                of_week=True)),
    # "the first week of June, on Tuesday"
    _row("nth", "bare on", "weekday",
         taking("left", "weekday", when="left.unit=week left.inner",
                unless="left.weekday right.which")),
    # "the first Tuesday of May", "the last week of next year"
    _row("nth", "of", "month year", taking("left", "inner", unless="left.inner")),
    _row("nth", "of", "span",
         taking("left", "inner", when="right.unit=month|year", unless="left.inner")),
    _row("time", "bare day", "nth", taking("right", "clock")),
    _row("beside", "bare", _DAY + " year month quarter",
         taking("left", "inner", unless="left.inner")),
    # "the last five months of 2023"
    _row("run", "of", "year month quarter half", taking("left", "inner", when="left.number")),
    _row("run", "of", "span",
         taking("left", "inner", when="left.number right.unit=year|month|quarter")),
    _row("span", "bare", "quarter half month", merges.years_part),
    # "the week of the 18th"
    _row("week_of", "month", "day weekday monthday holiday",
         taking("left", "inner", unless="left.inner")),
    _row("part weekday day near", "bare into", "weekday day near part", merges.overnight),
    _row(_DAY, "bare clock", "time", hours.day_time),
    _row("time", "bare day", _DAY, mirrored(hours.day_time)),
    _row("time", "bare part", "part", hours.time_part),
    _row("part", "bare clock", "time", hours.part_time),
    _row(_DAY, "bare part", "part", hours.day_part),
    _row("part", "bare part", _DAY, hours.part_day),
    _row("month day", "bare of", "year", taking("left", "year", unless=_FREE, years="left")),
    _row("half holiday", "bare of", "year", taking("left", "year", unless=_FREE)),
    _row("season quarter", "bare of", "year",
         taking("left", "year", unless=_FREE + " gap.comma")),
    # "2018 May"
    _row("year", "bare", "month day",
         taking("right", "year", years="none",
                unless="right.year right.which gap.comma gap.article gap.sign")),
    # "May last year", "4 May of the previous year"
    _row("month day quarter half season holiday", "bare month", "span",
         taking("left", "which", when="right.unit=year right.which",
                unless="left.year left.which", of_year=True)),
    # "October the year before", "May a year later"
    _row("month day quarter half season holiday", "bare month", "beside shift", merges.year_beside),
    # "two weeks ago today", "a year ago this month"
    _row("shift", "bare", "near",
         taking("left", "inner", when="left.shift=ago right.number=0",
                unless="left.unit=second|minute|hour gap.comma")),
    _row("shift", "bare", "span",
         taking("left", "inner", when="left.shift=ago right.which=this",
                unless="left.unit=second|minute|hour gap.comma")),
    _row("range", "bare of", "year", merges.range_year),
    _row("range", "bare of", "span", merges.range_of_span),
    *(_row(kind, "range link", _ALL, range_of) for kind in _ALL.split()),
)  # fmt: skip

_BY_KINDS: dict[tuple[Kind, Kind], tuple[Row, ...]] = {}
for _row_ in _ROWS:
    for _left in _row_.left:
        for _right in _row_.right:
            _BY_KINDS[_left, _right] = (*_BY_KINDS.get((_left, _right), ()), _row_)
