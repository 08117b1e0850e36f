"""Holidays: those on a fixed day as a table, and the reckoning of those that move."""

from __future__ import annotations

from datetime import date, timedelta

from extractor.figures import reckoning

FIXED: dict[str, tuple[int, int]] = {
    "new year day": (1, 1), "international workers' day": (5, 1), "workers' day": (5, 1),
    "saint patrick's day": (3, 17), "international women's day": (3, 8), "labour day": (5, 1),
    "christmas day": (12, 25), "christmas eve": (12, 24), "christmas": (12, 25),
    "orthodox christmas": (1, 7),
    "boxing day": (12, 26), "new year's day": (1, 1), "new year's eve": (12, 31),
    "new years eve": (12, 31), "new year's": (1, 1), "valentine's day": (2, 14),
    "st patrick's day": (3, 17), "st. patrick's day": (3, 17), "halloween": (10, 31),
    "independence day": (7, 4), "bastille day": (7, 14), "anzac day": (4, 25),
    "australia day": (1, 26), "veterans day": (11, 11), "remembrance day": (11, 11),
    "armistice day": (11, 11), "republic day": (1, 26), "canada day": (7, 1),
    "may day": (5, 1), "april fools' day": (4, 1), "april fool's day": (4, 1),
    "st george's day": (4, 23), "burns night": (1, 25), "guy fawkes night": (11, 5),
    "juneteenth": (6, 19), "earth day": (4, 22), "groundhog day": (2, 2),
    "saint patrick's": (3, 17), "st patrick's": (3, 17), "st. patrick's": (3, 17),
    "saint patrick": (3, 17), "st patrick": (3, 17), "st. patrick": (3, 17),
    "valentine's": (2, 14),
}  # fmt: skip
"""Holidays on a fixed day, as month and day."""

WITH_YEAR: frozenset[str] = frozenset(
    {"saint patrick's", "st patrick's", "st. patrick's", "saint patrick", "st patrick",
     "st. patrick", "valentine's"}
)  # fmt: skip
"""Words that name a holiday only before its year ("St Patrick's 2020"), or else a church."""

_FROM_EASTER: dict[str, int] = {
    "easter": 0, "easter sunday": 0, "easter day": 0, "easter monday": 1, "easter saturday": -1,
    "holy saturday": -1, "good friday": -2, "maundy thursday": -3, "palm sunday": -7,
    "ash wednesday": -46, "shrove tuesday": -47, "mardi gras": -47, "ascension day": 39,
    "pentecost": 49, "whit sunday": 49, "whit monday": 50,
}  # fmt: skip
"""Days after Easter Sunday."""

_NTH: dict[str, tuple[int, int, int, int]] = {
    "thanksgiving": (11, 3, 4, 0), "thanksgiving day": (11, 3, 4, 0), "black friday": (11, 3, 4, 1),
    "cyber monday": (11, 3, 4, 4), "labor day": (9, 0, 1, 0),
    "martin luther king day": (1, 0, 3, 0), "mlk day": (1, 0, 3, 0),
    "presidents' day": (2, 0, 3, 0), "columbus day": (10, 0, 2, 0),
    "election day": (11, 0, 1, 1), "mother's day": (5, 6, 2, 0), "father's day": (6, 6, 3, 0),
    "memorial day": (6, 0, 1, -7),
}  # fmt: skip
"""Month, weekday (Monday 0), which of them in the month, and how many days after it."""

_ORTHODOX: dict[str, int] = {
    "orthodox easter": 0, "orthodox good friday": -2, "orthodox easter sunday": 0,
}  # fmt: skip
_EIDS: dict[str, tuple[int, int]] = {
    f"eid{gap}{article}{dash}{name}": day
    for name, day in (("fitr", (10, 1)), ("adha", (12, 10)))
    for gap in (" ", "-")
    for article in ("al", "ul")
    for dash in (" ", "-")
}
"""Month and day of the Islamic calendar."""

MOVING: frozenset[str] = frozenset({*_FROM_EASTER, *_NTH, *_ORTHODOX, *_EIDS})
"""Holidays whose day is reckoned."""

_BY_THE_MOON = "reckoned; the sighting of the moon may move it by a day"


def holiday_days(name: str, year: int) -> list[date]:
    """The days of a holiday in a year of our calendar: one, or in rare years two or none."""
    if name in FIXED:
        return [date(year, *FIXED[name])]
    if not 1583 <= year <= 4000:
        return []
    if name in _FROM_EASTER:
        return [easter(year) + timedelta(days=_FROM_EASTER[name])]
    if name in _ORTHODOX:
        return [orthodox_easter(year) + timedelta(days=_ORTHODOX[name])]
    if name in _EIDS:
        lunar = (year - 622) * 33 // 32
        days = [_islamic(lunar + step, *_EIDS[name]) for step in (-1, 0, 1, 2)]
        return [day for day in days if day.year == year]
    month, weekday, count, after = _NTH[name]
    return [reckoning.nth_weekday(year, month, weekday, count) + timedelta(days=after)]


def holiday_note(name: str) -> str | None:
    """What a reader must know about the day that is given for a holiday."""
    return _BY_THE_MOON if name in _EIDS else None


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
