"""Weeks, quarters, halves and centuries by their number, alone and in lists."""

from __future__ import annotations

from extractor.scanning.dates.context import GAPS, Context, with_portion
from extractor.scanning.dates.piece import Kind, Piece
from extractor.scanning.dates.year_reasons import is_year_number
from extractor.scanning.dates.years import with_year, year_owning
from extractor.scanning.numbers.romans import ROMANS

_WEEKS = 53
_AROUND = 30
"""Tokens in which a word of sport makes a quarter one of a game."""


def find_quarter(text: Context, at: int, *, is_many: bool) -> list[Piece]:
    """A quarter by its ordinal, and those that share its noun: "the first and second quarters"."""
    return _numbered(text, at, "quarter", 4, is_many=is_many)


def find_half(text: Context, at: int, *, is_many: bool) -> list[Piece]:
    """The half of a year that is named: "the first half of 2022", "the year's second half"."""
    found = _numbered(text, at, "half", 2, is_many=is_many)
    return [piece for piece in found if piece.year is not None or piece.of_year]


def find_week(text: Context, at: int, *, is_many: bool) -> list[Piece]:
    """Weeks by their number: "week 10 of 2026", "weeks 10 to 12"."""
    found: list[Piece] = []
    start, place = at, at + 2
    if text.words[at + 1] != " " or text.which_before(at) is not None:
        return []
    if text.word_before(at) in text.vocabulary.no_number:
        return []
    while (number := text.integer(place)) is not None and 1 <= number <= _WEEKS:
        found.append(Piece(start, place + 1, "week", number=number))
        joint = text.joint_after(place + 1)
        if not is_many or joint is None:
            break
        start = place = joint.place
    if not found or len(found) == is_many:
        return []
    last = of_year(text, found[-1])
    # "week 10 of the 2026 season", "one week 10 people fell ill"
    is_free = text.ends_here(last.end) or text.word_after(last.end) in text.vocabulary.stop
    is_free |= text.is_capital(at) or last.year is not None
    if not is_free or text.is_unit(last.end + 1):
        return []
    return [*found[:-1], last]


def _numbered(text: Context, at: int, kind: Kind, most: int, *, is_many: bool) -> list[Piece]:
    """A part of a year by its ordinal."""
    words, calendar = text.words, text.calendar
    place = at - 2 if text.word_before(at) in text.vocabulary.books else at
    found = text.ordinal_at(place - 1) if text.before(place) >= 0 else None
    if found is None or (is_many and _listed(text, found[0]) is None):
        return []
    place, number = found
    if number < 0:
        number = most
    if number > most or words[at + 1] == "-" or text.word_after(at + 1) in calendar.words.finals:
        return []
    start = text.with_the(place)
    piece = of_year(text, Piece(start, at + 1, kind, number=number))
    if found[1] < 0 and piece.year is None and words[place] not in calendar.words.closing:
        return []  # "last quarter" is that before this one
    if piece.year is None and not piece.of_year:
        if in_a_match(text, start, at):
            return []
        piece = _year_before(text, piece)
    pieces = [piece]
    while (other := _listed(text, place)) is not None and 0 < other[2] < (pieces[0].number or 0):
        place = other[0]
        pieces.insert(
            0,
            piece._replace(start=text.with_the(place), end=other[1], number=other[2], years=()),
        )
    return pieces


def _listed(text: Context, start: int) -> tuple[int, int, int] | None:
    """The ordinal that a comma or "and" joins to the one at a token: its tokens and its value."""
    joint = text.joint_before(text.with_the(start))
    found = text.ordinal_at(joint.place) if joint is not None and joint.sign != "-" else None
    return None if found is None or joint is None else (found[0], joint.place, found[1])


def of_year(text: Context, piece: Piece) -> Piece:
    """The quarter with the year behind it: "of 2024", "of last year"."""
    calendar = text.calendar
    dated = with_year(text, piece)
    if dated.year is not None:
        return dated
    words, place = text.words, piece.end
    if text.word_after(place) in calendar.words.of_year and words[place + 2] == " ":
        place += 2
        first = place + 1
        if words[first] == "'":
            return piece
        if is_year_number(text, first):
            return piece._replace(end=first + 1, year=int(words[first]), years=(first,))
        is_the_year = words[first] in calendar.words.the
        is_the_year = is_the_year and calendar.units.get(words[first + 2]) == ("year", False)
        if is_the_year and words[first + 3] != "-":
            return piece._replace(end=first + 3, of_year=True)
    which = text.ahead(calendar.which, place)
    if which is None:
        return piece
    stop = which[0]
    if text.word_after(stop) in text.vocabulary.books:
        stop += 2
    if calendar.units.get(text.word_after(stop)) != ("year", False):
        return piece
    return piece._replace(end=stop + 2, which=which[1], of_year=True)


def _year_before(text: Context, piece: Piece) -> Piece:
    """The quarter with the year whose it is before it: "next year's second quarter"."""
    words, calendar = text.words, text.calendar
    at = text.before(piece.start)
    unit = calendar.units.get(words[at]) if at in text.owners else None
    which = text.which_before(at) if unit == ("year", False) else None
    if which is not None:
        return piece._replace(start=which[0], which=which[1], of_year=True)
    if unit == ("year", False) and text.word_before(at) in calendar.words.the:
        return piece._replace(start=at - 2, of_year=True)
    owner = year_owning(text, piece.start)
    if owner is not None:
        return piece._replace(start=owner[0], year=owner[1], years=(owner[0],))
    if at >= 0 and is_year_number(text, at):
        return piece._replace(start=at, year=int(words[at]), years=(at,))
    return piece


def in_a_match(text: Context, start: int, end: int) -> bool:
    """Whether sport is spoken of around a quarter, so that it is one of a game, or around a day,
    so that it is a hole or a place."""
    words = text.words
    first = start
    while first > 0 and start - first < _AROUND and "\n" not in words[first - 1]:
        first -= 1
    last = end
    while last < len(text.tokens) and last - end < _AROUND - 6 and "\n" not in words[last]:
        last += 1
    return not text.calendar.words.match.isdisjoint(words[first:last])


def find_century(text: Context, at: int, *, is_many: bool) -> list[Piece]:
    """A century by its number, with the one before that shares its noun."""
    if text.words[at] in text.calendar.words.roman_behind:
        return _roman_century(text, at)
    found = text.ordinal_at(at - 1) if at > 1 and text.words[at - 1] in GAPS else None
    if found is None or found[1] < 1:
        return []
    start, number = found
    end = at + 1
    if text.word_after(end) in text.calendar.words.before_christ:
        number, end = -number, end + 2
    piece = with_portion(text, Piece(text.with_the(start), end, "century", number=number))
    joint = text.joint_before(piece.start)
    stop = joint.place if joint is not None else 0
    if stop and text.words[stop - 1] == "-":
        stop -= 1  # "18th- and 19th-century"
    other = text.ordinal_at(stop) if stop else None
    if other is None or not 0 < other[1] < abs(number):
        return [piece]
    first = Piece(text.with_the(other[0]), stop, "century", number=other[1])
    return [with_portion(text, first), piece]


def _roman_century(text: Context, at: int) -> list[Piece]:
    """A century by the Roman numeral behind it: "siglo XIX"."""
    place = at + 2
    number = ROMANS.get(text.words[place]) if text.words[at + 1] == " " else None
    if number is None or not text.tokens.written(place).isupper():
        return []
    end = place + 1
    if text.word_after(end) in text.calendar.words.before_christ:
        number, end = -number, end + 2
    return [with_portion(text, Piece(text.with_the(at), end, "century", number=number))]
