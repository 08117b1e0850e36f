"""Years, decades and centuries: four digits need a reason to be a year."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from extractor.scanning.dates.context import GAPS, Context, with_portion
from extractor.scanning.dates.piece import Piece

FIRST, LAST = 1000, 2199
"""No number beyond these is taken for a year without BC or AD."""
_COMMON = 1400
"""From here on a weaker reason is enough."""
_MODERN = range(1900, 2101)
_SIGNS = frozenset("#@_&=°$£€¥₹+*~^")
_DASHES = frozenset({"-", "–", "/"})
_LEADS = frozenset({"-", "–", "—"})


def year_after(
    text: Context, end: int, *, spoken: bool = False
) -> tuple[int, int | None, tuple[int, ...]]:
    """The year behind a day or a month that ends before a token: its end, itself, its token."""
    words = text.words
    place = end + 1 if words[end] == "." and words[end + 1] in (" ", ",", "-") else end
    short = False
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
        short = words[place] == text.calendar.words.of_year[0]
        if not short:
            return end, None, ()
        place += 2
    if words[place] == "'":
        place, short = place + 1, True
    year = text.integer(place, 4)
    if year is not None and (FIRST <= year <= LAST and len(words[place]) == 4):
        return (place + 1, year, (place,)) if _stands_alone(text, place) else (end, None, ())
    if short and year is not None and len(words[place]) == 2 and words[place - 1] != ",":
        after = words[place + 1]
        if not (after[:1].isalnum() or after in (":", "/", "-", "%")) or after == "":
            return place + 1, full_year(year), (place,)
    if spoken:
        found = spoken_year(text, place)
        if found is not None:
            return found[0], found[1], ()
    return end, None, ()


def is_year_number(text: Context, at: int) -> bool:
    """Whether a token is four digits that may be a year."""
    word = text.words[at]
    return len(word) == 4 and word.isdecimal() and FIRST <= int(word) <= LAST


def full_year(two: int) -> int:
    """Four digits of a year from two."""
    return two if two > 99 else (1900 if two >= 40 else 2000) + two


def spoken_year(text: Context, at: int) -> tuple[int, int] | None:
    """The end and the value of a year that is said in words: "twenty twenty-four"."""
    words = text.words
    if words[at] not in text.numerals.starters:
        return None
    first = text.numerals.read(text.tokens, at)
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
    second = (
        text.numerals.read(text.tokens, place) if words[place] in text.numerals.starters else None
    )
    if second is None or second.value is None or second.kind != "cardinal" or second.scale != 1:
        return None
    if not (10 <= second.value <= 99 if tens else 1 <= second.value <= 9):
        return None
    return second.end, int(first.value) * 100 + int(second.value)


def find_spoken_year(text: Context, at: int) -> list[Piece]:
    """A year in words, where a preposition says that it is one."""
    found = spoken_year(text, at)
    if found is None or text.back(text.vocabulary.year_sure, at) is None:
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
    decade = _decade(text, at, value)
    if decade is not None:
        return [decade]
    era = find_era(text, at)
    if era:
        return era
    if not FIRST <= value <= LAST or not _stands_alone(text, at) or not _is_year(text, at, value):
        return []
    span = text.integer(at + 2)
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
    return [with_portion(text, Piece(at, at + 1, "year", year=value, years=(at,)))]


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
    if not marked and head not in calendar.words.the and portion is None:
        return []
    if not marked and (_is_of_age(text, start) or _is_of_heat(text, start)):
        return []
    year = (1900 if value >= 30 else 2000) + value
    if not marked and head in calendar.words.the:
        # "the 80s" with its article only where something stands before it, as with four digits
        start -= 2
    return [with_portion(text, Piece(start, end, "decade", year=year), article=not marked)]


def find_named_decade(text: Context, at: int) -> list[Piece]:
    """A decade by its name: "the late seventies"."""
    calendar = text.calendar
    head = text.word_before(at)
    if _is_of_age(text, at) or not (
        head in calendar.words.the
        or head in calendar.words.of_year
        or text.back(calendar.portions, at) is not None
    ):
        return []
    if text.words[at - 1] == "-" and not text.back(calendar.portions, at):
        return []
    return [
        with_portion(
            text, Piece(at, at + 1, "decade", year=calendar.tables.decades[text.words[at]])
        )
    ]


def _decade(text: Context, at: int, value: int) -> Piece | None:
    """The decade, or the century, that "1920s" is."""
    end = _plural_end(text, at + 1)
    if end is None or value % 10 or not FIRST <= value <= LAST:
        return None
    start = at - 2 if text.word_before(at) in text.calendar.words.the else at
    if value % 100 == 0 and value < 2000:
        return with_portion(
            text, Piece(start, end, "century", count=value // 100 + 1, is_open=True)
        )
    return with_portion(text, Piece(start, end, "decade", year=value))


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


def _is_of_age(text: Context, at: int) -> bool:
    """Whether "60s" are somebody's age: "in their late 60s and early 70s"."""
    calendar, words = text.calendar, text.words
    place = at
    for _ in range(2):
        portion = text.back(calendar.portions, place)
        place = portion[0] if portion is not None else place
        if text.back(text.vocabulary.owners, place) is not None:
            return True
        joiner = text.before(place)
        if joiner < 2 or not calendar.joiners.get(words[joiner], frozenset()) & {"list", "range"}:
            return False
        place = joiner - 1
        while place > 0 and words[place - 1] not in GAPS:
            place -= 1
    return False


