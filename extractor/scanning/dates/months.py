"""Months with the days and the year around them: "5, 7 and 9 June 2024", "May 4-9".

Days before a month and days behind it are one grammar: days joined by commas, "and", a dash or
"to", of which each pair that a dash joins is a range.
"""

from __future__ import annotations

from typing import NamedTuple

from extractor.scanning.dates.context import GAPS, Context, with_which
from extractor.scanning.dates.piece import Piece
from extractor.scanning.dates.year_reasons import is_year_number
from extractor.scanning.dates.years import says_year, year_after

_MOST_DAYS = 8


class Day(NamedTuple):
    """A day of a month, by its tokens."""

    number: int
    start: int
    end: int


class Days(NamedTuple):
    """Days in reading order, and which of them a range leads to."""

    days: tuple[Day, ...]
    ranged: frozenset[int]
    """The places of those that end a range which the one before begins."""


def find_month(text: Context, at: int) -> list[Piece]:
    """The pieces that the month at a token belongs to."""
    words = text.words
    month = text.calendar.months[words[at]]
    if at and words[at - 1] in ("$", "#", "@"):
        return []
    before = _days_before(text, at)
    if before is not None and _is_free(text, at, before):
        end, year, _ = year_after(text, at + 1, spoken=True)
        return _pieces(text, before, month, year, at, end, leads=True)
    after = _days_after(text, at)
    if not _is_month(text, at, after):
        return []
    if after is not None:
        end, year, _ = year_after(text, after.days[-1].end, spoken=True)
        return _pieces(text, after, month, year, at, end, leads=False)
    end, year, _ = year_after(text, at + 1, spoken=True)
    if year is None:
        return _bare(text, at, month)
    return [Piece(at, end, "month", month=month, year=year)]


def day_at(text: Context, at: int) -> Day | None:
    """The day of a month that begins at a token, "the" included."""
    words = text.words
    place = at + 2 if words[at] in text.calendar.words.the and words[at + 1] == " " else at
    number = text.integer(place)
    if number is not None:
        end = place + 1
        if words[end] in text.calendar.words.ordinal_ends:
            end += 1
        elif words[end][:1].isalpha():
            return None
    else:
        numeral = text.numeral_at(place)
        if numeral is None or numeral.value is None:
            return None
        if not (numeral.kind == "ordinal" or (numeral.kind == "cardinal" and numeral.value >= 20)):
            return None
        number, end = int(numeral.value), numeral.end
    return Day(number, at, end) if 1 <= number <= 31 else None


def day_before(text: Context, end: int) -> Day | None:
    """The day of a month that ends before a token, "the" included."""
    words = text.words
    start = end - 2 if end > 1 and words[end - 1] in text.calendar.words.ordinal_ends else end - 1
    if text.integer(start) is None:
        numeral = text.numeral_before(end)
        if numeral is None or numeral.in_digits:
            return None
        start = numeral.start
    elif start and (words[start - 1] in "$£€.," or words[start - 1][-1].isalnum()):
        return None
    if start > 1 and words[start - 1] == ":" and words[start - 2].isdecimal():
        return None  # "19:30 June 5"
    day = day_at(text, start)
    if day is None or day.end != end:
        return None
    return day._replace(start=text.with_the(start))


def _days_before(text: Context, at: int) -> Days | None:
    """The days that stand before the month at a token."""
    words = text.words
    gap = words[at - 1] if at else ""
    if gap not in GAPS and gap != "/":
        return None
    end = at - 1
    if gap == " " and end > 1 and words[end - 1] == text.calendar.words.of:
        end -= 2
        if text.calendar.units.get(words[end - 1]) == ("day", False):
            end -= 2
    elif gap == " " and words[end - 1] == ",":
        end -= 1
    if end < 1:
        return None
    last = day_before(text, end)
    if last is None or last.start < text.floor:
        return None
    days, ranged = [last], set[int]()
    while len(days) < _MOST_DAYS:
        joint = text.joint_before(days[0].start, slash=True)  # "5/6 June"
        day = day_before(text, joint.place) if joint is not None else None
        if joint is None or day is None or day.start < text.floor or day.number >= days[0].number:
            break
        if len(days) == 1 and joint.sign == ",":
            break  # "Radio 4, 13 June": only "and" makes a list
        ranged = {place + 1 for place in ranged}
        if joint.is_range:
            ranged.add(1)
        days.insert(0, day)
    return _headed(text, days, ranged)


