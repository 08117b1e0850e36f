"""Months with the days and years around them."""

from __future__ import annotations

import re

from extractor.figures.date_lists import ORDINAL_DAY, YEAR_AFTER, ranged_days
from extractor.figures.date_names import is_named_person
from extractor.figures.date_piece import (
    MODIFIER,
    MONTH,
    YEAR,
    Atom,
    day_number,
    full_year,
    line_before,
    take_early,
)
from extractor.figures.date_words import MONTHS, SHY_MONTHS, ZONES
from extractor.figures.words import read_words

_DAY_BEFORE = re.compile(rf"(?<![a-z0-9.,$£€])(?:the )?({ORDINAL_DAY})(?: day)?(?: of|,)?[ -/]$")
_AFTER_MONTH = re.compile(
    rf"\.?(?:(?:,? |-|/|)(?:the )?({ORDINAL_DAY})(?![a-z0-9%$]|,[0-9]{{3}}|\.[0-9]|:))?"
    rf"(?:(?: ?, ?|,? of | |-|/|'| ')({YEAR}|'[0-9]{{2}}(?![0-9a-z%:.,/-])"
    rf"|(?:(?<=[-/'])|(?<= of ))[0-9]{{2}}(?![0-9a-z%:.,/-])))?"
)
_SHORT_YEAR = re.compile(r"(?:,? '| of '?|-|/)([0-9]{2})(?![0-9a-z:,/-])")
_MONTH_DAY_ZONE_YEAR = re.compile(
    r"\.? ([0-9]{1,2}) ([0-9]{2}):([0-9]{2}):([0-9]{2}) ([a-z]{1,5}|[+-][0-9]{4}) ([0-9]{4})"
)
_MONTH_LAST = re.compile(rf"(?<![a-z])(?:{MONTH})\.? ?$")
_DAY_OR_YEAR = r"([12][0-9]{3}|[0-9]{1,2})"
_PARTS_BEFORE = re.compile(rf"(?<![0-9.,/-]){_DAY_OR_YEAR}([/-]){_DAY_OR_YEAR}\2$")
_PARTS_AFTER = re.compile(rf"([/-]){_DAY_OR_YEAR}\1{_DAY_OR_YEAR}(?![0-9a-z/-])")
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
    mixed = _mixed_order(low, start, end, window, MONTHS[word])
    if mixed is not None:
        return mixed
    days = ranged_days(low, start, end, window, MONTHS[word], case)
    if days is not None:
        return days
    before = _DAY_BEFORE.search(window)
    if before and _MONTH_LAST.search(window[: before.start()]):
        # "Nov 18-Dec 19": the day belongs to the month before it
        before = None
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
        year = YEAR_AFTER.match(low, end) or _SHORT_YEAR.match(low, end)
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
        if after and after.start(1) == end and case[start:end].isupper():
            # "SEP2" is a code
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
        if atom.kind == "month" and atom.year is None:
            year = YEAR_AFTER.match(low, end)
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
    if atom.kind == "month" and atom.year is None and is_named_person(case, start, end):
        return None
    modifier = MODIFIER.search(window)
    if modifier and atom.kind == "month" and atom.year is None:
        atom.modifier = modifier.group(2)
        atom.start = start - (len(window) - modifier.start(2))
    take_early(low, atom)
    return atom


def _mixed_order(low: str, start: int, end: int, window: str, month: int) -> Atom | None:
    """A day whose year stands where a day is looked for: "2020/23/Sep", "23-2020-September".

    With the month in letters and one number of four digits no order is in doubt.
    """
    before = _PARTS_BEFORE.search(window)
    if before:
        first, second = before.group(1), before.group(3)
        begin, stop = start - (len(window) - before.start()), end
    else:
        after = _PARTS_AFTER.match(low, end)
        if after is None:
            return None
        first, second = after.group(2), after.group(3)
        begin, stop = start, after.end()
    if {len(first), len(second)} not in ({4, 1}, {4, 2}):
        return None
    year, day = (first, second) if len(first) == 4 else (second, first)
    if not 1 <= int(day) <= 31:
        return None
    atom = Atom(begin, stop, "day")
    atom.year, atom.month, atom.day = int(year), month, int(day)
    return atom


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
