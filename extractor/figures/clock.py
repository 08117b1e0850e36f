"""Which numbers belong to a calendar date or a clock time, and are therefore no figures."""

from __future__ import annotations

import re

from extractor.figures.date_words import MONTHS, ZONES
from extractor.figures.hours import bare_hour
from extractor.figures.numerals import Number

_TIME_AFTER = re.compile(
    r" ?(?:[ap]\.?m\.?(?![a-z])|o'?clock)|(?:gmt|utc|hrs)(?![a-z])"
    r"| ?(?:gmt|utc|bst|cet|edt|est|ist|aest)(?![a-z])"
)
_TIME_COLON = re.compile(r":[0-5][0-9](?![0-9])")
_TIME_POINT = re.compile(r" ?(?:[ap]\.?m\.?(?![a-z]))")
_MONTH_AFTER = re.compile(r"(?:st|nd|rd|th)?[ -/](?:of |day of )?([a-z]+)")
_CENTURY = re.compile(
    r"(?:-?(?: and| or| to|,)(?: the)?(?: early| late| mid)?[ -][a-z0-9-]+)?"
    r"[ -](?:century|centuries)(?![a-z])"
)
_QUARTER = re.compile(
    r"(?:(?:,| and| or| to|, and)(?: the)? (?:second|third|fourth|final|2nd|3rd|4th))*"
    r"[ -]quarters?(?![a-z])(?! of (?:the )?[a-z]+s(?![a-z])| final|-final)"
)
_DATE_SLASH = re.compile(r"[/.-][0-9]{1,2}[/.-](?:[0-9]{4}|[0-9]{2})(?![0-9])")
_QUARTER_CODE = re.compile(r"q'?(?:20)?[0-9]{2}(?![0-9a-z])|[ -]q[1-4](?![0-9a-z])")
_DATE_NAMED = re.compile(r"(?:[/-][0-9]{1,4})?[/-]([a-z]{3,9})(?![a-z])")
_DATE_ISO = re.compile(r"-[0-9]{2}(?:-[0-9]{2})?(?![0-9])")
_TO_YEAR = re.compile(
    r"(?:st|nd|rd|th)?,? |,|-|/| (?:of|in|to|" + "|".join(ZONES) + r"|[+-][0-9]{4}) "
)
_CLOCK_LENGTHS = (1, 2, 4)
ON_THE = re.compile(r"(?<![a-z])(?:on (?:the )?|week of the )$")
BARE_ORDINAL = re.compile(
    r"([0-9]{1,2})(?:st|nd|rd|th)(?=$|[.,;)\n]| -"
    r"| (?:and|at|in|for|to|when|after|before|will|would|is|was|has|had)(?![a-z]))"
)
"""A day of a month that is not named ("on the 29th"): after `ON_THE`, before nothing it counts."""
_SHORT_YEAR = re.compile(r"(?<![a-z])(?:of|in|since|summer|winter|spring|autumn) '$")
_TO_DAY = re.compile(r"(?:st|nd|rd|th)?(?: ?[-–] ?| to | and | or |, |/|, and | & )(?:the )?")
_PREVIOUS = re.compile(r"[a-z0-9.'&]+$")


def _is_month(word: str, initial: str) -> bool:
    """Whether a word names a month; "may" and "march" only with a capital."""
    word = word.rstrip(".,")
    if word not in MONTHS:
        return False
    return word not in ("may", "march", "mar") or initial.isupper()


def month_before(low: str, case: str, start: int) -> bool:
    """Whether the word before names a month ("July 4")."""
    begin = start - 16 if start > 16 else 0
    window = low[begin:start].rstrip(" ,-")
    found = _PREVIOUS.search(window)
    if found is None:
        return False
    word = found.group()
    if word == "the":
        window = window[: found.start()].rstrip(" ")
        found = _PREVIOUS.search(window)
        if found is None:
            return False
        word = found.group()
    return _is_month(word, case[begin + found.start()])


def month_after(low: str, case: str, end: int) -> bool:
    """Whether a month follows ("4 July", "21st of March")."""
    found = _MONTH_AFTER.match(low, end)
    if found is None:
        return False
    return _is_month(found.group(1), case[found.start(1)])


