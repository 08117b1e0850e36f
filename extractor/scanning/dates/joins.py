"""Pieces of dates that stand together, joined: "Monday, July 28, 2014", "Friday at 6 pm".

`_ROWS` is the whole of it: what the left piece may be, by what the text joins the two, what the
right one may be, and what becomes of them. The first row that fits counts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import NamedTuple, get_args

from extractor.languages.calendar import Joiner
from extractor.scanning.dates.context import Context
from extractor.scanning.dates.piece import Clock, Kind, Piece

_WIDEST = 9
"""Tokens that may stand between two pieces of one date."""
_SMALL = frozenset({"second", "minute", "hour"})
_HALVES = {"am": 0, "pm": 12}
_HEDGED: frozenset[Joiner] = frozenset({"clock"})
"""What "about" alone joins: "Friday around noon"."""


class Gap(NamedTuple):
    """What stands between two pieces."""

    kinds: frozenset[Joiner]
    """What it may join, "the" and words like "about" left out."""
    is_bare: bool
    """Whether it is a space, a comma, or both."""
    sign: str
    """The joining words or sign."""
    comma: bool
    article: bool


def _gap(text: Context, start: int, end: int) -> Gap | None:
    """What stands between two pieces; none where they cannot be one date."""
    words, small = text.words, text.calendar.words
    if end - start > _WIDEST or start > end:
        return None
    between = words[start:end]
    if any("\n" in word for word in between):
        return None
    comma = bool(between) and "," in between
    kept = [word for word in between if word not in (" ", ",")]
    article = any(word in small.the for word in kept)
    plain = [word for word in kept if word not in small.the]
    sign = " ".join(plain)
    joiners = text.calendar.joiners
    kinds = joiners.get(sign)
    if kinds is None:
        unhedged = [word for word in plain if word not in small.hedges]
        kinds = joiners.get(" ".join(unhedged)) if unhedged else _HEDGED
    return Gap(kinds or frozenset(), not plain, sign, comma, article)


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
    for piece in _hours(text, pieces):
        whole = _headed(text, piece) if piece.kind == "range" else piece
        while joined:
            merged = _merged(text, joined[-1], whole)
            if merged is None:
                break
            joined.pop()
            whole = merged
        joined.append(whole)
    return _shared(text, joined)


def _hours(text: Context, pieces: Iterable[Piece]) -> list[Piece]:
    """The pieces with two times of the clock joined first: in "Wednesday from 3:00 to 3:45 pm"
    the half of the day and the weekday are of both."""
    joined: list[Piece] = []
    for piece in pieces:
        if joined and joined[-1].kind == piece.kind == "time":
            gap = _gap(text, joined[-1].end, piece.start)
            whole = _range(text, joined[-1], piece, gap) if gap is not None else None
            if whole is not None:
                joined[-1] = whole
                continue
        joined.append(piece)
    return joined


def _merged(text: Context, left: Piece, right: Piece) -> Piece | None:
    if right.start - left.end > _WIDEST:
        return None
    rows = _BY_KINDS.get((left.kind, right.kind), ())
    if not rows:
        return None
    gap = _gap(text, left.end, right.start)
    if gap is None:
        return None
    for row in rows:
        if (gap.is_bare and "bare" in row.joiners) or not row.joiners.isdisjoint(gap.kinds):
            merged = row.merge(text, left, right, gap)
            if merged is not None:
                return merged
    return None


def over(kept: Piece, left: Piece, right: Piece) -> Piece:
    """A piece stretched over both, with the figures that stand in either."""
    return replace(
        kept, start=left.start, end=right.end, is_weak=False,
        years=tuple(sorted({*left.years, *right.years})),
        counted=tuple(sorted({*left.counted, *right.counted})),
    )  # fmt: skip


# What may become of two pieces.


def _from_there(text: Context, left: Piece, right: Piece, gap: Gap) -> Piece | None:
    """A stretch counted from a date: "two days before yesterday"."""
    if left.inner is not None or left.shift not in ("before", "after", "from"):
        return None
    if left.unit in _SMALL or gap.comma:
        return None
    small = text.calendar.words
    if left.shift == "from" and text.word_before(left.start) in small.lasting:
        return right  # "for five years from 1 April" begins on the day that is named
    hedged = text.back(text.vocabulary.limits, left.start) is not None
    return over(replace(left, inner=right, count=None if hedged else left.count), left, right)


def _ago_today(text: Context, left: Piece, right: Piece, gap: Gap) -> Piece | None:
    """ "two weeks ago today"."""
    is_day = left.shift == "ago" and left.unit not in _SMALL
    return over(left, left, right) if is_day and right.count == 0 else None


def _weekday_of_shift(text: Context, left: Piece, right: Piece, gap: Gap) -> Piece | None:
    """A weekday beside a stretch: "Thursday, two years from now", "two months from today on
    Tuesday"."""
    if left.kind == "weekday":
        return over(replace(right, weekday=left.weekday), left, right)
    if left.unit == "hour" or right.which is not None:
        return None
    return over(replace(left, weekday=right.weekday), left, right)


