"""Times of the clock and parts of the day, joined to their days and to each other."""

from __future__ import annotations

from dataclasses import replace

from extractor.scanning.dates.context import Context
from extractor.scanning.dates.gaps import Gap, over
from extractor.scanning.dates.piece import Clock, Piece

_HALVES = {"am": 0, "pm": 12}


def day_time(text: Context, left: Piece, right: Piece, gap: Gap) -> Piece | None:
    """A day with a time of the clock behind it."""
    if left.clock is not None or (left.kind == "span" and left.unit != "day"):
        return None
    time = _in_part(text, right, left.part) if left.part else right
    return over(replace(left, clock=time.clock), left, right)


def time_day(text: Context, left: Piece, right: Piece, gap: Gap) -> Piece | None:
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


def time_part(text: Context, left: Piece, right: Piece, gap: Gap) -> Piece | None:
    """ "3 in the morning", "7 this evening", "11 last night"."""
    if right.clock is not None:
        return None
    whole = _in_part(text, left, right.part)
    if right.which in ("this", "last"):
        step = -1 if right.which == "last" else 0
        whole = replace(whole, kind="near", count=step)
    return over(whole, left, right)


def part_time(text: Context, left: Piece, right: Piece, gap: Gap) -> Piece | None:
    """ "last night at 8", "this morning, 9 o'clock"."""
    if left.which not in ("this", "last") or left.clock is not None:
        return None
    step = -1 if left.which == "last" else 0
    return over(replace(_in_part(text, right, left.part), kind="near", count=step), left, right)


def day_part(text: Context, left: Piece, right: Piece, gap: Gap) -> Piece | None:
    """ "Thursday afternoon", "yesterday at noon"."""
    half = text.calendar.half_of
    if left.part and right.which is None and half(left.part) == half(right.part) and not gap.comma:
        return over(left, left, right)  # "in the early hours of Monday morning"
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


def part_day(text: Context, left: Piece, right: Piece, gap: Gap) -> Piece | None:
    """ "the night of 3 May", "nightfall on Tuesday"."""
    if right.part is not None or left.which is not None or right.clock is not None:
        return None
    if left.is_weak and gap.is_bare:
        return None
    if left.clock is not None:
        return over(replace(right, clock=left.clock), left, right)
    return over(replace(right, part=left.part), left, right)


def hours_day(text: Context, left: Piece, right: Piece, gap: Gap) -> Piece | None:
    """ "between 3 and 8am on Monday", "between 6 and 8:30 last night"."""
    return _hours_on(text, left, right, left, right)


def day_hours(text: Context, left: Piece, right: Piece, gap: Gap) -> Piece | None:
    """ "Wednesday from 3:00 to 3:45 pm"."""
    return _hours_on(text, right, left, left, right)


def _hours_on(text: Context, hours: Piece, day: Piece, left: Piece, right: Piece) -> Piece | None:
    start, end = hours.inner, hours.right
    if start is None or end is None or start.kind != "time" or end.kind != "time":
        return None
    if day.clock is not None or (day.kind == "span" and day.unit != "day"):
        return None
    if day.kind == "part":
        start, end = _in_part(text, start, day.part), _in_part(text, end, day.part)
        if day.which not in ("this", "last"):
            return over(replace(hours, inner=start, right=end), left, right)
        day = replace(day, kind="near", count=-1 if day.which == "last" else 0, which=None)
    start, end = _in_part(text, start, day.part), _in_part(text, end, day.part)
    first = replace(day, clock=start.clock)
    last = replace(day, clock=end.clock)
    return over(replace(hours, inner=first, right=last), left, right)


def share_half(start: Piece, end: Piece) -> tuple[Piece, Piece]:
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