def is_date(low: str, case: str, number: Number, before: Number | None) -> bool:
    """Whether a number in digits is part of a calendar date or a clock time."""
    start, end = number.start, number.end
    value = number.value
    after = low[end : end + 1]
    previous = low[start - 1 : start]
    if previous == "'" and end - start == 2 and _SHORT_YEAR.search(low, max(0, start - 9), start):
        return True
    after_date = before is not None and before.kind == "date"
    if after == ":" and value < 25 and _TIME_COLON.match(low, end):
        return True
    if number.step == 1 and end - start in _CLOCK_LENGTHS and bare_hour(low, start, end):
        return True
    if after_date and before is not None and before.end == start - 1 and previous in ":-/.q":
        return previous != "-" or value < 2200
    if number.step != 1:
        # "2.17pm", "18.30 GMT"
        return (
            value < 25
            and after in " apg"
            and after != ""
            and bool(_TIME_POINT.match(low, end))
            and low[end - 3] == "."
        )
    if value > 2199 or number.kind != "cardinal":
        return (
            end - start == 4 and after != "" and low.startswith(("gmt", "utc", " gmt", " utc"), end)
        )
    if (
        end - start == 4
        and after in "gu "
        and after != ""
        and low.startswith(("gmt", "utc", " gmt", " utc", " hours gmt", " hrs"), end)
    ):
        return True
    if after_date and before is not None:
        gap = low[before.end : start]
        if end - start == 4 and value >= 1000 and _TO_YEAR.fullmatch(gap):
            return True
        if (
            value <= 31
            and before.value <= 31
            and _TO_DAY.fullmatch(gap)
            and (not after.isalpha() or low.startswith(("st", "nd", "rd", "th"), end))
            and _ends_here(low, end)
        ):
            return True
    if after and after in "q -" and _QUARTER_CODE.match(low, end):
        return value <= 4 if after == "q" else 1000 <= value <= 2199
    if after and after in "/-":
        named = _DATE_NAMED.match(low, end)
        if named is not None and named.group(1) in MONTHS:
            return True
    if after and (value <= 31 or value >= 1000):
        if after in "/.-" and _DATE_SLASH.match(low, end):
            return True
        if after == "-" and value >= 1000 and _DATE_ISO.match(low, end):
            return int(low[end + 1 : end + 3]) <= 12 or month_before(low, case, start)
    if value <= 31:
        if previous.isalpha() and _touches_month(low, case, start):
            return True
        if after and value <= 24 and after in " apguo" and _TIME_AFTER.match(low, end):
            return True
        if after and after in " snrt-" and month_after(low, case, end):
            return True
        if previous and previous in " -" and month_before(low, case, start):
            return True
        if after and _day_range_month(low, case, end):
            return True
    elif value >= 1000 and previous and previous in " -" and month_before(low, case, start):
        return True
    return False


def _touches_month(low: str, case: str, start: int) -> bool:
    """Whether the letters right before are a month's name ("Mar3", but no code: "SEP2")."""
    found = _LETTERS.search(low, max(0, start - 10), start)
    return (
        found is not None
        and found.group() in MONTHS
        and not case[found.start() : found.end()].isupper()
    )


_LETTERS = re.compile(r"(?<![a-z0-9])[a-z]{3,9}$")
_DAY_RANGE = re.compile(
    r"(?:st|nd|rd|th)?(?:, (?:the )?[0-9]{1,2}(?:st|nd|rd|th)?){0,4}"
    r"(?: ?[-–] ?| to |,? and |,? or |, | & |/)(?:the )?[0-9]{1,2}(?:st|nd|rd|th)?"
    r"(?: ?[-–] ?| of | )([a-z]{3,9})"
)


def _day_range_month(low: str, case: str, end: int) -> bool:
    """Whether the number is the first day of a range ("3 and 12 of September", "5-7 June")."""
    found = _DAY_RANGE.match(low, end)
    return found is not None and _is_month(found.group(1), case[found.start(1)])


_HERE = re.compile(
    r"(?:st|nd|rd|th)?(?:$|[^ a-z0-9%]| (?:and|at|in|on|or|for|by|to|is|was|with)(?![a-z]))"
)


def _ends_here(low: str, end: int) -> bool:
    """Whether a second day of a date is followed by nothing that it could count."""
    return _HERE.match(low, end) is not None


def is_date_ordinal(low: str, case: str, number: Number) -> bool:
    """Whether an ordinal belongs to a date: a day, a century or a quarter."""
    value, end = number.value, number.end
    if value <= 31 and (month_after(low, case, end) or month_before(low, case, number.start)):
        return True
    if value <= 40 and _CENTURY.match(low, end):
        return True
    if (
        number.digits
        and value <= 31
        and ON_THE.search(low, max(0, number.start - 13), number.start)
    ):
        return BARE_ORDINAL.match(low, number.start) is not None
    return (
        value <= 4
        and _QUARTER.match(low, end) is not None
        and not in_a_match(low, number.start, end)
    )


_MATCH = re.compile(
    r"(?<![a-z])(?:kick(?:s|ed)?|goals?|touchdowns?|points?|yards?|game|match|half-time|halftime"
    r"|scored?|trail(?:s|ed|ing)?|behinds|rebounds|basket|quarterback|field goal|team)(?![a-z])"
)


def in_a_match(low: str, start: int, end: int) -> bool:
    """Whether sport is spoken of around a place, so that a quarter is one of a game."""
    line = low.rfind("\n", max(0, start - 90), start)
    stop = low.find("\n", end, end + 60)
    return _MATCH.search(low, max(line, start - 90, 0), stop if stop >= 0 else end + 60) is not None