def _weekday_of_day(text: Context, left: Piece, right: Piece, gap: Gap) -> Piece | None:
    """A weekday with its date: "Monday, July 28"."""
    if gap.sign not in ("", "-", "–") or (right.weekday is not None and left.kind == "weekday"):
        return None
    if right.kind == "near" or right.is_listed:
        return None
    whole = replace(
        right, weekday=left.weekday, part=right.part or left.part, clock=right.clock or left.clock
    )
    return over(whole, left, right)


def _abbreviated_day(text: Context, left: Piece, right: Piece, gap: Gap) -> Piece | None:
    """ "Fri. July 4"; but not "It shut on Friday. July 4 is a holiday."."""
    if gap.sign.rstrip() != "." or left.end - left.start > 1:
        return None
    name = text.words[left.end - 1]
    return _weekday_of_day(text, left, right, gap._replace(sign="")) if len(name) < 6 else None


def _near_day(text: Context, left: Piece, right: Piece, gap: Gap) -> Piece | None:
    """ "tomorrow, 13/04/21"; a weekday behind it stays by itself."""
    return over(right, left, right) if gap.sign in ("", "-", "–") else None


def _weekday_of_range(text: Context, left: Piece, right: Piece, gap: Gap) -> Piece | None:
    """The date of the last weekday of a range: "from Monday, July 2 to Sunday, July 8"."""
    end = left.right
    if end is None or end.kind != "weekday":
        return None
    day = replace(right, weekday=end.weekday)
    return over(_ranged(left, left.inner, day), left, right)


def _week_of_weekday(text: Context, left: Piece, right: Piece, gap: Gap) -> Piece | None:
    """ "next week on Tuesday", "Tuesday of next week"."""
    week, day = (left, right) if left.kind == "span" else (right, left)
    if week.unit != "week" or week.which is None or day.which is not None:
        return None
    return over(replace(day, which=week.which, of_week=True), left, right)


def _week_of_nth(text: Context, left: Piece, right: Piece, gap: Gap) -> Piece | None:
    """ "the first week of June, on Tuesday"."""
    if left.unit != "week" or left.inner is None or left.weekday is not None or right.which:
        return None
    return over(replace(left, weekday=right.weekday), left, right)


def _nth_in(text: Context, left: Piece, right: Piece, gap: Gap) -> Piece | None:
    """ "the first Tuesday of May", "the last week of 2018"."""
    if left.inner is not None or (right.kind == "span" and right.unit not in ("month", "year")):
        return None
    return over(replace(left, inner=right), left, right)


def _in_nth(text: Context, left: Piece, right: Piece, gap: Gap) -> Piece | None:
    return over(replace(right, clock=left.clock), left, right)


def _inner(text: Context, left: Piece, right: Piece, gap: Gap) -> Piece | None:
    """ "the week of the 18th"."""
    return over(replace(left, inner=right), left, right) if left.inner is None else None


def _end_of(text: Context, left: Piece, right: Piece, gap: Gap) -> Piece | None:
    """ "the last five months of 2023"."""
    if left.count is None or (
        right.kind == "span" and right.unit not in ("year", "month", "quarter")
    ):
        return None
    return over(replace(left, inner=right), left, right)


def _years_part(text: Context, left: Piece, right: Piece, gap: Gap) -> Piece | None:
    """ "next year's second quarter"."""
    if left.end - 1 not in text.owners or left.unit != "year" or right.year is not None:
        return None
    if right.which is not None or gap.comma:
        return None
    return over(replace(right, which=left.which, of_year=True), left, right)


def _set(text: Context, left: Piece, right: Piece, gap: Gap) -> Piece | None:
    """ "3pm each day", "every evening at 7:13": no one day."""
    if right.kind == "range" and (right.inner is None or right.inner.kind != "time"):
        return None
    return over(left if left.kind == "set" else right, left, right)


