"""Decades by their digits and by their names: "the 1920s", "the '80s", "the late seventies"."""

from __future__ import annotations

from extractor.scanning.dates.context import Context
from extractor.scanning.dates.piece import Piece
from extractor.scanning.dates.year_reasons import FIRST, LAST, is_year_number

_MOST_AGES = 4
"""How many ages are followed back to whose they are."""


def find_decade(text: Context, at: int, value: int) -> Piece | None:
    """The decade, or the century, that "1920s" is."""
    end = _plural_end(text, at + 1)
    if end is None or value % 10 or not FIRST <= value <= LAST:
        return None
    start = text.with_the(at)
    if value % 100 == 0 and value < 2000:
        return Piece(start, end, "century", number=value // 100 + 1, is_open=True)
    return Piece(start, end, "decade", year=value)


def find_short_decade(text: Context, at: int) -> list[Piece]:
    """A decade without its century: "the '80s", "the late 60s"."""
    words, calendar = text.words, text.calendar
    value = int(words[at])
    end = _plural_end(text, at + 1)
    if end is None or value % 10 or not value:
        return []
    marked = at > 0 and words[at - 1] == "'"
    start = at - 1 if marked else at
    head = text.word_before(start)
    portion = text.back(calendar.portions, start)
    is_pointed = head in calendar.words.the or portion is not None or _follows_decade(text, start)
    if not marked and not is_pointed:
        return []
    if not marked and (_is_of_age(text, start) or _is_of_heat(text, start)):
        return []
    year = (1900 if value >= 30 else 2000) + value
    if not marked and head in calendar.words.the:
        # "the 80s" with its article only where something stands before it, as with four digits
        start -= 2
    return [Piece(start, end, "decade", year=year)]


def _follows_decade(text: Context, at: int, most: int = 3) -> bool:
    """Whether another decade is joined before: "the 60s, 70s and 80s"."""
    joint = text.joint_before(at)
    if joint is None or text.words[joint.place - 1] != text.calendar.words.plural_end:
        return False
    place = joint.place - 2
    if is_year_number(text, place):
        return True
    if text.integer(place) is None or _is_of_age(text, place) or not most:
        return False
    is_pointed = text.word_before(place) in text.calendar.words.the or text.words[place - 1] == "'"
    return is_pointed or _follows_decade(text, place, most - 1)


def find_named_decade(text: Context, at: int) -> list[Piece]:
    """A decade by its name: "the late seventies"."""
    calendar = text.calendar
    head = text.word_before(at)
    if _is_of_age(text, at) or not (
        head in calendar.words.the
        or _is_listed(text, at)
        or head in calendar.words.of_year
        or text.back(calendar.portions, at) is not None
    ):
        return []
    if text.words[at - 1] == "-" and not text.back(calendar.portions, at):
        return []
    return [Piece(at, at + 1, "decade", year=calendar.tables.decades[text.words[at]])]


def find_decade_behind(text: Context, at: int) -> list[Piece]:
    """A decade behind the word for it: "los años ochenta", "la década de 1990"."""
    words, calendar = text.words, text.calendar
    place, small = at + 1, calendar.words
    while words[place] == " " and (words[place + 1] in small.the | small.of_year):
        place += 2
    if words[place] != " ":
        return []
    place += 1
    year = calendar.tables.decades_behind.get(words[place])
    number = text.integer(place, 4)
    if number is not None and number and not number % 10:
        if len(words[place]) == 2:
            year = (1900 if number >= 30 else 2000) + number
        elif is_year_number(text, place) and place > at + 2:
            year = number
    if year is None or words[place + 1] in ("%", "-") or words[place + 1][:1].isalnum():
        return []
    return [Piece(text.with_the(at), place + 1, "decade", year=year)]


def _plural_end(text: Context, end: int) -> int | None:
    """The end of the "s" that makes many years of one."""
    words = text.words
    plural = text.calendar.words.plural_end
    for place in (end, end + 1):
        is_apart = place > end
        if is_apart and words[end] not in ("'", " "):
            return None
        if words[place] == plural and not (
            is_apart and words[end] == " " and words[place + 1] == "'"
        ):
            return place + 1
    return None


def _is_listed(text: Context, at: int) -> bool:
    """Whether another decade by its name is joined before: "the twenties and thirties"."""
    joint = text.joint_before(at)
    return joint is not None and text.words[joint.place - 1] in text.calendar.tables.decades


def _is_of_age(text: Context, at: int) -> bool:
    """Whether "60s" are somebody's age: "in their 30s, 40s and late 60s"."""
    calendar, place = text.calendar, at
    for _ in range(_MOST_AGES):
        portion = text.back(calendar.portions, place)
        place = portion[0] if portion is not None else place
        if text.back(calendar.words.owners, place) is not None:
            return True
        joint = text.joint_before(place)
        if joint is None:
            return False
        last = text.words[joint.place - 1]
        if last in calendar.tables.decades:
            place = joint.place - 1
        elif last == calendar.words.plural_end and text.integer(joint.place - 2) is not None:
            place = joint.place - 2
        else:
            return False
    return False


def _is_of_heat(text: Context, at: int) -> bool:
    """Whether "80s" are degrees, as the clause speaks of them."""
    heat = text.calendar.words.heat
    return not heat.isdisjoint(text.words[max(0, at - 16) : at + 12])
