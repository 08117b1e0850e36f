"""The days of holidays: those that move are reckoned."""

from __future__ import annotations

from datetime import date, timedelta

from extractor.languages.calendar import Holiday
from extractor.scanning.dates import reckoning


def holiday_days(holiday: Holiday, year: int) -> list[date]:
    """The days of a holiday in a year of our calendar: one, or in rare years two or none."""
    numbers = holiday.numbers
    if holiday.rule == "fixed":
        return [date(year, numbers[0], numbers[1])]
    if not 1583 <= year <= 4000:
        return []
    if holiday.rule == "easter":
        return [easter(year) + timedelta(days=numbers[0])]
    if holiday.rule == "orthodox":
        return [orthodox_easter(year) + timedelta(days=numbers[0])]
    if holiday.rule == "islamic":
        lunar = (year - 622) * 33 // 32
        days = [_islamic(lunar + step, numbers[0], numbers[1]) for step in (-1, 0, 1, 2)]
        return [day for day in days if day.year == year]
    month, weekday, count, after = numbers
    return [reckoning.nth_weekday(year, month, weekday, count) + timedelta(days=after)]


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


def orthodox_easter(year: int) -> date:
    """Easter Sunday of the churches that keep the Julian reckoning, in our calendar."""
    d = (19 * (year % 19) + 15) % 30
    e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    behind = year // 100 - year // 400 - 2
    return date(year, month, day + 1) + timedelta(days=behind)


def _islamic(year: int, month: int, day: int) -> date:
    """A day of the Islamic calendar by its 30-year cycle: never more than a day from the moon."""
    days = day + (59 * (month - 1) + 1) // 2 + 354 * (year - 1) + (3 + 11 * year) // 30
    return date.fromordinal(days + 227013)
