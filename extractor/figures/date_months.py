"""Months with the days and years around them."""

from __future__ import annotations

import re

from extractor.figures.date_piece import (
    MODIFIER,
    YEAR,
    Atom,
    day_number,
    full_year,
    line_before,
    take_early,
)
from extractor.figures.date_words import MONTHS, SHY_MONTHS, ZONES
from extractor.figures.words import read_words

_ORDINAL_DAY = (
    r"(?:[0-3]?[0-9](?:st|nd|rd|th)?|(?:twenty|thirty)[- ](?:first|second|third|fourth|fifth|sixth"
    r"|seventh|eighth|ninth|one|two|three|four|five|six|seven|eight|nine)|thirtieth|twentieth|first|second|third|fourth"
    r"|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth"
    r"|sixteenth|seventeenth|eighteenth|nineteenth|twenty|thirty)"
)
_DAY_BEFORE = re.compile(rf"(?<![a-z0-9.,$£€])(?:the )?({_ORDINAL_DAY})(?: day)?(?: of|,)?[ -/]$")
_AFTER_MONTH = re.compile(
    rf"\.?(?:(?:,? |-|/|)(?:the )?({_ORDINAL_DAY})(?![a-z0-9%$]|,[0-9]{{3}}|\.[0-9]|:))?"
    rf"(?:(?: ?, ?|,? of | |-|/|'| ')({YEAR}|'[0-9]{{2}}(?![0-9a-z%:.,/-])"
    rf"|(?:(?<=[-/'])|(?<= of ))[0-9]{{2}}(?![0-9a-z%:.,/-])))?"
)
_DAYS_BEFORE = re.compile(
    rf"(?<![a-z0-9.,$£€])(between |from )?(?:the )?({_ORDINAL_DAY})"
    rf"( ?[-–] ?| to | and | through | till | until |,)"
    rf"(?:the )?({_ORDINAL_DAY})(?: of)?[ -]$"
)
_DAYS_AFTER = re.compile(
    rf"\.? (?:the )?({_ORDINAL_DAY})( ?[-–] ?| to | and | through | till | until )"
    rf"(?:the )?({_ORDINAL_DAY})"
    rf"(?![a-z0-9%$:.]|,[0-9]|-[a-z]| [ap]\.?m)(?:,? ({YEAR}))?"
)
_LISTED_DAY = re.compile(r"(?:the )?([0-3]?[0-9])(?:st|nd|rd|th)?")
_LISTED = r"(?:the )?[0-3]?[0-9](?:st|nd|rd|th)?"
_LISTED_BEFORE = re.compile(
    r"(?<![a-z0-9.,$£€:-])(?<!between )(?<!from )"
    rf"({_LISTED}(?:, {_LISTED}){{0,4}})(?:,? and |,? or | & )$"
)
_LISTED_AFTER = re.compile(
    rf"((?:, {_LISTED}){{0,4}}(?:,? and |,? or | & ){_LISTED})"
    # the last of them counts nothing: "on November 6 and 11 people"
    rf"(?:,? ({YEAR})|(?=$|[^ a-z0-9%:.-]|\.(?![0-9])"
    r"| (?:and|at|in|on|or|for|by|to|is|was|with)(?![a-z])))"
)
_SHORT_YEAR = re.compile(r"(?:,? '| of '?|-|/)([0-9]{2})(?![0-9a-z:,/-])")
_YEAR_AFTER = re.compile(rf"(?:\.? ?, ?|\.? of |\.? |\.?-|/)({YEAR})(?!-?[a-z]|%)")
_MONTH_DAY_ZONE_YEAR = re.compile(
    r"\.? ([0-9]{1,2}) ([0-9]{2}):([0-9]{2}):([0-9]{2}) ([a-z]{1,5}|[+-][0-9]{4}) ([0-9]{4})"
)
_YEAR_MONTH_DAY = re.compile(r"(?<![0-9])([12][0-9]{3})[-/ ]$")
_DASH_DAY = re.compile(r"[-/ ]([0-3]?[0-9])(?![0-9a-z%])")
_BARE_DAY_MONTH = re.compile(r"(?=$|[.,;:)?!\n]|,? [0-9])")
_SPOKEN_YEAR = re.compile(
    r",? ((?:sixteen|seventeen|eighteen|nineteen|twenty|two thousand)(?:[ -]|[a-z])+)"
)


