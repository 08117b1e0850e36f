"""Days in digits: ISO, with slashes, points or dashes, with a month's name between them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from extractor.scanning.dates.context import DASHES, Context
from extractor.scanning.dates.piece import Piece
from extractor.scanning.dates.year_reasons import FIRST, LAST, MODERN
from extractor.scanning.dates.years import full_year, year_after

_MOST_PAIRS = 6
"""How far a list of days is followed from one of them."""


class Written(NamedTuple):
    """A day as digits give it: its three parts in the order of the text."""

    parts: tuple[str, str, str]
    separator: str
    start: int
    end: int


def find_numeric(text: Context, at: int) -> list[Piece]:
    """The day that begins with the digits at a token."""
    written = _three(text, at)
    if written is not None:
        return _day_of(text, written)
    word = text.words[at]
    if len(word) == 8 and word.isdecimal() and word[:2] in ("19", "20"):
        return _made(at, at + 1, int(word[:4]), int(word[4:6]), int(word[6:]))
    return _month_of_year(text, at) or _two(text, at)


def _month_of_year(text: Context, at: int) -> list[Piece]:
    """A month as ISO writes it, where it can be no range of years ("2015-12", not "2011-12"), or
    with its year behind a slash: "05/2019"."""
    words = text.words
    first, sign, last = words[at : at + 3]
    if not (first + last).isdecimal() or (len(first), len(last)) not in ((4, 2), (1, 4), (2, 4)):
        return []
    year, month = (int(first), int(last)) if len(first) == 4 else (int(last), int(first))
    is_iso = sign == "-" and len(first) == 4 and month <= year % 100
    before, after = words[at - 1] if at else " ", words[at + 3]
    is_second = before in DASHES and at > 3 and words[at - 3] == sign == "/"
    is_first = sign == "/" and after in DASHES and words[at + 5] == sign
    is_shown = is_first or is_second or before == "("
    is_shown |= text.is_pointed("month", at)
    is_slashed = sign == "/" and len(last) == 4 and is_shown and year in MODERN
    if not (is_iso or is_slashed) or not (1 <= month <= 12 and FIRST <= year <= LAST):
        return []
    if not (text.ends_here(at + 3) or after == " " or is_first):
        return []
    if before not in (" ", "\n", "(") and not is_second:
        return []
    return [Piece(at, at + 3, "month", year=year, month=month)]


def _three(text: Context, at: int) -> Written | None:
    """Three parts joined by the same sign: in one token with points, or in five."""
    words = text.words
    word = words[at]
    if at and (words[at - 1] in ("/", ".", "$", "£", "€") or words[at - 1][-1].isalnum()):
        return None
    pieces = word.split(".")
    if len(pieces) == 3:
        first, second, third = pieces
        return Written((first, second, third), ".", at, at + 1)
    separator = words[at + 1]
    if len(pieces) > 1 or separator not in ("/", "-") or words[at + 3] != separator:
        return None
    if words[at + 5] == separator and words[at + 6].isdecimal() and separator == "/":
        return None
    if words[at + 5][:1].isalpha() and words[at + 5] != "t":
        return None
    third = words[at + 4]
    return Written((word, words[at + 2], third), separator, at, at + 5)


def _day_of(text: Context, written: Written) -> list[Piece]:
    """The day that three parts give, with the year where it can only be."""
    months = text.calendar.months
    named = [place for place, part in enumerate(written.parts) if part in months]
    if len(named) == 1:
        return _with_name(text, written, named[0])
    if named or not all(part.isdecimal() for part in written.parts):
        return []
    first, second, third = written.parts
    if len(first) == 4:
        return _made(written.start, written.end, int(first), int(second), int(third))
    if len(first) > 2 or len(second) > 2 or len(third) not in (2, 4):
        return []
    if (
        written.separator != "/"
        and len(third) == 2
        and (written.separator == "-" or not _is_dated(text, written.start))
    ):
        return []
    one, two = int(first), int(second)
    year = full_year(int(third))
    day_first = one > 12 or written.separator == "."
    if two > 12 and not one > 12:
        day_first = False
    month, day = (two, one) if day_first else (one, two)
    made = _made(written.start, written.end, year, month, day)
    is_open = written.separator != "." and one <= 12 and two <= 12 and one != two
    return [piece._replace(is_open=is_open) for piece in made]


def _with_name(text: Context, written: Written, place: int) -> list[Piece]:
    """A day whose month is a name: no order of the other two is in doubt."""
    month = text.calendar.months[written.parts[place]]
    one, two = (part for index, part in enumerate(written.parts) if index != place)
    if not (one.isdecimal() and two.isdecimal()):
        return []
    if len(one) == 4 or (len(two) != 4 and int(one) > 31):
        one, two = two, one
    if len(one) > 2 or len(two) not in (2, 4):
        return []
    return _made(written.start, written.end, full_year(int(two)), month, int(one))


def find_named(text: Context, at: int) -> list[Piece]:
    """The same where the month's name comes first: "September-2020-23"."""
    written = _three(text, at) if text.words[at + 2].isdecimal() else None
    return [] if written is None else _day_of(text, written)


