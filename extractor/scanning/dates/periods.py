"""Stretches of time that say when: "last week", "three days ago", "the first week of May".

What stands before a unit is read once into a `Head`: article, "last", number, "fiscal". Which of
them are there, and what stands behind, decides what the stretch is: each function below takes one
case, in the order of `_CASES`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from extractor.languages.calendar import Shift, Unit, Which
from extractor.scanning.dates.context import Context, Count
from extractor.scanning.dates.eras import find_century, find_half, find_quarter, find_week
from extractor.scanning.dates.piece import SMALL, Piece
from extractor.scanning.dates.years import find_year

_COUNTED: frozenset[Unit] = frozenset({"day", "week", "weekend"})
_NUMBERED = {
    "century": find_century, "week": find_week, "quarter": find_quarter, "half": find_half,
}  # fmt: skip
"""Who reads a unit by its number."""
_NO_RUN: frozenset[Which] = frozenset({"this", "same"})


@dataclass(frozen=True, slots=True)
class Head:
    """What stands before a unit of time."""

    at: int
    """The unit's token."""
    unit: Unit
    is_many: bool
    start: int
    """The first token of what stands before it, the article left out."""
    which: Which | None
    which_at: int
    """The first token of what says which; -1 where nothing does."""
    count: Count | None
    article: int | None
    """The token of "the"."""
    books: bool
    """Whether a fiscal or an academic year is spoken of."""
    working: bool
    """Whether working days are counted."""
    stop: int
    """What `end` gives."""
    is_end: bool
    """Whether "first" or "final" stands before the number, and needs the whole of which it is."""

    @property
    def end(self) -> int:
        """One past the unit's token, or what says behind it which is meant."""
        return self.stop

    def piece(self, kind: str, start: int | None = None, end: int | None = None) -> Piece:
        """A piece of this unit."""
        first = self.start if start is None else start
        counted: tuple[int, ...] = ()
        if self.count is not None and self.count.numeral is not None:
            counted = (self.count.numeral,)
        return Piece(
            first, self.end if end is None else end, kind, unit=self.unit,  # type: ignore[arg-type]
            which=self.which, has_article=self.article is not None, counted=counted,
        )  # fmt: skip


def find_period(text: Context, at: int) -> list[Piece]:
    """The pieces that the unit of time at a token makes."""
    words = text.words
    unit, is_many = text.calendar.units[words[at]]
    phrase = text.calendar.unit_phrases.back(words, at + 1)
    first = at
    if phrase is not None:
        first, unit = phrase
    if unit == "second" and text.word_after(at + 1) in text.calendar.units:
        return []  # "every second week"
    numbered = _NUMBERED.get(unit)
    found = numbered(text, at, is_many=is_many) if numbered is not None else []
    if found or unit == "half":
        return found
    head = _head(text, first, at, unit, is_many)
    for case in _CASES if unit != "season" else _OF_SEASONS:
        piece = case(text, head)
        if piece is not None:
            return with_counted_before(text, piece)
    return []


def _head(text: Context, first: int, at: int, unit: Unit, is_many: bool) -> Head:
    """What stands before the unit that begins at one token and ends with another."""
    words, vocabulary, calendar = text.words, text.vocabulary, text.calendar
    start, stop = first, at + 1
    books = working = False
    if text.word_before(start) in vocabulary.books:
        start -= 2
        books = words[start] in calendar.tables.fillers.books
    filler = text.word_before(start)
    if is_many and filler in vocabulary.fillers:
        working = filler in calendar.tables.fillers.working
        start -= 2
    which = text.which_before(start)
    start = which[0] if which is not None else start
    if which is None and (behind := text.ahead(calendar.which_after, stop)) is not None:
        stop, which = behind[0], (start, behind[1])
    count = text.count_before(start)
    if count is not None:
        is_article = count.numeral is None and words[count.start] in calendar.words.articles
        earlier = text.which_before(count.start) if which is None and is_article else which
        if earlier is not None and (is_article or not is_many):
            # "a last week", "coming a minute from time": no number; nor is that in
            # "STS-133 last month", "June 15 this year"
            count = None
    is_end = False
    if count is not None:
        start = count.start
        if which is None:
            which = text.which_before(start)
            if which is None:
                which = _end_before(text, start)
                is_end = which is not None
            start = which[0] if which is not None else start
    article = start - 2 if text.word_before(start) in calendar.words.the else None
    which_at, meant = (-1, None) if which is None else which
    return Head(
        at, unit, is_many, start, meant, which_at, count, article, books, working, stop, is_end
    )  # fmt: skip


