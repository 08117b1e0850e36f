"""The days of holidays: those that move are reckoned."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

from dateutil.easter import EASTER_ORTHODOX, EASTER_WESTERN, easter

from extractor.languages.calendar import Holiday
from extractor.scanning.dates import reckoning

_EASTER: dict[str, Literal[2, 3]] = {"easter": EASTER_WESTERN, "orthodox": EASTER_ORTHODOX}
"""The two reckonings; both give a day of our calendar."""


def holiday_days(holiday: Holiday, year: int) -> list[date]:
    """The days of a holiday in a year of our calendar: one, or in rare years two or none."""
    numbers = holiday.numbers
    if holiday.rule == "fixed":
        return [date(year, numbers[0], numbers[1])]
    if not 1583 <= year <= 4000:
        return []
    if holiday.rule in _EASTER:
        return [easter(year, _EASTER[holiday.rule]) + timedelta(days=numbers[0])]
    if holiday.rule == "islamic":
        lunar = (year - 622) * 33 // 32
        days = [_islamic(lunar + step, numbers[0], numbers[1]) for step in (-1, 0, 1, 2)]
        return [day for day in days if day.year == year]
    month, weekday, count, after = numbers
    return [reckoning.nth_weekday(year, month, weekday, count) + timedelta(days=after)]


def _islamic(year: int, month: int, day: int) -> date:
    """A day of the Islamic calendar by its 30-year cycle: never more than a day from the moon."""
    days = day + (59 * (month - 1) + 1) // 2 + 354 * (year - 1) + (3 + 11 * year) // 30
    return date.fromordinal(days + 227013)