def _is_of_heat(text: Context, at: int) -> bool:
    """Whether "80s" are degrees, as the clause speaks of them."""
    heat = text.calendar.words.heat
    return not heat.isdisjoint(text.words[max(0, at - 16) : at + 12])


def _stands_alone(text: Context, at: int) -> bool:
    """Whether nothing is glued to four digits that makes another thing of them."""
    words = text.words
    before, after = words[at - 1] if at else "", words[at + 1]
    if before and (before in _SIGNS or before[-1].isalnum()):
        return False
    if before in (".", ",", ":") and at > 1 and words[at - 2][-1:].isdigit() and before != ",":
        return False
    if before in ("/", "-", "–") and at > 1:
        head = words[at - 2]
        if before == "/" and head[-1:].isalpha():
            return False
        if before != "/" and not (head[-1:].isdigit() or head in ("", " ") or "\n" in head):
            is_known = head in text.calendar.months or text.back(text.calendar.portions, at)
            if not is_known:
                return False
    if after and (after[0].isalpha() or after in "%°_@"):
        return False
    if after in (":", ".", ",") and words[at + 2][:1].isdigit():
        return False
    if after == "-" and words[at + 2] in text.calendar.months:
        return True
    if after == "-" and words[at + 2][:1].isalpha():
        return text.back(text.vocabulary.year_sure, at) is not None
    return text.word_after(at + 1) not in text.calendar.tables.years.never_after


class Reason(NamedTuple):
    """Why four digits are a year."""

    holds: Callable[[Context, int], bool]
    since: int
    """The earliest year for which it is enough."""
    despite_plural: bool = False
    """Whether it is enough before a plural noun, unless the number is round: counts of this size
    have their comma mostly, so "in 2012 lawyers met"."""
    despite_never: bool = False
    """Whether it is enough after "over" and the like."""


def _is_year(text: Context, at: int, value: int) -> bool:
    """Whether there is a reason to take four digits for a year, and none against it."""
    if any(speaks_against(text, at) for speaks_against in _AGAINST):
        return False
    never = text.back(text.vocabulary.year_never, at) is not None
    is_count = _counts_many(text, at)
    for reason in _REASONS:
        if value < reason.since or (never and not reason.despite_never):
            continue
        if is_count and not (reason.despite_plural and value % 100):
            continue
        if reason.holds(text, at):
            return True
    return False


def _leads_to_year(text: Context, at: int) -> bool:
    """Whether a dash leads from four digits to a later year, or to the next in two digits."""
    words, value = text.words, int(text.words[at])
    joint = text.joint_after(at + 1)
    if joint is None or joint.sign != "-":
        return False
    last, number = joint.place, text.integer(joint.place, 4)
    if number is None or not _stands_alone(text, last) or _counts_many(text, last):
        return False
    if len(words[last]) == 2:
        return last == at + 2 and number == (value + 1) % 100
    return (
        value < number <= LAST
        and number - value < 200
        and text.calendar.units.get(text.word_after(last + 1), ("", False))[1] is False
    )


def _is_owned(text: Context, at: int) -> bool:
    """Whether "its" or "the" stands before a year."""
    words = text.calendar.words
    owner = text.tokens.words[at - 2] if at > 1 and text.words[at - 1] == " " else ""
    if owner.endswith("'s"):
        return True
    if owner in words.the or owner in words.articles or owner in words.that:
        return True
    return text.back(text.vocabulary.owners, at) is not None


def _is_named(text: Context, at: int) -> bool:
    """Whether a year dates a noun ("the 2014 final"), follows a name ("Expo 2020") or is spoken
    of ("2010 was a good year")."""
    words = text.words
    if int(words[at]) % 100 == 0 and int(words[at]) not in _MODERN:
        return False
    after = text.word_after(at + 1)
    if _is_owned(text, at) or words[at + 1] == "'":
        return True
    if after and text.is_capital(at + 2):
        return True
    head = text.before(at)
    if head > 0 and words[head].isalpha() and text.is_capital(head) and words[head - 1] == " ":
        # "Expo 2020", "her London 2012 triumph"
        return int(words[at]) % 100 > 0 or text.ends_here(at + 1)
    starts = head < 0 or words[head] in (".", "!", "?")
    if starts and int(words[at]) in _MODERN and words[at + 1] == " " and words[at + 2] in _LEADS:
        return True  # "1987 - Founds a bank."
    return starts and (after in text.calendar.tables.years.verbs_after or words[at + 1] == ",")