def _end_before(text: Context, start: int) -> tuple[int, Which] | None:
    """At which end of a whole a number of units is counted: "the first three months"."""
    words = text.calendar.words
    number = words.ordinals.get(text.word_before(start))
    if number not in (1, -1) or text.words[start] in words.articles:
        return None
    return start - 2, "next" if number == 1 else "last"


def _with_article(head: Head) -> int:
    return head.start if head.article is None else head.article


def counted_in(text: Context, piece: Piece) -> Piece | None:
    """A day, a week or a weekday as its month counts it: "the last Friday of May"."""
    words, calendar = text.words, text.calendar
    found = text.ordinal_at(piece.start - 1) if text.before(piece.start) >= 0 else None
    if found is None:
        return None
    at, number = found
    if text.word_after(piece.end) not in calendar.words.of_year:
        return None
    place = piece.end + 3
    if words[place] in calendar.words.the:
        place += 2
    each = calendar.words.each.ahead(words, place)
    if each is not None and text.word_after(each[0]) in calendar.units:
        start = text.with_the(at)
        return piece._replace(start=start, end=each[0] + 2, kind="set")  # "of each month"
    which = calendar.which.ahead(words, place)
    unit = calendar.units.get(words[which[0] + 1] if which is not None else words[place])
    year = text.integer(place, 4)
    is_month = words[place] in calendar.months or unit == ("month", False)
    is_month = is_month or (
        unit == ("year", False) and (which is not None or place > piece.end + 3)
    )
    if not is_month and not (year is not None and len(words[place]) == 4):
        return None
    start = text.with_the(at)
    nth = piece._replace(start=start, kind="nth", number=number, is_weak=True)
    whole = _whole_after(text, piece.end)
    return nth if whole is None else nth._replace(end=whole.end, inner=whole, is_weak=False)


def with_counted_before(text: Context, piece: Piece) -> list[Piece]:
    """What a month counts, with the others of its list: "the first and third Monday of May"."""
    pieces = [piece]
    while piece.kind == "nth":
        first = pieces[0]
        joint = text.joint_before(first.start)
        if joint is None or joint.is_range or (joint.sign == "," and len(pieces) == 1):
            break
        found = text.ordinal_at(joint.place)
        is_last = first.number == -1
        if found is None or found[1] < 1 or not (is_last or found[1] < (first.number or 0)):
            break
        start = text.with_the(found[0])
        pieces.insert(0, piece._replace(start=start, end=joint.place, number=found[1], counted=()))
    return pieces


def _whole_after(text: Context, end: int) -> Piece | None:
    """The month or the year in "the 15th day of the month", "the first weeks of the year"."""
    words, calendar = text.words, text.calendar
    place = end + 5
    if (
        text.word_after(end) not in calendar.words.of_year
        or words[end + 3] not in calendar.words.the
    ):
        return None
    unit = calendar.units.get(words[place]) if words[end + 4] == " " else None
    if (
        unit not in (("month", False), ("year", False), ("quarter", False))
        or words[place + 1] == "-"
    ):
        return None
    return Piece(end + 3, place + 1, "span", unit=unit[0], which="this")


def _counted_in_month(text: Context, head: Head) -> Piece | None:
    if head.unit not in _COUNTED:
        return None
    found = counted_in(text, Piece(head.at, head.end, "nth", unit=head.unit))
    if found is not None and head.is_many and len(with_counted_before(text, found)) == 1:
        return None  # "the first days of May"
    return found


def _repeated(text: Context, head: Head) -> Piece | None:
    """What comes again: "every day", "each two days", "every other week"."""
    start = head.count.start if head.count is not None else head.at
    each = text.back(text.calendar.words.each, start)
    if each is None or text.word_before(each[0]) in text.calendar.words.denied:
        return None  # "it is not every day that"
    return head.piece("set", each[0])


