"""Which year is meant where a day, a month or a holiday is named without one."""

from __future__ import annotations

from datetime import date

from extractor.scanning.dates import reckoning
from extractor.scanning.dates.tense import Tense


def nearest_day(days: list[date], today: date, tense: Tense) -> date | None:
    """The day that the words mean, of those of several years in order: news looks back, unless
    the tense or a nearer day says otherwise."""
    past = [day for day in days if day <= today]
    future = [day for day in days if day > today]
    if not past or not future:
        return past[-1] if past else future[0] if future else None
    back, ahead = (today - past[-1]).days, (future[0] - today).days
    # A day that is eleven months gone would be given its year.
    if tense == "future":
        return past[-1] if back < 60 and ahead > 300 else future[0]
    if tense == "past":
        return past[-1] if back <= 350 else future[0]
    return future[0] if ahead <= 150 and ahead < back else past[-1]


def nearest_of_month(
    month: int, day: int, weekday: int | None, today: date, tense: Tense
) -> date | None:
    """The day that "4 July" means; none where no year has it."""
    options = [
        found
        for year in (today.year - 1, today.year, today.year + 1)
        if (found := reckoning.valid(year, month, day)) is not None
    ]
    if not options:
        for year in range(today.year, today.year - 8, -1):
            leap = reckoning.valid(year, month, day)
            if leap:
                return leap
        return None
    fitting = [found for found in options if found.weekday() == weekday]
    return nearest_day(fitting or options, today, tense)


def nearest_month(month: int, today: date, tense: Tense) -> int | None:
    """The year of the month that "July" means; none where the one behind and the one ahead are
    about as near."""
    ahead = (month - today.month) % 12
    coming = today.year + (month < today.month)
    if ahead == 0:
        return today.year
    if tense == "future":
        return coming if ahead < 10 else coming - 1
    if tense == "past" or ahead > 6:
        return coming - 1
    return coming if ahead < 5 else None