def _days_after(text: Context, at: int) -> Days | None:
    """The days that stand behind the month at a token."""
    words = text.words
    place = at + 1
    if words[place] == ".":
        place += 1
    comma = words[place] == "," and words[place + 1] == " "
    if comma:
        place += 1
    if words[place] in GAPS or words[place] == "/":
        place += 1
    elif place > at + 1 or text.tokens.written(at).isupper():
        return None  # "SEP2" is a code
    day = day_at(text, place)
    if day is None or not _is_day(text, day.end) or (comma and not _counts_nothing(text, day.end)):
        return None
    days, ranged = [day], set[int]()
    while len(days) < _MOST_DAYS:
        joint = text.joint_after(days[-1].end, slash=True)
        day = day_at(text, joint.place) if joint is not None else None
        if joint is None or day is None or not _is_day(text, day.end):
            if words[days[-1].end] in ("-", "–", "/") and words[days[-1].end + 1][:1].isdigit():
                days.pop()  # "in June 5-7% of them left"
            break
        # "from april 27 to the 3rd" goes over the month's end
        if day.number <= days[-1].number and (not joint.is_range or joint.sign == "-"):
            break
        if joint.is_range:
            ranged.add(len(days))
        days.append(day)
    if not days:
        return None
    while len(days) > 1 and len(days) - 1 not in ranged and not _counts_nothing(text, days[-1].end):
        days.pop()
    return _headed(text, days, ranged)


def _headed(text: Context, days: list[Day], ranged: set[int]) -> Days:
    """The days, of which "between" before them makes a range if they are two."""
    if len(days) == 2 and text.word_before(days[0].start) in text.calendar.words.between:
        ranged = {1}
    return Days(tuple(days), frozenset(ranged))


def _is_day(text: Context, end: int) -> bool:
    """Whether what follows a number leaves it a day of a month."""
    words = text.words
    sign = words[end]
    if sign and (sign[0].isalnum() or sign in "%°$£€"):
        return False
    if sign in (":", "."):
        return not words[end + 1][:1].isdigit()
    if sign == "," and words[end + 1][:1].isdigit() and len(words[end + 1]) != 4:
        return False
    after = end + 1 if sign in GAPS or sign == "–" else end
    if sign in GAPS and text.calendar.halves.ahead(words, after) is not None and sign == " ":
        return False
    if sign == "-" and words[after][:1].isalpha() and words[after] not in text.calendar.months:
        return words[after] in text.calendar.joiners
    # "Nov 18-Dec 19", "May 9 and 2 July": the number before a month is that month's
    return not (sign in GAPS and words[after] in text.calendar.months and text.is_capital(after)
                and words[end - 1] != "." and day_is_of_next(text, after))  # fmt: skip


def day_is_of_next(text: Context, month: int) -> bool:
    """Whether the number before a month is its day, and not that of the month before."""
    end = month + 2 if text.words[month + 1] == "." else month + 1
    return day_at(text, end + 1) is None


def _counts_nothing(text: Context, end: int) -> bool:
    """Whether the last number of a list of days is followed by nothing that it could count."""
    if year_after(text, end)[1] is not None or text.ends_here(end) or says_year(text, end):
        return True
    return text.words[end] == " " and text.words[end + 1] in text.calendar.words.after_listed_day


def _is_free(text: Context, at: int, days: Days) -> bool:
    """Whether the days before the month at a token are its own."""
    words, word = text.words, text.words[at]
    first = days.days[0]
    if word in text.calendar.tables.months.verbs and not text.is_capital(at):
        following = words[at + 1]
        return following in ("", ".", ",", ";", ":", ")") or text.word_after(at + 1)[:1].isdigit()
    # "Nov 18-Dec 19": the day belongs to the month before it
    is_dashed = words[at - 1] == "-"
    return not is_dashed or text.word_before(first.start) not in text.calendar.months


