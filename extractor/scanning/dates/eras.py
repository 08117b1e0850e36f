"""Quarters, halves and centuries, by their number or their code, alone and in lists."""

from __future__ import annotations

from dataclasses import replace

from extractor.scanning.dates.context import GAPS, Context, with_portion
from extractor.scanning.dates.piece import Piece
from extractor.scanning.dates.years import FIRST, LAST, full_year, year_after

_DASHES = frozenset({"-", "–"})
_AROUND = 30
"""Tokens in which a word of sport makes a quarter one of a game."""


def find_quarter(text: Context, at: int, *, is_many: bool) -> list[Piece]:
    """A quarter by its ordinal, and those that share its noun: "the first and second quarters"."""
    return _numbered(text, at, "quarter", 4, is_many=is_many)


def find_half(text: Context, at: int, *, is_many: bool) -> list[Piece]:
    """The half of a year that is named: "the first half of 2022", "the year's second half"."""
    found = _numbered(text, at, "half", 2, is_many=is_many)
    return [piece for piece in found if piece.year is not None or piece.which is not None]


def _numbered(text: Context, at: int, kind: str, most: int, *, is_many: bool) -> list[Piece]:
    """A part of a year by its ordinal."""
    words, calendar = text.words, text.calendar
    place = at
    if text.word_before(place) in text.vocabulary.books:
        place -= 2
    place = text.before(place)
    number = _number(text, place)
    if number is None or (is_many and _listed(text, place) is None):
        return []
    if number < 0:
        if kind == "quarter" and words[place] != "final":
            return []  # "last quarter" is that before this one
        number = most
    if number > most or words[at + 1] == "-" or text.word_after(at + 1) in calendar.words.finals:
        return []
    start = place - 1 if words[place] in calendar.words.ordinal_ends else place
    start = start - 2 if text.word_before(start) in calendar.words.the else start
    piece = Piece(start, at + 1, kind, count=number)  # type: ignore[arg-type]
    piece = _of_year(text, piece)
    if piece.year is None and piece.which is None and _in_a_match(text, start, at):
        return []
    if piece.which is None and piece.year is None:
        piece = _year_before(text, piece)
    pieces = [piece]
    while len(pieces) < most:
        other = _listed(text, place)
        if other is None:
            break
        number = _number(text, other) or 0
        if not 0 < number < (pieces[0].count or 0):
            break
        first = other - 1 if words[other] in calendar.words.ordinal_ends else other
        end = other + 1
        place = other
        first = first - 2 if text.word_before(first) in calendar.words.the else first
        pieces.insert(0, replace(piece, start=first, end=end, count=number, years=()))
    return pieces


def _number(text: Context, at: int) -> int | None:
    """The small ordinal that ends at a token."""
    if at < 0:
        return None
    number = text.vocabulary.ordinals.get(text.words[at])
    if number is None and text.words[at] in text.calendar.words.ordinal_ends:
        return text.integer(at - 1)
    return number


def _listed(text: Context, at: int) -> int | None:
    """The ordinal before the one at a token that a comma or "and" joins to it."""
    words, calendar = text.words, text.calendar
    start = at - 1 if words[at] in calendar.words.ordinal_ends else at
    place = start - 2 if text.word_before(start) in calendar.words.the else start
    joiner = text.before(place)
    if joiner < 1 or words[place - 1] != " ":
        return None
    if words[joiner] == ",":
        return joiner - 1 if _number(text, joiner - 1) is not None else None
    if not calendar.joiners.get(words[joiner], frozenset()) & {"list", "range"}:
        return None
    other = joiner - 2
    if words[joiner - 1] != " ":
        return None
    other = other - 1 if words[other] == "," else other
    return other if _number(text, other) is not None else None


def _of_year(text: Context, piece: Piece) -> Piece:
    """The quarter with the year behind it: "of 2024", "of last year"."""
    calendar = text.calendar
    end, year, years = year_after(text, piece.end)
    place = piece.end
    if year is None and text.word_after(place) in calendar.words.of_year and text.words[place + 2] == " ":
        place += 2
        value = text.integer(place + 1, 4)
        if text.words[place + 1] == "'":
            return piece
        if value is not None and FIRST <= value <= LAST:
            end, year, years = place + 2, value, (place + 1,)
        elif text.words[place + 1] in calendar.words.the:
            the_year = calendar.units.get(text.words[place + 3])
            if the_year == ("year", False) and text.words[place + 4] != "-":
                return replace(piece, end=place + 4, which="this", of_year=True)
    if year is not None:
        return replace(piece, end=end, year=year, years=years)
    which = text.ahead(calendar.which, place)
    if which is None:
        return piece
    stop = which[0]
    if text.word_after(stop) in text.vocabulary.books:
        stop += 2
    if calendar.units.get(text.word_after(stop)) != ("year", False):
        return piece
    return replace(piece, end=stop + 2, which=which[1], of_year=True)


