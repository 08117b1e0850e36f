"""Years, in digits and in words, alone and behind a day or a month."""

from __future__ import annotations

from extractor.scanning.dates.context import GAPS, Context
from extractor.scanning.dates.decades import find_decade
from extractor.scanning.dates.piece import Piece
from extractor.scanning.dates.year_reasons import (
    FIRST,
    LAST,
    is_sure,
    is_year,
    is_year_number,
    stands_alone,
)

_DASHES = frozenset({"-", "–", "/"})


def says_year(text: Context, end: int) -> bool:
    """Whether "next year" follows what ends before a token."""
    which = text.ahead(text.calendar.which, end)
    unit = text.word_after(which[0]) if which is not None else ""
    return text.calendar.units.get(unit) == ("year", False)


def year_after(
    text: Context, end: int, *, spoken: bool = False
) -> tuple[int, int | None, tuple[int, ...]]:
    """The year behind a day or a month that ends before a token: its end, itself, its token."""
    words = text.words
    place = end + 1 if words[end] == "." and words[end + 1] in (" ", ",", "-") else end
    short = is_of = False
    if words[place] == " " and words[place + 1] == ",":
        place += 1
    if words[place] == ",":
        place += 2 if words[place + 1] == " " else 1
    elif words[place] in ("-", "/"):
        place, short = place + 1, True
    elif words[place] == " ":
        place += 1
    elif words[place] != "'":
        return end, None, ()
    if words[place] in text.calendar.words.of_year and words[place + 1] == " ":
        short = is_of = words[place] == text.calendar.words.of
        if not short:
            return end, None, ()
        place += 2
    if words[place] == "'":
        place, short, is_of = place + 1, True, False
    if is_year_number(text, place):
        is_year = stands_alone(text, place)
        return (place + 1, int(words[place]), (place,)) if is_year else (end, None, ())
    year = text.integer(place)
    if short and year is not None and len(words[place]) == 2 and words[place - 1] != ",":
        after = words[place + 1]
        if is_of and not text.ends_here(place + 1):
            return end, None, ()  # "a fall of 22 percent"
        if not (after[:1].isalnum() or after in (":", "/", "-", "%")) or after == "":
            return place + 1, full_year(year), (place,)
    if spoken:
        found = spoken_year(text, place)
        if found is not None:
            return found[0], found[1], ()
    return end, None, ()


def with_year(text: Context, piece: Piece) -> Piece:
    """The piece with the year behind it."""
    end, year, years = year_after(text, piece.end)
    return piece if year is None else piece._replace(end=end, year=year, years=years)


def year_owning(text: Context, start: int) -> tuple[int, int] | None:
    """The first token and the value of the year whose is what begins at a token: "2023's"."""
    at = start - 4
    if at < 0 or text.words[start - 1] != " " or not is_year_number(text, at):
        return None
    is_owning = "".join(text.words[at + 1 : start - 1]) == text.calendar.words.owning
    return (at, int(text.words[at])) if is_owning and stands_alone(text, at) else None


def full_year(two: int) -> int:
    """Four digits of a year from two."""
    return two if two > 99 else (1900 if two >= 40 else 2000) + two


def spoken_year(text: Context, at: int) -> tuple[int, int] | None:
    """The end and the value of a year that is said in words: "twenty twenty-four"."""
    words = text.words
    first = text.numeral_at(at)
    if first is None or first.value is None or first.kind != "cardinal" or first.in_digits:
        return None
    if FIRST <= first.value <= LAST and first.step == 1:
        return first.end, int(first.value)
    if not 10 <= first.value <= 21 or words[first.end] not in GAPS:
        return None
    place = first.end + 1
    tens = words[place] not in text.calendar.words.zeros
    if not tens:
        place += 2
    second = text.numeral_at(place)
    if second is None or second.value is None or second.kind != "cardinal" or second.scale != 1:
        return None
    if not (10 <= second.value <= 99 if tens else 1 <= second.value <= 9):
        return None
    return second.end, int(first.value) * 100 + int(second.value)


def find_spoken_year(text: Context, at: int) -> list[Piece]:
    """A year in words, where a preposition says that it is one."""
    found = spoken_year(text, at)
    if found is None or not is_sure(text, at):
        return []
    end, year = found
    unit = text.word_after(end)
    if unit in text.calendar.units or (unit.endswith(text.calendar.words.plural_end)):
        return []
    return [Piece(at, end, "year", year=year)]


def find_year(text: Context, at: int) -> list[Piece]:
    """The year, the decade or the years that four digits are."""
    words = text.words
    value = int(words[at])
    decade = find_decade(text, at, value)
    if decade is not None:
        return [decade]
    era = find_era(text, at)
    if era:
        return era
    if not FIRST <= value <= LAST or not stands_alone(text, at) or not is_year(text, at, value):
        return []
    span = text.integer(at + 2, 4)
    if span == value + 1 and words[at + 1] == "/" and not words[at + 3][:1].isalnum():
        return [Piece(at, at + 3, "years", year=value, year2=span, years=(at, at + 2))]
    if (
        span is not None
        and words[at + 1] in _DASHES
        and len(words[at + 2]) == 2
        and span > value % 100
        and not (words[at + 3][:1].isalnum() or words[at + 3] in ("/", "%"))
        and not (words[at + 3] == "-" and words[at + 4].isdigit())
    ):
        return [
            Piece(at, at + 3, "years", year=value, year2=value // 100 * 100 + span, years=(at,))
        ]
    return [Piece(at, at + 1, "year", year=value, years=(at,))]


def find_short_year(text: Context, at: int) -> list[Piece]:
    """A year in two digits, behind an apostrophe and a preposition: "since '98"."""
    if len(text.words[at]) != 2 or not at or text.words[at - 1] != "'":
        return []
    if text.words[at + 1][:1].isalnum() or not is_sure(text, at - 1):
        return []
    if text.word_before(at - 1) == text.calendar.words.of:
        return []
    return [Piece(at - 1, at + 1, "year", year=full_year(int(text.words[at])))]


def find_era(text: Context, at: int) -> list[Piece]:
    """A year that is counted from the birth of Christ: "52 BC", "AD 91"."""
    calendar = text.calendar
    value = text.integer(at, 4)
    if not value or not text.words[at].isdecimal():
        return []
    if text.word_after(at + 1) in calendar.words.before_christ:
        return [Piece(at, at + 3, "year", year=-value, years=(at,))]
    if (
        text.word_after(at + 1) in calendar.words.of_christ
        and text.tokens.written(at + 2).isupper()
    ):
        return [Piece(at, at + 3, "year", year=value, years=(at,))]
    head = text.before(at)
    is_ad = head >= 0 and text.words[head] in calendar.words.of_christ[:1]
    if is_ad and text.tokens.written(head).isupper():
        return [Piece(head, at + 1, "year", year=value, years=(at,))]
    return []
