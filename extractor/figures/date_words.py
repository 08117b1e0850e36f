"""The words of the calendar as data."""

from __future__ import annotations

MONTHS: dict[str, int] = {}
"""Names of months, long and short."""
for _i, _names in enumerate(
    (
        "january jan",
        "february feb",
        "march mar",
        "april apr",
        "may",
        "june jun",
        "july jul",
        "august aug",
        "september sept sep",
        "october oct",
        "november nov",
        "december dec",
    )
):
    for _name in _names.split():
        MONTHS[_name] = _i + 1

WEEKDAYS: dict[str, int] = {}
"""Names of weekdays, Monday being 0."""
for _i, _names in enumerate(
    (
        "monday mon",
        "tuesday tues tue",
        "wednesday weds wed",
        "thursday thurs thur thu",
        "friday fri",
        "saturday sat",
        "sunday sun",
    )
):
    for _name in _names.split():
        WEEKDAYS[_name] = _i

SHY_MONTHS: frozenset[str] = frozenset({"may", "march", "mar", "jan", "dec", "sep"})
"""Months that are other words too."""

SHY_WEEKDAYS: frozenset[str] = frozenset({"mon", "sat", "sun", "wed", "fri", "tue", "thu"})
"""Weekdays that are other words too."""

DAYS: dict[str, int] = {
    "today": 0, "yesterday": -1, "tomorrow": 1, "tmrw": 1, "tonight": 0, "tonite": 0,
}  # fmt: skip
"""Words for a day near the day of publication."""

PARTS: dict[str, tuple[int, int]] = {
    "morning": (6, 12), "afternoon": (12, 18), "evening": (18, 22), "night": (20, 24),
    "lunchtime": (12, 14), "dawn": (5, 7), "dusk": (18, 20), "daytime": (8, 18),
    "night-time": (0, 6), "nighttime": (0, 6), "noon": (12, 12), "midday": (12, 12),
    "midnight": (0, 0), "dinnertime": (18, 20),
    "nightfall": (19, 21), "daybreak": (5, 7), "sunrise": (5, 7), "sunset": (18, 20),
    "noonish": (12, 12), "rush hour": (7, 9),
}  # fmt: skip
"""Parts of a day, with their hours."""

SEASONS: dict[str, int] = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
"""Seasons and the month in which they begin (northern, as most wire copy means them)."""

UNITS: dict[str, str] = {
    "second": "second", "sec": "second", "minute": "minute", "min": "minute", "hour": "hour",
    "hr": "hour", "day": "day", "week": "week", "weekend": "weekend", "fortnight": "fortnight",
    "month": "month", "quarter": "quarter", "year": "year", "decade": "decade",
    "century": "century", "centurie": "century", "yr": "year", "semester": "semester",
    "season": "sport", "night": "night",
}  # fmt: skip
"""Stretches of the calendar, singular."""

DECADES: dict[str, int] = {
    "twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70,
    "eighties": 80, "nineties": 90, "noughties": 0,
}  # fmt: skip
"""Decades by name."""

TIME_NOUNS: frozenset[str] = frozenset(
    [
        "day",
        "days",
        "eve",
        "morning",
        "afternoon",
        "evening",
        "night",
        "nights",
        "weekend",
        "week",
        "period",
        "season",
        "break",
        "time",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "solstice",
        "equinox",
    ]
)
"""Nouns behind which a holiday or a season stays one: "Christmas morning", "the summer season"."""

ZONES: dict[str, str] = {
    "utc": "Z", "gmt": "Z", "z": "Z", "bst": "+01:00", "cet": "+01:00", "cest": "+02:00",
    "est": "-05:00", "edt": "-04:00", "cst": "-06:00", "cdt": "-05:00", "mst": "-07:00",
    "mdt": "-06:00", "pst": "-08:00", "pdt": "-07:00", "ist": "+05:30", "jst": "+09:00",
    "aest": "+10:00", "aedt": "+11:00", "awst": "+08:00", "acst": "+09:30", "nzst": "+12:00",
    "nzdt": "+13:00", "msk": "+03:00", "sgt": "+08:00", "hkt": "+08:00", "sast": "+02:00",
    "eet": "+02:00", "eest": "+03:00", "wib": "+07:00", "pkt": "+05:00",
}  # fmt: skip
"""Time zones by their letters; "et" and the like fix no offset and are left out."""

SMALL: dict[str, int] = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
    "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20,
    "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "couple": 2, "a couple": 2,
    "a couple of": 2, "couple of": 2,
}  # fmt: skip
"""Counts that stand before a unit of the calendar."""