def month_atom(low: str, case: str, start: int, end: int, word: str) -> Atom | None:
    """A month with the day and the year around it."""
    capital = case[start].isupper()
    window = line_before(low, start, 28)
    wrapped = _YEAR_MONTH_DAY.search(window)
    if wrapped:
        tail = _DASH_DAY.match(low, end)
        if tail and 1 <= int(tail.group(1)) <= 31:
            atom = Atom(start - (len(window) - wrapped.start()), tail.end(), "day")
            atom.year, atom.month, atom.day = (
                int(wrapped.group(1)),
                MONTHS[word],
                int(tail.group(1)),
            )
            return atom
    days = _days(low, start, end, window, MONTHS[word], case)
    if days is not None:
        return days
    before = _DAY_BEFORE.search(window)
    full = _MONTH_DAY_ZONE_YEAR.match(low, end)
    atom = Atom(start, end, "month")
    atom.month = MONTHS[word]
    if full:
        atom.kind = "day"
        atom.day = int(full.group(1))
        atom.hour, atom.minute, atom.second = (int(full.group(i)) for i in (2, 3, 4))
        zone = full.group(5)
        atom.zone = ZONES.get(zone, f"{zone[:3]}:{zone[3:]}" if zone[0] in "+-" else None)
        atom.year = int(full.group(6))
        atom.end = full.end()
    elif (
        before
        and day_number(before.group(1))
        and (capital or word not in ("may", "march") or _BARE_DAY_MONTH.match(low, end))
    ):
        atom.kind = "day"
        atom.day = day_number(before.group(1))
        atom.start = start - (len(window) - before.start())
        year = _YEAR_AFTER.match(low, end) or _SHORT_YEAR.match(low, end)
        if year:
            atom.year = full_year(year.group(1))
            atom.end = year.end()
        else:
            words = _SPOKEN_YEAR.match(low, end)
            spoken = words and _spoken_year(words.group(1))
            if spoken:
                atom.year, length = spoken
                atom.end = words.start(1) + length  # type: ignore[union-attr]
    else:
        after = _AFTER_MONTH.match(low, end)
        if (
            word in SHY_MONTHS and not capital and not (after and after.group(1) and word != "may")
        ) and (not window.endswith(("in ", "since ", "last ", "next ", "early ", "late "))):
            return None
        if word in ("may", "march", "mar") and not _is_month_here(low, case, start, end, window):
            return None
        if after and (after.group(1) or after.group(2)):
            day = day_number(after.group(1)) if after.group(1) else None
            if after.group(1) and day is None:
                return atom
            if day is not None:
                atom.kind = "day"
                atom.day = day
            if after.group(2):
                atom.year = full_year(after.group(2))
            atom.end = after.end()
        elif low[end : end + 1] == "." and len(word) <= 4 and low[end + 1 : end + 2] == " ":
            pass
        if atom.kind == "month" and atom.year is None:
            year = _YEAR_AFTER.match(low, end)
            if year:
                atom.year = int(year.group(1))
                atom.end = year.end()
            else:
                spoken_words = _SPOKEN_YEAR.match(low, end)
                spoken = spoken_words and _spoken_year(spoken_words.group(1))
                if spoken:
                    atom.year, length = spoken
                    atom.end = spoken_words.start(1) + length  # type: ignore[union-attr]
    if atom.kind == "month" and atom.year is None and low.startswith(" quarter", end):
        # "the December quarter" ends with December
        atom.kind = "quarter"
        atom.count = (atom.month + 2) // 3
        atom.end = end + 8
        if window.endswith("the "):
            atom.start -= 4
        return atom
    modifier = MODIFIER.search(window)
    if modifier and atom.kind == "month" and atom.year is None:
        atom.modifier = modifier.group(2)
        atom.start = start - (len(window) - modifier.start(2))
    take_early(low, atom)
    return atom


