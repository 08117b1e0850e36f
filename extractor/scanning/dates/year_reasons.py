"""Why four digits are a year: each reason is a row of `_REASONS`, and one is enough."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from extractor.scanning.dates.context import Context

FIRST, LAST = 1000, 2199
"""No number beyond these is taken for a year without BC or AD."""
_COMMON = 1400
"""From here on a weaker reason is enough."""
MODERN = range(1900, 2101)
_SIGNS = frozenset("#@_&=°$£€¥₹+*~^")
_LEADS = frozenset({"-", "–", "—"})


def is_year_number(text: Context, at: int) -> bool:
    """Whether a token is four digits that may be a year."""
    word = text.words[at]
    return len(word) == 4 and word.isdecimal() and FIRST <= int(word) <= LAST


def stands_alone(text: Context, at: int) -> bool:
    """Whether nothing is glued to four digits that makes another thing of them."""
    words, calendar = text.words, text.calendar
    before, after = words[at - 1] if at else "", words[at + 1]
    if before and (before in _SIGNS or before[-1].isalnum()):
        return False
    if before in (".", ",", ":") and at > 1 and words[at - 2][-1:].isdigit() and before != ",":
        return False
    if before in ("/", "-", "–") and at > 1:
        head = words[at - 2]
        if before == "/" and head[-1:].isalpha() and head not in calendar.months:
            return False
        if before != "/" and not (head[-1:].isdigit() or head in ("", " ") or "\n" in head):
            is_known = head in calendar.months or text.back(calendar.portions, at)
            if not is_known:
                return False
    if after and (after[0].isalpha() or after in "%°_@"):
        return False
    if after in ("-", "–") and words[at + 2].isdecimal() and words[at + 3] in ("-", "–"):
        return not words[at + 4][:1].isdigit()  # "2014-15-16"
    if after in (":", ".", ",") and words[at + 2][:1].isdigit():
        return False
    if after == "-" and (words[at + 2] in calendar.months or words[at + 2] in calendar.seasons):
        return True
    if after == "-" and words[at + 2][:1].isalpha():
        return is_sure(text, at)
    return text.word_after(at + 1) not in calendar.tables.years.never_after


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


def is_year(text: Context, at: int, value: int) -> bool:
    """Whether there is a reason to take four digits for a year, and none against it."""
    if any(speaks_against(text, at) for speaks_against in _AGAINST):
        return False
    never = text.back(text.calendar.tables.years.never_before, at) is not None
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
    if words[at + 1] == "/":
        number = text.integer(at + 2, 4)
        follows = (value + 1, (value + 1) % 100)
        return number in follows and not words[at + 3][:1].isalnum()
    joint = text.joint_after(at + 1)
    if joint is None or joint.sign != "-":
        return False
    last, number = joint.place, text.integer(joint.place, 4)
    if number is None or not stands_alone(text, last) or _counts_many(text, last):
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
    if owner.endswith(words.owning):
        return True
    if owner in words.the or owner in words.articles or owner in words.that:
        return True
    return text.back(words.owners, at) is not None


def _is_named(text: Context, at: int) -> bool:
    """Whether a year dates a noun ("the 2014 final"), follows a name ("Expo 2020") or is spoken
    of ("2010 was a good year")."""
    words = text.words
    if int(words[at]) % 100 == 0 and int(words[at]) not in MODERN:
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
    if starts and int(words[at]) in MODERN and words[at + 1] == " " and words[at + 2] in _LEADS:
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
        and (text.ends_here(at + 1) and int(words[at]) in MODERN and not words[at - 3].isdecimal())
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
        if not _COMMON <= int(words[other]) <= LAST or not stands_alone(text, other):
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
    if text.back(tables.never_before, at) is not None:
        return False
    if following in tables.nouns or is_sure(text, at):
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


def _is_asked(text: Context, at: int) -> bool:
    """Whether a question about a year begins: "Has 2015 been a good year?"."""
    head = text.before(at)
    if head < 0 or text.words[head] not in text.calendar.tables.years.asking:
        return False
    is_first = head == 0 or text.words[head - 1] in (" ", "") or "\n" in text.words[head - 1]
    return is_first and text.is_capital(head) and not text.tokens.written(head).isupper()


def is_sure(text: Context, at: int) -> bool:
    """Whether a preposition stands before that says it alone: "since 1998"."""
    return text.back(text.calendar.tables.years.sure, at) is not None


def _is_said(text: Context, at: int) -> bool:
    """Whether a word stands before that says it where nothing is counted: "before 1998"."""
    return text.back(text.calendar.tables.years.before, at) is not None


def _dates_many(text: Context, at: int) -> bool:
    """Whether what is dated mostly follows: "2019 results", "its 2000 accounts"."""
    is_noun = text.word_after(at + 1) in text.calendar.tables.years.nouns
    return is_noun and (int(text.words[at]) % 100 > 0 or _is_owned(text, at))


def _has_owner(text: Context, at: int) -> bool:
    """Whether somebody's things are dated: "their 2006 plans"."""
    return text.back(text.calendar.words.owners, at) is not None and int(text.words[at]) % 100 > 0


_AGAINST = (_is_numbered, _is_address, _is_before_unit)
_REASONS = (
    Reason(_leads_to_year, _COMMON, despite_plural=True, despite_never=True),
    Reason(is_sure, FIRST, despite_plural=True, despite_never=True),
    Reason(_opens_clause, FIRST, despite_plural=True),
    Reason(_is_asked, MODERN.start, despite_never=True),
    Reason(_has_sibling, _COMMON, despite_plural=True),
    Reason(_dates_many, MODERN.start),
    Reason(_has_owner, MODERN.start, despite_plural=True),
    Reason(_is_said, _COMMON),
    Reason(_is_in_brackets, _COMMON),
    Reason(_is_named, _COMMON),
)
"""What makes a year of four digits: one is enough."""
