"""Several days of one month: "5-7 June", "November 6 and 11", "5, 7 and 9 May"."""

from __future__ import annotations

import re

from extractor.figures.date_piece import (
    YEAR,
    Atom,
    day_number,
    line_before,
)

ORDINAL_DAY = (
    r"(?:[0-3]?[0-9](?:st|nd|rd|th)?|(?:twenty|thirty)[- ](?:first|second|third|fourth|fifth|sixth"
    r"|seventh|eighth|ninth|one|two|three|four|five|six|seven|eight|nine)|thirtieth|twentieth|first|second|third|fourth"
    r"|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth"
    r"|sixteenth|seventeenth|eighteenth|nineteenth|twenty|thirty)"
)


_DAYS_BEFORE = re.compile(
    rf"(?<![a-z0-9.,$£€])(between |from )?(?:the )?({ORDINAL_DAY})"
    rf"( ?[-–] ?| to | and | through | till | until |,)"
    rf"(?:the )?({ORDINAL_DAY})(?: of)?[ -]$"
)


_DAYS_AFTER = re.compile(
    rf"\.? (?:the )?({ORDINAL_DAY})( ?[-–] ?| to | and | through | till | until )"
    rf"(?:the )?({ORDINAL_DAY})"
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


_MORE_ORDINALS = re.compile(
    r"((?:, (?:the )?[0-3]?[0-9](?:st|nd|rd|th)){0,4}(?:,? and |,? or )(?:the )?"
    r"[0-3]?[0-9](?:st|nd|rd|th))(?=$|[^ a-z0-9-]|\.(?![0-9])"
    r"| (?:and|at|in|on|or|for|by|to|is|was|were|with|when|before|after|he|she|it|they|we|the)"
    r"(?![a-z]))"
)


YEAR_AFTER = re.compile(rf"(?:\.? ?, ?|\.? of |\.? |\.?-|/)({YEAR})(?!-?[a-z]|%)")


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


def monthdays_listed(low: str, atom: Atom) -> list[Atom]:
    """The days of a month that is not named, in order: "on the 13th and 15th"."""
    found = _MORE_ORDINALS.match(low, atom.end)
    others = _listed(found.group(1), found.start(1), atom) if found else []
    if not others or (others[0].day or 0) <= (atom.day or 0):
        return [atom]
    for other in others:
        other.kind = "monthday"
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


def ranged_days(low: str, start: int, end: int, window: str, month: int, case: str) -> Atom | None:
    """Two days of one month: "5-7 June", "November 19 to 20, 2024"."""
    year = None
    before = _DAYS_BEFORE.search(window)
    if before:
        one, two = day_number(before.group(2)), day_number(before.group(4))
        link, head = before.group(3), before.group(1) or ""
        begin, stop = start - (len(window) - before.start()), end
        if not before.group(2)[0].isdigit() and not head:
            return None
        found = YEAR_AFTER.match(low, end)
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
