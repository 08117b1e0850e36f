"""Reckoning with days: what "last Friday" or "the third quarter" is, seen from a given day."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from extractor.languages.calendar import Unit


def shifted_month(day: date, months: int) -> date:
    """The same day so many months later, or the month's last day."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    if not 1 <= year <= 9999:
        return day
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


DAYS: dict[Unit, int] = {"day": 1, "night": 1, "week": 7, "weekend": 7, "fortnight": 14}
_MONTHS: dict[Unit, int] = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}


def shifted(day: date, unit: Unit, count: int) -> date:
    """The day so many units later.

    Raises:
        LookupError: the unit is shorter than a day, or none of the calendar.
        OverflowError: it lies beyond the calendar.
    """
    if unit in DAYS:
        return day + timedelta(days=DAYS[unit] * count)
    months = _MONTHS[unit] * count
    if unit not in ("month", "quarter") and not 1 <= day.year + months // 12 <= date.max.year:
        raise OverflowError(f"{count} {unit}")
    return shifted_month(day, months)


def past_weekday(day: date, weekday: int) -> date:
    """The latest day of that name up to and with `day`."""
    return day - timedelta(days=(day.weekday() - weekday) % 7)


def coming_weekday(day: date, weekday: int) -> date:
    """The first day of that name from `day` on."""
    return day + timedelta(days=(weekday - day.weekday()) % 7)


def next_weekday(day: date, weekday: int) -> date:
    """The first day of that name after `day`."""
    return day + timedelta(days=(weekday - day.weekday() - 1) % 7 + 1)


def weekday_of_week(day: date, weekday: int, weeks: int = 0) -> date:
    """The day of that name in the week that holds `day`, or so many weeks later; weeks begin on
    Monday."""
    return day + timedelta(weeks=weeks, days=weekday - day.weekday())


def quarter_begin(day: date) -> date:
    """The first day of the quarter that holds `day`."""
    return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)


def valid(year: int, month: int, day: int) -> date | None:
    """The day, if the calendar has it."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def week(day: date) -> str:
    """The ISO week that holds a day."""
    year, number, _ = day.isocalendar()
    return f"{year:04d}-W{number:02d}"


def month(year: int, number: int) -> str:
    """A month in ISO form."""
    return f"{year:04d}-{number:02d}"


def nth_weekday(year: int, number: int, weekday: int, count: int) -> date:
    """The count-th weekday of a month."""
    return coming_weekday(date(year, number, 1), weekday) + timedelta(weeks=count - 1)
