"""Reckoning with days: what "last Friday" or "the third quarter" is, seen from a given day."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta


def shifted_month(day: date, months: int) -> date:
    """The same day so many months later, or the month's last day."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    if not 1 <= year <= 9999:
        return day
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def shifted(day: date, unit: str, count: int) -> date | None:
    """The day so many units later; none where it leaves the calendar."""
    try:
        if unit in ("day", "night"):
            return day + timedelta(days=count)
        if unit in ("week", "weekend"):
            return day + timedelta(weeks=count)
        if unit == "fortnight":
            return day + timedelta(weeks=2 * count)
        if unit == "month":
            return shifted_month(day, count)
        if unit == "quarter":
            return shifted_month(day, 3 * count)
        years = {"year": 1, "decade": 10, "century": 100}.get(unit)
        if years is None or not 1 <= day.year + years * count <= 9999:
            return None
        return shifted_month(day, 12 * years * count)
    except OverflowError:
        return None


def past_weekday(day: date, weekday: int) -> date:
    """The latest day of that name up to and with `day`."""
    return day - timedelta(days=(day.weekday() - weekday) % 7)


def next_weekday(day: date, weekday: int) -> date:
    """The first day of that name after `day`."""
    return day + timedelta(days=(weekday - day.weekday() - 1) % 7 + 1)


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


def easter(year: int) -> date:
    """Easter Sunday (the anonymous Gregorian reckoning)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    f = (b + 8) // 25
    g = (b - f + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    el = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * el) // 451
    n = h + el - 7 * m + 114
    return date(year, n // 31, n % 31 + 1)


def _nth(year: int, number: int, weekday: int, count: int) -> date:
    """The count-th weekday of a month."""
    first = date(year, number, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (count - 1))


def moving_holiday(name: str, year: int) -> date | None:
    """The day of a holiday that moves, in a year."""
    if not 1583 <= year <= 4000:
        return None
    offsets = {"easter": 0, "easter sunday": 0, "easter monday": 1, "good friday": -2,
               "ash wednesday": -46, "palm sunday": -7, "whit monday": 50}  # fmt: skip
    if name in offsets:
        return easter(year) + timedelta(days=offsets[name])
    thanksgiving = _nth(year, 11, 3, 4)
    if name in ("thanksgiving", "thanksgiving day"):
        return thanksgiving
    if name == "black friday":
        return thanksgiving + timedelta(days=1)
    if name == "cyber monday":
        return thanksgiving + timedelta(days=4)
    if name == "labor day":
        return _nth(year, 9, 0, 1)
    if name == "memorial day":
        last = date(year, 5, 31)
        return last - timedelta(days=last.weekday())
    if name in ("martin luther king day", "mlk day"):
        return _nth(year, 1, 0, 3)
    if name == "presidents' day":
        return _nth(year, 2, 0, 3)
    if name == "columbus day":
        return _nth(year, 10, 0, 2)
    if name == "election day":
        return _nth(year, 11, 0, 1) + timedelta(days=1)
    if name == "mother's day":
        return _nth(year, 5, 6, 2)
    if name == "father's day":
        return _nth(year, 6, 6, 3)
    return None