def _overnight(text: Context, left: Piece, right: Piece, gap: Gap) -> Piece | None:
    """ "overnight into Friday", "Sunday overnight"."""
    night, day = (left, right) if left.part == "overnight" else (right, left)
    if night.part != "overnight" or day.part or day.clock is not None:
        return None
    if day is left and not gap.is_bare:
        return None
    into = day is right and gap.sign in ("into", "to")
    return over(replace(day, part="overnight", into=into), left, right)


def _day_time(text: Context, left: Piece, right: Piece, gap: Gap) -> Piece | None:
    """A day with a time of the clock behind it."""
    if left.clock is not None or (left.kind == "span" and left.unit != "day"):
        return None
    time = _in_part(text, right, left.part) if left.part else right
    return over(replace(left, clock=time.clock), left, right)


def _time_day(text: Context, left: Piece, right: Piece, gap: Gap) -> Piece | None:
    """A time of the clock with a day behind it."""
    if right.clock is not None or (right.kind == "span" and right.unit != "day"):
        return None
    time = _in_part(text, left, right.part) if right.part else left
    return over(replace(right, clock=time.clock), left, right)


def _in_part(text: Context, piece: Piece, part: str | None) -> Piece:
    """A time in the half of the day that a part of the day names."""
    clock, half = piece.clock, text.calendar.half_of(part)
    if clock is None or clock.half is not None or clock.hour > 12:
        return piece
    if half == "night":
        half = "pm" if clock.hour % 12 >= 5 else "am"
    if half not in _HALVES:
        return piece
    return replace(piece, clock=_moved(clock, clock.hour % 12 + _HALVES[half], half))


def _moved(clock: Clock, hour: int, half: str | None) -> Clock:
    return replace(clock, hour=hour % 24, half=half)


def _time_part(text: Context, left: Piece, right: Piece, gap: Gap) -> Piece | None:
    """ "3 in the morning", "7 this evening", "11 last night"."""
    if right.clock is not None:
        return None
    whole = _in_part(text, left, right.part)
    if right.which in ("this", "last"):
        step = -1 if right.which == "last" else 0
        whole = replace(whole, kind="near", count=step)
    return over(whole, left, right)


def _part_time(text: Context, left: Piece, right: Piece, gap: Gap) -> Piece | None:
    """ "last night at 8", "this morning, 9 o'clock"."""
    if left.which not in ("this", "last") or left.clock is not None:
        return None
    step = -1 if left.which == "last" else 0
    return over(replace(_in_part(text, right, left.part), kind="near", count=step), left, right)


def _day_part(text: Context, left: Piece, right: Piece, gap: Gap) -> Piece | None:
    """ "Thursday afternoon", "yesterday at noon"."""
    if left.part is not None or left.clock is not None or right.which is not None:
        return _time_of_day_part(text, left, right)
    if right.clock is not None:
        return over(replace(left, clock=right.clock), left, right)
    return over(replace(left, part=right.part), left, right)


def _time_of_day_part(text: Context, left: Piece, right: Piece) -> Piece | None:
    if (
        left.clock is None
        or left.part is not None
        or right.which is not None
        or right.clock is not None
    ):
        return None
    return over(_in_part(text, left, right.part), left, right)


def _part_day(text: Context, left: Piece, right: Piece, gap: Gap) -> Piece | None:
    """ "the night of 3 May", "nightfall on Tuesday"."""
    if right.part is not None or left.which is not None or right.clock is not None:
        return None
    if left.is_weak and gap.is_bare:
        return None
    if left.clock is not None:
        return over(replace(right, clock=left.clock), left, right)
    return over(replace(right, part=left.part), left, right)


def _with_year(text: Context, left: Piece, right: Piece, gap: Gap) -> Piece | None:
    """A year behind a day, a month, a season."""
    if left.year is not None or left.of_year or (gap.comma and left.kind in ("season", "quarter")):
        return None
    if left.kind in ("day", "month"):
        return replace(over(replace(left, year=right.year), left, right), years=left.years)
    return over(replace(left, year=right.year), left, right)


def _year_first(text: Context, left: Piece, right: Piece, gap: Gap) -> Piece | None:
    """ "2018 May"."""
    if right.year is not None or gap.comma or gap.article or right.which is not None or gap.sign:
        return None
    return replace(over(replace(right, year=left.year), left, right), years=())


def _of_year(text: Context, left: Piece, right: Piece, gap: Gap) -> Piece | None:
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


