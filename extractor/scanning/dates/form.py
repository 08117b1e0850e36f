"""Resolved dates by their grain: how days, months, years and times are written in ISO 8601."""

from __future__ import annotations

from datetime import date, timedelta

from extractor.languages.calendar import Unit
from extractor.scanning.dates import reckoning
from extractor.scanning.dates.piece import NOTHING, Clock, Piece, Resolved
from extractor.schemas.figure import DatePrecision

_GRAINS: dict[Unit, DatePrecision] = {
    "month": "month", "quarter": "quarter", "year": "year", "decade": "decade",
    "century": "century",
}  # fmt: skip
"""Units whose stretches are written in their own grain; others in days."""


def day(on: date, piece: Piece, *, relative: bool, note: str | None = None) -> Resolved:
    """A day with the time or the part of day that a piece gives."""
    if piece.part == "overnight":
        before = on - timedelta(days=1) if piece.into else on
        after = before + timedelta(days=1)
        return days(before, after, "part_of_day", relative=relative, note=note)
    if piece.clock is not None:
        iso = f"{on.isoformat()}T{clock(piece.clock)}"
        return Resolved(iso, clock_precision(piece.clock), relative, note, on, on)
    precision: DatePrecision = "part_of_day" if piece.part else "day"
    return Resolved(on.isoformat(), precision, relative, note, on, on)


def days(
    first: date, last: date, precision: DatePrecision, *, relative: bool, note: str | None = None
) -> Resolved:
    """An interval of days."""
    iso = f"{first.isoformat()}/{last.isoformat()}"
    return Resolved(iso, precision, relative, note, first, last)


def months(
    year: int, month: int, length: int, precision: DatePrecision, *, relative: bool
) -> Resolved:
    """A month, or an interval of months."""
    first = date(year, month, 1)
    end = reckoning.shifted_month(first, length - 1)
    if end == first and length > 1:
        return NOTHING  # beyond the calendar
    last = (
        reckoning.shifted_month(end, 1) - timedelta(days=1) if end < date(9999, 12, 1) else date.max
    )
    iso = reckoning.month(year, month)
    if length > 1:
        iso += f"/{reckoning.month(end.year, end.month)}"
    return Resolved(iso, precision, relative, None, first, last)


def years(
    first: int, last: int, precision: DatePrecision, *, relative: bool, note: str | None = None
) -> Resolved:
    """A year, or an interval of years."""
    iso = f"{first:04d}" if first == last else f"{first:04d}/{last:04d}"
    return Resolved(iso, precision, relative, note, date(first, 1, 1), date(last, 12, 31))


def between(first: date, last: date, unit: Unit, *, relative: bool = True) -> Resolved:
    """An interval in the grain of a unit."""
    precision = _GRAINS.get(unit)
    if precision is None:
        return days(first, last, "day", relative=relative)
    if unit in ("month", "quarter"):
        iso = f"{reckoning.month(first.year, first.month)}/{reckoning.month(last.year, last.month)}"
    else:
        iso = f"{first.year:04d}/{last.year:04d}"
    return Resolved(iso, precision, relative, None, first, last)


def stretch(on: date, unit: Unit) -> Resolved:
    """The week, month, quarter, year … that holds a day."""
    if unit == "day":
        return Resolved(on.isoformat(), "day", True, None, on, on)
    if unit == "week":
        monday = reckoning.weekday_of_week(on, 0)
        return Resolved(reckoning.week(on), "week", True, None, monday, monday + timedelta(days=6))
    if unit == "weekend":
        saturday = reckoning.weekday_of_week(on, 5)
        return days(saturday, saturday + timedelta(days=1), "day", relative=True)
    if unit == "month":
        return months(on.year, on.month, 1, "month", relative=True)
    if unit == "quarter":
        return months(on.year, reckoning.quarter_begin(on).month, 3, "quarter", relative=True)
    if unit == "year":
        return years(on.year, on.year, "year", relative=True)
    if unit == "decade":
        first = on.year // 10 * 10
        return years(max(first, 1), first + 9, "decade", relative=True)
    if unit == "century":
        first = on.year // 100 * 100
        return years(max(first, 1), first + 99, "century", relative=True)
    return NOTHING


def clock(time: Clock) -> str:
    """The time of day."""
    text = f"{time.hour:02d}:{time.minute:02d}"
    if time.second is not None:
        text += f":{time.second}"
    return text + (time.zone or "")


def clock_precision(time: Clock) -> DatePrecision:
    """The grain of a time of day."""
    if time.second is None:
        return "time"
    return "hundredth" if "." in time.second else "second"
