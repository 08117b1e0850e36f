"""Dates in a list share what the last of them says: "in September and October next year", "in early
and late May"."""

from __future__ import annotations

from collections.abc import Callable

from extractor.scanning.dates.context import Context
from extractor.scanning.dates.gaps import Gap, gap_between
from extractor.scanning.dates.hours import share_half
from extractor.scanning.dates.piece import Kind, Piece
from extractor.scanning.dates.ranges import place_in_year

Share = Callable[[Piece, Piece, bool], Piece | None]
"""What a date takes from the next one; the third says whether the two surely make a list, and are
not parted by a comma alone."""


def shared(text: Context, pieces: list[Piece]) -> list[Piece]:
    """The dates with what the next in their list says for all of it: a year, a week, a day."""
    is_listed = False
    for index in range(len(pieces) - 2, -1, -1):
        first, second = pieces[index], pieces[index + 1]
        share = _SHARES.get((first.kind, second.kind))
        gap = gap_between(text, first.end, second.start) if share is not None else None
        if share is None or gap is None:
            is_listed = False
            continue
        is_comma = gap.comma and gap.is_bare
        is_joined = "list" in gap.kinds
        if is_joined:
            is_listed = not gap.comma or is_listed or _is_item(text, pieces, index)
        else:
            is_listed = is_listed and is_comma
        if first.kind == "set" and is_joined and not gap.comma:
            pieces[index + 1] = _repeated(second)
        elif is_joined or is_comma:
            taken = share(first, second, is_listed)
            if taken is not None:
                pieces[index] = _with_part(taken, second, gap, is_listed)
    return pieces


def with_portions(text: Context, pieces: list[Piece]) -> list[Piece]:
    """The dates with other parts of them that are named before: "in early and late May 2025"."""
    if all(piece.portion is None for piece in pieces):
        return pieces
    found: list[Piece] = []
    for piece in pieces:
        if piece.portion is not None:
            found += _portions_before(text, piece, found[-1].end if found else 0)
        found.append(piece)
    return found


def _portions_before(text: Context, piece: Piece, floor: int) -> list[Piece]:
    joint = text.joint_before(piece.start)
    if joint is None or joint.is_range or joint.sign == ",":
        return []
    other = text.calendar.portions.back(text.words, joint.place)
    if other is None or other[0] < floor or other[1] == piece.portion:
        return []
    start = text.with_the(other[0])
    part = piece._replace(start=start, end=joint.place, portion=other[1], years=(), counted=())
    return [part]


def _is_item(text: Context, pieces: list[Piece], index: int) -> bool:
    """Whether a comma parts a date from one of its kind before it: "May, June, and July"."""
    before, piece = pieces[index - 1], pieces[index]
    gap = (
        gap_between(text, before.end, piece.start) if index and before.kind == piece.kind else None
    )
    return gap is not None and gap.comma and gap.is_bare


def _repeated(piece: Piece) -> Piece:
    """A weekday behind one that comes again: "every Monday and Thursday"."""
    return piece._replace(kind="set") if piece.which is None else piece


def _with_part(first: Piece, second: Piece, gap: Gap, is_listed: bool) -> Piece:
    """The date in the part of the day of the next one, where a choice is left between the two."""
    is_choice = "choice" in gap.kinds and is_listed
    if not is_choice or first.kind not in ("weekday", "day", "near") or first.clock is not None:
        return first
    return first._replace(part=first.part or second.part)


def _year(first: Piece, second: Piece, is_listed: bool) -> Piece | None:
    """The year of the next: "in May and June 2024", "in May and June last year"."""
    if first.year is not None or first.which is not None:
        return None
    place, other = place_in_year(first), place_in_year(second)
    if place == other:
        return None
    if second.of_year and (is_listed or first.is_listed):
        return first._replace(which=second.which, of_year=True)
    if second.year is not None:
        return first._replace(year=second.year - (place > other))
    return first


def _week(first: Piece, second: Piece, is_listed: bool) -> Piece | None:
    """The week of the next: "on Monday and Tuesday next week"."""
    if second.of_week and is_listed and first.which is None:
        return first._replace(which=second.which, of_week=True)
    return _year(first, second, is_listed) or first


def _plural(first: Piece, second: Piece, is_listed: bool) -> Piece | None:
    """A weekday that comes again as the next does: "on Monday and Tuesday mornings"."""
    if not is_listed or first.which is not None or first.clock is not None or second.part is None:
        return None
    return first._replace(kind="set", part=second.part)


def _of_month(first: Piece, second: Piece, is_listed: bool) -> Piece | None:
    """A day of the month that the next one names: "the 4th and 9th of last month"."""
    if not is_listed or second.unit != "day" or second.inner is None:
        return None
    return second._replace(start=first.start, end=first.end, number=first.day, counted=())


def _time(first: Piece, second: Piece, is_listed: bool) -> Piece | None:
    """The half of the day, and the day, of the next: "at 3 and 5 p.m. on Friday"."""
    if not is_listed or second.clock is None:
        return None
    time = share_half(first, second)[0]
    return second._replace(start=first.start, end=first.end, clock=time.clock, years=(), counted=())


def _whole(first: Piece, second: Piece, is_listed: bool) -> Piece | None:
    """The month of the next: "on the first and third Monday of May"."""
    if not is_listed or first.inner is not None or second.inner is None:
        return None
    return first._replace(inner=second.inner, is_weak=False)


def _same(first: Piece, second: Piece, is_listed: bool) -> Piece | None:
    return first


_SHARES: dict[tuple[Kind, Kind], Share] = {
    ("month", "month"): _year, ("day", "day"): _year, ("season", "season"): _year,
    ("quarter", "quarter"): _year, ("half", "half"): _year, ("holiday", "holiday"): _year,
    ("weekday", "weekday"): _week, ("near", "near"): _same,
    ("weekday", "set"): _plural, ("set", "weekday"): _same,
    ("monthday", "nth"): _of_month, ("nth", "nth"): _whole,
    ("time", "time"): _time, ("time", "weekday"): _time, ("time", "day"): _time,
    ("time", "near"): _time,
}  # fmt: skip
"""What two neighbours of these kinds share."""