def _range_year(text: Context, left: Piece, right: Piece, gap: Gap) -> Piece | None:
    """A year behind a range binds to all of it."""
    start, end = left.inner, left.right
    if start is None or end is None or end.year is not None:
        return None
    if end.kind not in ("day", "month", "season", "quarter"):
        return None
    end = replace(end, year=right.year)
    return replace(over(_ranged(left, start, end), left, right), years=left.years)


def _range_of_year(text: Context, left: Piece, right: Piece, gap: Gap) -> Piece | None:
    """ "from May to July last year"."""
    start, end = left.inner, left.right
    if start is None or end is None or right.unit != "year" or right.which is None:
        return None
    if end.kind not in ("day", "month") or end.year is not None or end.which is not None:
        return None
    first = replace(start, which=right.which, of_year=True)
    last = replace(end, which=right.which, of_year=True)
    return over(replace(left, inner=first, right=last), left, right)


def _hours_day(text: Context, left: Piece, right: Piece, gap: Gap) -> Piece | None:
    """ "between 3 and 8am on Monday", "between 6 and 8:30 last night"."""
    return _hours_on(text, left, right, left, right)


def _day_hours(text: Context, left: Piece, right: Piece, gap: Gap) -> Piece | None:
    """ "Wednesday from 3:00 to 3:45 pm"."""
    return _hours_on(text, right, left, left, right)


def _hours_on(text: Context, hours: Piece, day: Piece, left: Piece, right: Piece) -> Piece | None:
    start, end = hours.inner, hours.right
    if start is None or end is None or start.kind != "time" or end.kind != "time":
        return None
    if day.clock is not None or (day.kind == "span" and day.unit != "day"):
        return None
    if day.kind == "part":
        if day.clock is not None:
            return None
        start, end = _in_part(text, start, day.part), _in_part(text, end, day.part)
        if day.which not in ("this", "last"):
            return over(replace(hours, inner=start, right=end), left, right)
        day = replace(day, kind="near", count=-1 if day.which == "last" else 0, which=None)
    start, end = _in_part(text, start, day.part), _in_part(text, end, day.part)
    first = replace(day, clock=start.clock)
    last = replace(day, clock=end.clock)
    return over(replace(hours, inner=first, right=last), left, right)


def _night_of_range(text: Context, left: Piece, right: Piece, gap: Gap) -> Piece | None:
    """ "on the night of 14-15 June"."""
    return over(right, left, right) if "of" in gap.kinds else None


_DAYS: frozenset[Kind] = frozenset({"day", "month", "year", "weekday", "near", "holiday", "season"})


def _range(text: Context, left: Piece, right: Piece, gap: Gap) -> Piece | None:
    """The two as the ends of a range."""
    between = "link" in gap.kinds and text.word_before(left.start) in text.calendar.words.between
    if not between and "range" not in gap.kinds:
        return None
    if left.kind == "century" and left.is_open and right.kind == "decade":
        # "from the 1900s to the 1950s"
        left = replace(left, kind="decade", year=100 * ((left.count or 1) - 1), is_open=False)
    if left.kind != right.kind and not {left.kind, right.kind} <= _DAYS:
        return None
    if left.kind == right.kind == "year" and (left.year or 0) >= (right.year or 0):
        return None
    if left.is_weak or (right.is_weak and right.kind != "time") or left.part == "overnight":
        return None
    whole = _ranged(Piece(left.start, right.end, "range"), left, right)
    return _headed(text, over(whole, left, right))


def _headed(text: Context, piece: Piece) -> Piece:
    """The range with "from" or "between" before it."""
    is_headed = text.word_before(piece.start) in text.calendar.words.list_before
    if not is_headed or text.words[piece.start - 1] != " ":
        return piece
    return replace(piece, start=piece.start - 2)


def _ranged(whole: Piece, start: Piece | None, end: Piece) -> Piece:
    """A range whose ends have taken from each other what they lack."""
    assert start is not None
    if start.kind == end.kind and start.kind in ("day", "month", "season", "quarter"):
        later = place_in_year(start) > place_in_year(end)
        if start.year is None and end.year is not None and not start.of_year:
            start = replace(start, year=end.year - later)
        elif end.year is None and start.year is not None and not end.of_year:
            end = replace(end, year=start.year + later)
        elif end.of_year and not start.of_year and start.which is None and start.year is None:
            start = replace(start, which=end.which, of_year=True)
    elif start.kind == end.kind == "time":
        start, end = _share_half(start, end)
    return replace(whole, inner=start, right=end)