def _is_month(text: Context, at: int, days: Days | None) -> bool:
    """Whether a word that is another one too names the month."""
    months = text.calendar.tables.months
    word = text.words[at]
    glued = at + 2 if text.words[at + 1] == "-" else at + 1
    is_dated = days is not None or year_after(text, at + 1)[1] is not None
    if not is_dated and text.words[glued][:1].isdigit():
        return False  # "SEP2" is a code
    head = text.before(at)
    # "OCT" is a scan, unless all is in capitals
    is_code = text.tokens.written(at).isupper() and len(word) == 3 and word not in months.modals
    is_code = is_code and not (head >= 0 and text.tokens.written(head).isupper())
    if is_code and not is_dated:
        return False
    if word not in months.shy and word not in months.given_names:
        return True
    before = text.word_before(at)
    is_dated = is_dated or (at > 1 and is_year_number(text, at - 2)) or _has_sibling(text, at)
    capital = text.is_capital(at)
    if word not in months.shy:
        return is_dated or not _is_person(text, at)
    pointed = text.is_pointed("month", at)
    if not capital and not (is_dated and word not in months.modals):
        return (
            pointed
            and (before in text.calendar.words.of_year or word not in months.verbs)
            and (before not in text.calendar.words.the)
        )
    if word in months.verbs:
        return is_dated or (pointed and before not in text.calendar.words.articles)
    return is_dated or not _is_person(text, at)


def _has_sibling(text: Context, at: int) -> bool:
    """Whether another month is joined to one: "May to July", "May and June last year"."""
    after, before = text.joint_after(at + 1), text.joint_before(at)
    months = text.calendar.months
    if after is not None and text.words[after.place] in months:
        is_pair = text.is_capital(at) and text.is_capital(after.place)
        return is_pair and (after.is_range or _says_year(text, after.place + 1))
    return before is not None and before.is_range and text.words[before.place - 1] in months


def _says_year(text: Context, end: int) -> bool:
    """Whether behind a month stands which year it is of."""
    if year_after(text, end)[1] is not None:
        return True
    while text.word_after(end) in (text.calendar.words.of, *text.calendar.words.the):
        end += 2
    which = text.ahead(text.calendar.which, end)
    if which is None:
        return False
    return text.calendar.units.get(text.word_after(which[0])) == ("year", False)


def _is_person(text: Context, at: int) -> bool:
    """Whether a month alone is somebody's given name: "June Carter sang"."""
    words = text.words
    name = at + 2
    months = text.calendar.tables.months
    if words[at] not in months.given_names or words[at + 1] != " ":
        return False
    place = text.before(at)
    if place > 1 and "list" in text.calendar.joiners.get(words[place], ()):
        place = text.before(place) if words[place - 1] == " " else -1
        place = text.before(place) if place > 0 and words[place] in months.given_names else -1
    if place > 0 and words[place] in months.named and text.is_capital(at):
        return True
    if not (text.is_capital(at) and text.is_capital(name) and words[name].isalpha()):
        return False
    listed = "list" in text.calendar.joiners.get(text.word_before(at), ())
    if text.is_pointed("month", at) and not listed:
        return False
    if text.tokens.written(name).isupper():
        return False
    if words[name] in text.calendar.joiners or words[name] in text.calendar.weekdays:
        return False
    return _runs(text, at)


def _runs(text: Context, at: int) -> bool:
    """Whether small letters stand around, so that a capital says something: no headline."""
    words = text.words
    small = 0
    for step in (-1, 1):
        place = at + step
        while 0 <= place < len(text.tokens) and abs(place - at) < 60 and "\n" not in words[place]:
            if words[place].isalpha() and len(words[place]) > 2 and not text.is_capital(place):
                small += 1
            place += step
    return small >= 2


def _bare(text: Context, at: int, month: int) -> list[Piece]:
    """A month without day and year, with what says which one."""
    unit = text.calendar.units.get(text.word_after(at + 1))
    if unit == ("quarter", False):
        # "the December quarter" ends with December
        return [Piece(text.with_the(at), at + 3, "quarter", number=(month + 2) // 3)]
    return [with_which(text, Piece(at, text.name_end(at), "month", month=month))]


def _pieces(
    text: Context, days: Days, month: int, year: int | None, at: int, end: int, *, leads: bool
) -> list[Piece]:
    """The days of a month as pieces; the last bears the month's tokens, or the first does."""
    pieces: list[Piece] = []
    last = len(days.days) - 1
    month_end = text.name_end(at) if leads else at + 1
    for place, day in enumerate(days.days):
        start = day.start if leads or place else at
        stop = max(end, month_end) if place == last else day.end
        piece = Piece(
            start, stop, "day", month=month, day=day.number, year=year, is_listed=last > 0
        )
        if place in days.ranged:
            first = pieces.pop()
            if not leads and day.number < (first.day or 0):
                piece = piece._replace(month=month % 12 + 1, year=year and year + (month == 12))
            pieces.append(Piece(first.start, stop, "range", inner=first, right=piece))
        else:
            pieces.append(piece)
    return pieces