def _run(text: Context, head: Head) -> Piece | None:
    """A number of units before or behind: "the last three weeks", "the past years"."""
    if head.which is None or head.which in _NO_RUN:
        return None
    count = head.count
    if count is None and not head.is_many:
        return None
    if count is None and head.which not in ("past", "last", "next", "coming"):
        return None
    if count is not None and count.number == 1 and not head.is_many and head.which_at > head.at - 3:
        return None
    number = None if count is None or head.working else count.number
    piece = head.piece("run", _with_article(head))._replace(number=number, is_weak=head.is_end)
    whole = _whole_after(text, head.end)
    return piece if whole is None else piece._replace(end=whole.end, inner=whole, is_weak=False)


def _which_one(text: Context, head: Head) -> Piece | None:
    """One unit by "last", "this" or "next"."""
    calendar = text.calendar
    if head.which is None or head.count is not None or head.is_many:
        return None
    if head.unit in ("second", "minute", "half"):
        return None
    if head.which == "last" and head.unit == "day":
        return None
    following = text.word_after(head.end)
    if head.which == "last" and head.article is not None and following == calendar.words.of:
        return None  # "the last week of the campaign" is its end
    piece = head.piece("span", _with_article(head))
    if head.unit == "month" and text.word_before(piece.start) == calendar.words.of:
        found = text.ordinal_at(piece.start - 3)
        if found is not None and found[1] > 0:
            day, number = found
            start = text.with_the(day)
            return piece._replace(start=start, kind="nth", unit="day", number=number, inner=piece)
    return piece


def _shifted(text: Context, head: Head) -> Piece | None:
    """A number of units from somewhere: "three days ago", "hours after", "a year later"."""
    words, calendar = text.words, text.calendar
    half = text.ahead(calendar.words.and_a_half, head.end)  # "a year and a half ago"
    after = _shift_after(text, head.end if half is None else half[0])
    if after is None or head.which is not None:
        return None
    count = head.count
    if count is None and not head.is_many:
        return None
    stop, shift = after
    if text.word_after(head.end) in calendar.words.old or words[stop] == "-":
        return None
    if count is None and (shift == "from" or words[stop - 1] in calendar.words.on):
        return None
    piece = head.piece("shift", count.start if count is not None else head.at, stop)
    number = None if count is None or head.working or half is not None else count.number
    piece = piece._replace(shift=shift, number=number, is_weak=shift == "from")
    return _with_greater(text, piece)


def _shift_after(text: Context, end: int) -> tuple[int, Shift] | None:
    """What leads from the stretch that ends before a token to another day; "on" only where
    nothing follows."""
    after = text.ahead(text.calendar.shifts, end)
    if after is None or after[1] in ("in", "within"):
        return None
    which = text.ahead(text.calendar.which, end)
    is_this = which is not None and which[1] == "this" and which[0] > after[0]
    if is_this and which is not None and text.word_after(which[0]) in text.calendar.units:
        return None  # "two hours later this week"
    is_on = text.words[after[0] - 1] in text.calendar.words.on
    return None if is_on and not text.ends_here(after[0]) else after


def _with_greater(text: Context, piece: Piece) -> Piece:
    """The stretch with the greater units before it: "two years and three months ago"."""
    words, calendar = text.words, text.calendar
    for _ in range(3):
        place = piece.start - 1
        if place < 2 or words[place] != " ":
            return piece
        if words[place - 1] in text.vocabulary.joints and words[place - 2] == " ":
            place -= 2
        elif words[place - 1] == ",":
            place -= 1
        unit, is_many = calendar.units.get(words[place - 1], ("second", False))
        count = text.count_before(place - 1) if unit != "second" else None
        if count is None or count.number is None or (count.number > 1) != is_many:
            return piece
        if text.which_before(count.start) is not None:
            return piece
        counted = piece.counted if count.numeral is None else (count.numeral, *piece.counted)
        piece = piece._replace(
            start=count.start, more=((unit, count.number), *piece.more), counted=counted
        )
    return piece