def _share_half(start: Piece, end: Piece) -> tuple[Piece, Piece]:
    """Two times in the half of the day that one of them names, or that their order asks for."""
    first, last = start.clock, end.clock
    assert first is not None
    assert last is not None
    first = replace(first, zone=first.zone or last.zone)
    last = replace(last, zone=last.zone or first.zone)
    start, end = replace(start, clock=first), replace(end, clock=last)
    if first.half is None and last.half in _HALVES and first.hour <= 12:
        hour = _HALVES[last.half] + first.hour % 12
        later = 0 if (hour, first.minute) <= (last.hour, last.minute) else 12
        return replace(start, clock=_moved(first, hour + later, last.half)), end
    if last.half is None and first.half in _HALVES and last.hour <= 12:
        hour = _HALVES[first.half] + last.hour % 12
        later = 0 if (hour, last.minute) >= (first.hour, first.minute) else 12
        return start, replace(end, clock=_moved(last, hour + later, first.half))
    is_before = (last.hour, last.minute) <= (first.hour, first.minute)
    if (
        first.half is last.half is None
        and last.hour < 12
        and is_before
        and first.hour < last.hour + 12
    ):
        return start, replace(end, clock=_moved(last, last.hour + 12, None))
    return start, end


def place_in_year(piece: Piece) -> tuple[int, int]:
    """What orders two dates of one year."""
    if piece.kind in ("quarter", "half"):
        return piece.count or 0, 0
    return piece.month or 0, piece.day or 0


_SHARED: frozenset[Kind] = frozenset({"month", "day", "season", "quarter", "half"})


def _shared(text: Context, pieces: list[Piece]) -> list[Piece]:
    """The dates with the year of the next in their list: "in May and June 2024"."""
    for index in range(len(pieces) - 2, -1, -1):
        first, second = pieces[index], pieces[index + 1]
        if first.kind not in _SHARED or first.kind != second.kind or first.year is not None:
            continue
        if second.year is None and not second.of_year:
            continue
        if first.which is not None or second.start - first.end > _WIDEST:
            continue
        gap = _gap(text, first.end, second.start)
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
_ALL = "day monthday month year weekday near holiday season quarter half decade century time"
_ROWS = (
    _row("shift", "bare", _DAY + " month year", _from_there),
    _row("weekday", "bare", "shift", _weekday_of_shift),
    _row("shift", "on", "weekday", _weekday_of_shift),
    _row("range", "bare", "day", _weekday_of_range),
    _row("part", "of", "range", _night_of_range),
    _row("set", "bare clock", "time range", _set),
    _row("time weekday part", "bare", "set", _set),
    _row("span time", "bare day", "time span", _time_day),
    _row("span", "clock", "time", _day_time),
    _row("range", "bare day", _DATED + " part", _hours_day),
    _row(_DATED + " part", "bare clock", "range", _day_hours),
    _row("weekday", "bare clock", "day holiday", _weekday_of_day),
    _row("weekday", "on", "day", _abbreviated_day),
    _row("near holiday", "bare clock", "day", _near_day),
    _row("span weekday", "bare on day", "weekday span", _week_of_weekday),
    _row("nth", "bare on", "weekday", _week_of_nth),
    _row("nth", "of", "month year span", _nth_in),
    _row("time", "bare day", "nth", _in_nth),
    _row("beside", "bare", _DAY + " year month quarter", _inner),
    _row("run", "of", "year month quarter half span", _end_of),
    _row("span", "bare", "quarter half month", _years_part),
    _row("week_of", "month", "day weekday monthday holiday", _inner),
    _row("part weekday day near", "bare into", "weekday day near part", _overnight),
    _row(_DAY, "bare clock", "time", _day_time),
    _row("time", "bare day", _DAY, _time_day),
    _row("time", "bare part", "part", _time_part),
    _row("part", "bare clock", "time", _part_time),
    _row(_DAY, "bare part", "part", _day_part),
    _row("part", "bare part", _DAY, _part_day),
    _row("month season day quarter half holiday", "bare of", "year", _with_year),
    _row("year", "bare", "month day", _year_first),
    _row("month day quarter half season holiday", "bare month", "span", _of_year),
    _row("shift", "bare", "near", _ago_today),
    _row("range", "bare of", "year", _range_year),
    _row("range", "bare of", "span", _range_of_year),
    *(_row(kind, "range link", _ALL, _range) for kind in _ALL.split()),
)

_BY_KINDS: dict[tuple[Kind, Kind], tuple[Row, ...]] = {}
for _row_ in _ROWS:
    for _left in _row_.left:
        for _right in _row_.right:
            _BY_KINDS[_left, _right] = (*_BY_KINDS.get((_left, _right), ()), _row_)