def listed_days(low: str, case: str, atom: Atom) -> list[Atom]:
    """The days that share the month of `atom`, in order: "5, 7 and 9 June", "November 6 and 11".

    The atom itself is one of them; alone it is where the text lists no other.
    """
    if atom.kind != "day" or atom.day is None or atom.month is None:
        return [atom]
    window = line_before(low, atom.start, 48)
    found = _LISTED_BEFORE.search(window)
    if found and low[atom.start].isdigit():
        place = atom.start - len(window) + found.start(1)
        others = _listed(found.group(1), place, atom)
        if others and others[-1].day is not None and others[-1].day < atom.day:
            atom.name = "listed"
            return [*others, atom]
    if atom.year is not None or not case[atom.start].isupper():
        return [atom]
    found = _LISTED_AFTER.match(low, atom.end)
    if found is None:
        return [atom]
    others = _listed(found.group(1), found.start(1), atom)
    if not others or others[0].day is None or others[0].day <= atom.day:
        return [atom]
    if found.group(2):
        atom.year = int(found.group(2))
        for other in others:
            other.year = atom.year
        others[-1].end = found.end(2)
    return [atom, *others]


def _listed(words: str, place: int, model: Atom) -> list[Atom]:
    """The days of a list that begins at `place`, in the month of `model`; none if they do not
    ascend."""
    days: list[Atom] = []
    for found in _LISTED_DAY.finditer(words):
        day = Atom(place + found.start(), place + found.end(), "day")
        day.year, day.month, day.day = model.year, model.month, int(found.group(1))
        day.name = "listed"
        if not 1 <= day.day <= 31 or (days and day.day <= (days[-1].day or 0)):
            return []
        days.append(day)
    return days


def _days(low: str, start: int, end: int, window: str, month: int, case: str) -> Atom | None:
    """Two days of one month: "5-7 June", "November 19 to 20, 2024"."""
    year = None
    before = _DAYS_BEFORE.search(window)
    if before:
        one, two = day_number(before.group(2)), day_number(before.group(4))
        link, head = before.group(3), before.group(1) or ""
        begin, stop = start - (len(window) - before.start()), end
        if not before.group(2)[0].isdigit() and not head:
            return None
        found = _YEAR_AFTER.match(low, end)
        if found:
            year, stop = int(found.group(1)), found.end()
    else:
        after = _DAYS_AFTER.match(low, end)
        if after is None or not case[start].isupper():
            return None
        one, two = day_number(after.group(1)), day_number(after.group(3))
        link, begin, stop, head = after.group(2), start, after.end(), ""
        for word in ("between ", "from "):
            if low.endswith(word, 0, start):
                head, begin = word, start - len(word)
        if after.group(4):
            year = int(after.group(4))
    if one is None or two is None or (one >= two and link != " and ") or link == ",":
        return None
    if link == " and " and head != "between ":
        # "5 and 7 June" are two days, and no range
        return None
    whole = Atom(begin, stop, "range")
    first, second = Atom(begin, stop, "day"), Atom(begin, stop, "day")
    first.month = second.month = month
    first.day, second.day = one, two
    first.year = second.year = year
    first.other = second
    whole.other = first
    return whole


def _spoken_year(words: str) -> tuple[int, int] | None:
    """A year in words: "nineteen eighty six"; its value and its length in characters."""
    readings = read_words(words)
    if not readings or readings[0].start:
        return None
    first = int(readings[0].value)
    if (
        len(readings) > 1
        and 10 <= first <= 21
        and 10 <= readings[1].value <= 99
        and (readings[1].start == readings[0].end + 1)
    ):
        return first * 100 + int(readings[1].value), readings[1].end
    if 1000 <= first <= 2199:
        return first, readings[0].end
    return None


def _is_month_here(low: str, case: str, start: int, end: int, window: str) -> bool:
    """Whether "may" or "march" is the month."""
    after = _AFTER_MONTH.match(low, end)
    if after and (after.group(1) or after.group(2)):
        return True
    head = window.rstrip().rsplit(" ", 1)[-1]
    return (head in (
        "in", "since", "by", "until", "till", "of", "last", "next", "this", "early", "late", "and",
        "to", "from", "through", "during", "before", "after", "for", "mid", "between", "around",
    ) and case[start].isupper()) or window.endswith(("in ", "since "))  # fmt: skip