def _made(start: int, end: int, year: int, month: int, day: int) -> list[Piece]:
    if not (1 <= month <= 12 and 1 <= day <= 31 and FIRST <= year <= LAST):
        return []
    return [Piece(start, end, "day", year=year, month=month, day=day)]


def _is_dated(text: Context, at: int) -> bool:
    """Whether a preposition of dates or a weekday stands before a token."""
    if text.is_pointed("day", at):
        return True
    words = text.words
    place = at - 2 if at > 1 and words[at - 1] == " " else -1
    if place > 0 and words[place] == ",":
        place -= 1
    return place >= 0 and words[place] in text.calendar.weekdays


def _two(text: Context, at: int) -> list[Piece]:
    """Day and month without a year: "on 9/14", "9/14, 9/16 or 9/18"."""
    parts = _pair(text, at)
    if parts is None:
        return []
    end, year = at + 3, None
    if text.words[end] == ",":
        end, year, _ = year_after(text, end)
    is_listed = _is_listed(text, at, end)
    known = text.calendar.tables.known_days.names.get("".join(text.words[at:end]))
    if known is not None and year is None and not is_listed:
        is_known = _is_dated(text, at) or text.word_before(at) in text.calendar.words.the
        return [Piece(at, end, "day", year=known, month=parts[0], day=parts[1])] if is_known else []
    if year is None and not _is_dated(text, at) and not is_listed:
        return []
    month, day = parts
    is_open = max(month, day) <= 12 and month != day
    if month > 12:
        month, day = day, month
    return [Piece(at, end, "day", year=year, month=month, day=day, is_open=is_open)]


def _pair(text: Context, at: int) -> tuple[int, int] | None:
    """Two numbers joined by a slash, that may be month and day in either order."""
    words = text.words
    if at and (words[at - 1] in ("/", ".") or words[at - 1][-1].isalnum()):
        return None
    if words[at + 1] != "/":
        return None
    one, two, end = text.integer(at), text.integer(at + 2), at + 3
    after = words[end]
    if one is None or two is None or after in ("/", "%") or after[:1].isalnum():
        return None
    if text.word_after(end) in text.calendar.months:
        return None  # "5/6 June"
    if not (1 <= one <= 31 and 1 <= two <= 31 and min(one, two) <= 12):
        return None
    if text.calendar.halves.ahead(words, end + 1 if after == " " else end) is not None:
        return None
    return one, two


def _is_listed(text: Context, at: int, end: int) -> bool:
    """Whether other pairs are joined to one, and one of them can only be a date."""
    pairs, last, first = [at], end, at
    for _ in range(_MOST_PAIRS):
        joint = text.joint_after(last)
        if joint is None or not _is_pair(text, joint.place):
            break
        pairs.append(joint.place)
        last = joint.place + 3
    for _ in range(_MOST_PAIRS):
        joint = text.joint_before(first)
        if joint is None or not _is_pair(text, joint.place - 3):
            break
        first = joint.place - 3
        pairs.append(first)
    if len(pairs) < 2:
        return False
    shown = [(text.words[place], text.words[place + 2]) for place in pairs]
    return _shows_a_date(shown) or year_after(text, last)[1] is not None


def _is_pair(text: Context, at: int) -> bool:
    return text.words[at + 1] == "/" and None not in (text.integer(at), text.integer(at + 2))


def _shows_a_date(pairs: Sequence[tuple[str, str]]) -> bool:
    """Whether one of the pairs has a leading nought or a number that only a day can be."""
    for one, two in pairs:
        if one[0] == "0" or two[0] == "0" or (12 < int(two) <= 31 and int(one) <= 12):
            return all(int(a) <= 31 and int(b) <= 31 for a, b in pairs)
    return False


def order_shown(text: Context, days: Sequence[Piece]) -> set[bool]:
    """Whether days in digits put the day first, by those that can be read in one way only."""
    shown: set[bool] = set()
    for day in days:
        token = text.words[day.start]
        if day.is_open or text.words[day.start + 1] != "/" or not token.isdecimal():
            continue
        if len(token) < 3 and day.month is not None and day.day is not None and day.day > 12:
            shown.add(int(token) == day.day)
    return shown