def _year_before(text: Context, piece: Piece) -> Piece:
    """The quarter with the year whose it is before it: "next year's second quarter"."""
    words, calendar = text.words, text.calendar
    at = text.before(piece.start)
    unit = calendar.units.get(words[at]) if at in text.owners else None
    which = text.which_before(at) if unit == ("year", False) else None
    if which is not None:
        return replace(piece, start=which[0], which=which[1], of_year=True)
    if unit == ("year", False) and text.word_before(at) in calendar.words.the:
        return replace(piece, start=at - 2, which="this", of_year=True)
    year = text.integer(at, 4) if at >= 0 else None
    if year is not None and len(words[at]) == 4 and FIRST <= year <= LAST and piece.kind == "half":
        return replace(piece, start=at, year=year, years=(at,))
    return piece


def _in_a_match(text: Context, start: int, end: int) -> bool:
    """Whether sport is spoken of around a quarter, so that it is one of a game."""
    words = text.words
    first = start
    while first > 0 and start - first < _AROUND and "\n" not in words[first - 1]:
        first -= 1
    last = end
    while last < len(text.tokens) and last - end < _AROUND - 6 and "\n" not in words[last]:
        last += 1
    return not text.calendar.words.match.isdisjoint(words[first:last])


def find_code(text: Context, at: int) -> list[Piece]:
    """A quarter or a half by its code: "Q2 2025", "2025-Q2", "2Q25", "H1 2023"."""
    words, calendar = text.words, text.calendar
    kind = "quarter" if words[at] in calendar.words.quarter_codes else "half"
    most = 4 if kind == "quarter" else 2
    before = words[at - 1] if at else ""
    count = text.integer(at - 1, 1) if at else None
    place = at + 2 if words[at + 1] == "'" else at + 1
    year = text.integer(place, 4)
    if count is not None and 1 <= count <= most:
        if words[place] == " " and (at < 2 or not words[at - 2][-1:].isalnum()):
            end, year, _ = year_after(text, at + 1)
            found = Piece(at - 1, end, kind, count=count, year=year)  # type: ignore[arg-type]
            return [found] if year is not None else []
        is_year = year is not None and len(words[place]) in (2, 4)
        is_plain = at < 2 or not (words[at - 2][-1:].isalnum() or words[at - 2] in ".,")
        if is_year and is_plain and year is not None and not words[place + 1][:1].isalnum():
            return [Piece(at - 1, place + 1, kind, count=count, year=full_year(year))]  # type: ignore[arg-type]
        return []
    count = text.integer(at + 1, 1)
    if count is None or not 1 <= count <= most or before[-1:].isalnum() or words[at + 2][:1].isalnum():
        return []
    end, year, _ = year_after(text, at + 2)
    piece = Piece(at, end, kind, count=count, year=year)  # type: ignore[arg-type]
    if year is None:
        of = _of_year(text, piece)
        if of.which is not None or of.year is not None:
            return [replace(of, years=())]
        head = text.integer(at - 2, 4) if before in GAPS else None
        if head is not None and len(words[at - 2]) == 4 and FIRST <= head <= LAST:
            return [replace(piece, start=at - 2, year=head)]
        if kind == "half":
            return []  # "H1" is a headline, a visa, a virus
    return [piece]


def find_century(text: Context, at: int, *, is_many: bool) -> list[Piece]:
    """A century by its number, with the one before that shares its noun."""
    words, calendar = text.words, text.calendar
    found = text.ordinal_at(at - 1) if at > 1 and words[at - 1] in GAPS else None
    if found is None:
        return []
    start, number = found
    end = at + 1
    if text.word_after(end) in calendar.words.before_christ:
        number, end = -number, end + 2
    piece = Piece(_with_the(text, start), end, "century", count=number)
    piece = with_portion(text, piece)
    joiner = piece.start - 1
    if words[joiner] == " ":
        joiner -= 1
    stop = joiner
    sign = words[joiner] if joiner >= 0 else ""
    if sign not in (",", *_DASHES):
        if not calendar.joiners.get(sign, frozenset()) & {"list", "range"} or joiner < 2:
            return [piece]
        stop = joiner - 1
    elif words[stop - 1] == " ":
        stop -= 1
    if words[stop - 1] == "-":
        stop -= 1
    other = text.ordinal_at(stop)
    if other is None or other[1] >= abs(number):
        return [piece]
    first = Piece(_with_the(text, other[0]), stop, "century", count=other[1])
    return [with_portion(text, first), piece]


def _with_the(text: Context, start: int) -> int:
    return start - 2 if text.word_before(start) in text.calendar.words.the else start