def _ahead(text: Context, head: Head) -> Piece | None:
    """A number of units from now: "in 10 days", "within two weeks", "in two weeks' time"."""
    words, calendar = text.words, text.calendar
    count = head.count
    if head.which not in (None, "next") or head.article is not None:
        return None
    if count is None:
        return _long_ago(text, head)
    if count.number is None and count.numeral is None:
        return None
    if head.unit in ("second", "minute") and count.numeral is None:
        return None  # "in a second"
    first = head.which_at if head.which is not None else count.start
    into = text.back(calendar.leads, first)
    if into is None or words[head.end] == "-":
        return None
    if into[1] == "ago":
        number = None if head.working else count.number
        return head.piece("shift", into[0])._replace(shift=into[1], number=number)
    if not head.is_many and (count.number or 2) != 1:
        return None
    if text.word_after(head.end) in calendar.words.of_year:
        return None
    number = None if head.working else count.number
    end = head.end
    place = end + 2 if words[end] == "'" and words[end + 1] == " " else end + 1
    if words[place] in calendar.words.time and words[place - 1] == " ":
        end = place + 1
    piece = head.piece("shift", into[0], end)
    return piece._replace(which=None, shift=into[1], number=number, is_weak=True)


def _long_ago(text: Context, head: Head) -> Piece | None:
    """Units that are not counted, behind what says that they are past: "hace años"."""
    into = text.back(text.calendar.leads, head.at) if head.is_many else None
    if into is None or into[1] != "ago":
        return None
    return head.piece("shift", into[0])._replace(shift=into[1])


def _closing(text: Context, head: Head) -> Piece | None:
    """The end or the beginning of this unit: "the end of the year", "year-end"."""
    words, calendar = text.words, text.calendar
    if head.is_many or head.count is not None or head.which is not None or head.unit in SMALL:
        return None
    is_glued = words[head.end] == "-" or (head.at in text.owners and words[head.end] == " ")
    following = text.word_after(head.end + 2)
    if len(following) > 2 and following.isalpha() and following not in text.vocabulary.stop:
        is_glued = is_glued and head.at in text.owners  # "the year-end report"
    if is_glued and words[head.end + 1] in calendar.words.ends:
        start = _with_article(head)
        return head.piece("closing", start, head.end + 2)._replace(which="this")
    following = text.word_after(head.end)
    if following == calendar.words.of or words[head.end] == "-":
        return None
    place = head.start
    if head.article is not None:
        place = head.article
    portion = text.back(calendar.portions, place)
    is_part = words[place - 2] == calendar.words.of or words[place - 1] == "-"
    if portion is None or not is_part:
        return None
    piece = head.piece("span", text.with_the(portion[0]))
    return piece._replace(which="this", portion=portion[1])


def _books(text: Context, head: Head) -> Piece | None:
    """A year of the books by its end: "the financial year to March"."""
    if head.unit != "year" or not head.books or head.count is not None or head.which is not None:
        return None
    return head.piece("fiscal", _with_article(head))._replace(which=None, is_weak=True)


def _the(text: Context, head: Head) -> Piece | None:
    """What the article alone names: "the weekend", "the day before", "the year 2012"."""
    calendar = text.calendar
    if head.article is None or head.is_many or head.count is not None or head.which is not None:
        return None
    after = _shift_after(text, head.end)
    beside = after is not None and after[1] in ("before", "after", "earlier", "later")
    following = text.word_after(head.end)
    if beside and after is not None:
        which = text.ahead(calendar.which, after[0])
        if which is not None and which[1] in ("last", "next") and text.ends_here(which[0]):
            # "the week after next"
            piece = head.piece("span", head.article, which[0])
            return piece._replace(which=which[1], number=2)
        return head.piece("beside", head.article, after[0])._replace(shift=after[1])
    if head.unit == "weekend" and following != calendar.words.of:
        return head.piece("span", head.article)
    if head.unit == "year":
        is_year = len(following) == 4 and following.isdecimal()
        for year in find_year(text, head.end + 1) if is_year else ():
            return year._replace(start=head.article)
    if head.unit in ("week", "weekend") and following == calendar.words.of:
        return head.piece("week_of", head.article)._replace(is_weak=True)
    return None


_OF_SEASONS: tuple[Callable[[Context, Head], Piece | None], ...] = (
    _repeated, _which_one, _closing,
)  # fmt: skip
"""A season of games has no months of its own: it is named from the day of writing, or its end."""
_CASES: tuple[Callable[[Context, Head], Piece | None], ...] = (
    _repeated, _counted_in_month, _run, _which_one, _shifted, _ahead, _closing, _the, _books,
)  # fmt: skip
