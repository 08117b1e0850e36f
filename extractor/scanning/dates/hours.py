"""Times of the clock and parts of the day, joined to their days and to each other."""

from __future__ import annotations

from extractor.languages.calendar import Which
from extractor.scanning.dates.context import Context
from extractor.scanning.dates.gaps import Gap, over
from extractor.scanning.dates.piece import Clock, Piece

_HALVES = {"am": 0, "pm": 12}
_NEAR: dict[Which | None, int] = {"this": 0, "last": -1}
"""How many days from now "this morning" and "last night" are."""


def day_time(text: Context, day: Piece, time: Piece, gap: Gap) -> Piece | None:
    """A day with a time of the clock, in either order."""
    if day.clock is not None or (day.kind == "span" and day.unit != "day"):
        return None
    return over(day._replace(clock=_in_part(text, time, day.part).clock), day, time)


def _in_part(text: Context, piece: Piece, part: str | None) -> Piece:
    """A time in the half of the day that a part of the day names."""
    clock, half = piece.clock, text.calendar.half_of(part)
    if clock is None or clock.half is not None or clock.hour > 12:
        return piece
    if half == "night":
        half = "pm" if clock.hour % 12 >= 5 else "am"
    if half not in _HALVES:
        return piece
    return piece._replace(clock=_moved(clock, clock.hour % 12 + _HALVES[half], half))


def _moved(clock: Clock, hour: int, half: str | None) -> Clock:
    return clock._replace(hour=hour % 24, half=half)


def time_part(text: Context, time: Piece, part: Piece, gap: Gap) -> Piece | None:
    """ "3 in the morning", "7 this evening", "11 last night"."""
    whole, step = _in_part(text, time, part.part), _NEAR.get(part.which)
    return over(whole if step is None else whole._replace(kind="near", number=step), time, part)


def part_time(text: Context, part: Piece, time: Piece, gap: Gap) -> Piece | None:
    """ "last night at 8", "this morning, 9 o'clock"."""
    return time_part(text, time, part, gap) if part.which in _NEAR else None


def day_part(text: Context, day: Piece, part: Piece, gap: Gap) -> Piece | None:
    """ "Thursday afternoon", "yesterday at noon", "Friday at 3 in the morning"."""
    half = text.calendar.half_of
    if part.which is not None:
        return None
    if day.part is not None:  # "in the early hours of Monday morning"
        is_same = half(day.part) == half(part.part) and not gap.comma
        return over(day, day, part) if is_same else None
    if day.clock is not None:
        return over(_in_part(text, day, part.part), day, part)
    return over(day._replace(part=part.part), day, part)


def part_day(text: Context, part: Piece, day: Piece, gap: Gap) -> Piece | None:
    """ "the night of 3 May", "nightfall on Tuesday"."""
    if day.part is not None or part.which is not None or day.clock is not None:
        return None
    if part.is_weak and gap.is_bare:
        return None
    return over(day._replace(part=part.part), part, day)


def day_hours(text: Context, day: Piece, hours: Piece, gap: Gap) -> Piece | None:
    """ "Wednesday from 3:00 to 3:45 pm", "between 6 and 8:30 last night", in either order."""
    start, end = hours.inner, hours.right
    if start is None or end is None or not hours.of_hours or end.kind != "time":
        return None
    if day.clock is not None or (day.kind == "span" and day.unit != "day"):
        return None
    start, end = _in_part(text, start, day.part), _in_part(text, end, day.part)
    if day.kind == "part":
        if day.which not in _NEAR:
            return over(hours._replace(inner=start, right=end), day, hours)
        day = day._replace(kind="near", number=_NEAR[day.which], which=None)
    first, last = day._replace(clock=start.clock), day._replace(clock=end.clock)
    return over(hours._replace(inner=first, right=last), day, hours)


def share_half(start: Piece, end: Piece) -> tuple[Piece, Piece]:
    """Two times in the half of the day that one of them names, or that their order asks for."""
    first, last = start.clock, end.clock
    assert first is not None
    assert last is not None
    first = first._replace(zone=first.zone or last.zone)
    last = last._replace(zone=last.zone or first.zone)
    start, end = start._replace(clock=first), end._replace(clock=last)
    if first.half is None and last.half in _HALVES and first.hour <= 12:
        hour = _HALVES[last.half] + first.hour % 12
        later = 0 if (hour, first.minute) <= (last.hour, last.minute) else 12
        return start._replace(clock=_moved(first, hour + later, last.half)), end
    if last.half is None and first.half in _HALVES and last.hour <= 12:
        hour = _HALVES[first.half] + last.hour % 12
        later = 0 if (hour, last.minute) >= (first.hour, first.minute) else 12
        return start, end._replace(clock=_moved(last, hour + later, first.half))
    is_before = (last.hour, last.minute) <= (first.hour, first.minute)
    if (
        first.half is last.half is None
        and last.hour < 12
        and is_before
        and first.hour < last.hour + 12
    ):
        return start, end._replace(clock=_moved(last, last.hour + 12, None))
    return start, end