def _is_in_brackets(text: Context, at: int) -> bool:
    """Whether a year stands in brackets, or behind a comma at a phrase's end."""
    words = text.words
    if at and words[at - 1] in ("(", "["):
        return True
    return (
        at > 1
        and words[at - 1] == " "
        and words[at - 2] == ","
        and (text.ends_here(at + 1) and int(words[at]) in _MODERN and not words[at - 3].isdecimal())
    )


def _has_sibling(text: Context, at: int) -> bool:
    """Whether another year is joined to these four digits, with a reason of its own."""
    words = text.words
    after, before = text.joint_after(at + 1), text.joint_before(at)
    for joint, first, last in (
        (after, at, after.place if after else at), (before, before.place - 1 if before else at, at)
    ):  # fmt: skip
        other = last if first == at else first
        if joint is None or len(words[other]) != 4 or text.integer(other, 4) is None:
            continue
        if not _COMMON <= int(words[other]) <= LAST or not _stands_alone(text, other):
            continue
        if joint.is_range:
            if int(words[first]) < int(words[last]) and not _counts_many(text, last):
                return True
        elif _is_year_alone(text, other):
            return True
    return False


def _is_year_alone(text: Context, at: int) -> bool:
    """Whether four digits are a year without a look at their siblings."""
    following = text.word_after(at + 1)
    tables = text.calendar.tables.years
    if text.back(text.vocabulary.year_never, at) is not None:
        return False
    if following in tables.nouns or text.back(text.vocabulary.year_sure, at) is not None:
        return True
    return not _counts_many(text, at) and (_is_owned(text, at) or _is_in_brackets(text, at))


def _counts_many(text: Context, at: int) -> bool:
    """Whether a plural noun follows, which a count would have."""
    word = text.word_after(at + 1)
    calendar = text.calendar
    if not word.endswith(calendar.words.plural_end) or not word.isalpha() or len(word) < 4:
        return False
    if word in calendar.tables.years.nouns or word in calendar.tables.years.verbs_after:
        return False
    return not text.is_capital(at + 2) and not word.endswith(calendar.words.no_plural_ends)


def _opens_clause(text: Context, at: int) -> bool:
    """Whether a preposition with a capital stands before: "By 2040 emissions should fall"."""
    head = text.before(at)
    if head < 0 or text.words[head] not in text.calendar.tables.years.openers:
        return False
    return text.is_capital(head) and not text.tokens.written(head).isupper()


def _is_numbered(text: Context, at: int) -> bool:
    """Whether the word before makes four digits a name: "Resolution 1970"."""
    tables = text.calendar.tables.years
    head = text.before(at)
    word = text.words[head] if head >= 0 else ""
    if word == "." and head:
        word = text.words[head - 1] + "."
    return word in tables.numbered and word not in tables.named_before


def _is_address(text: Context, at: int) -> bool:
    """Whether four digits number a house: "2014 Main Street"."""
    place = at + 2
    for _ in range(3):
        if text.words[place - 1] != " " or not text.is_capital(place):
            return False
        if text.words[place] in text.calendar.tables.years.streets:
            return place > at + 2
        place += 2
    return False


def _is_before_unit(text: Context, at: int) -> bool:
    """Whether a unit follows, of which four digits count so many."""
    following = text.word_after(at + 1)
    return text.calendar.units.get(following, ("", False))[1] or (
        bool(following) and text.is_unit(at + 2)
    )


def _is_sure(text: Context, at: int) -> bool:
    """Whether a preposition stands before that says it alone: "since 1998"."""
    return text.back(text.vocabulary.year_sure, at) is not None


def _is_said(text: Context, at: int) -> bool:
    """Whether a word stands before that says it where nothing is counted: "before 1998"."""
    return text.back(text.vocabulary.year_before, at) is not None


def _dates_many(text: Context, at: int) -> bool:
    """Whether what is dated mostly follows: "2019 results", "its 2000 accounts"."""
    is_noun = text.word_after(at + 1) in text.calendar.tables.years.nouns
    return is_noun and (int(text.words[at]) % 100 > 0 or _is_owned(text, at))


def _has_owner(text: Context, at: int) -> bool:
    """Whether somebody's things are dated: "their 2006 plans"."""
    return text.back(text.vocabulary.owners, at) is not None and int(text.words[at]) % 100 > 0


_AGAINST = (_is_numbered, _is_address, _is_before_unit)
_REASONS = (
    Reason(_leads_to_year, _COMMON, despite_plural=True, despite_never=True),
    Reason(_is_sure, FIRST, despite_plural=True, despite_never=True),
    Reason(_opens_clause, FIRST, despite_plural=True),
    Reason(_has_sibling, _COMMON, despite_plural=True),
    Reason(_dates_many, _MODERN.start),
    Reason(_has_owner, _MODERN.start, despite_plural=True),
    Reason(_is_said, _COMMON),
    Reason(_is_in_brackets, _COMMON),
    Reason(_is_named, _COMMON),
)
"""What makes a year of four digits: one is enough."""
