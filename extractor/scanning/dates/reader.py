"""Reads the dates of a text: finds pieces at their words, joins them, resolves them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from extractor.languages import Language
from extractor.scanning.dates.clock import find_clock, find_hour, find_past, find_spoken
from extractor.scanning.dates.codes import Codes
from extractor.scanning.dates.context import DIGITS, Context, DateWords, with_portion
from extractor.scanning.dates.days import (
    find_closing,
    find_daily,
    find_holiday,
    find_monthday,
    find_near,
    find_now,
    find_part,
    find_season,
    find_tonight,
    find_weekday,
)
from extractor.scanning.dates.decades import (
    find_decade_behind,
    find_named_decade,
    find_short_decade,
)
from extractor.scanning.dates.fiscal import take_fiscal
from extractor.scanning.dates.joins import join
from extractor.scanning.dates.months import find_month
from extractor.scanning.dates.numeric import find_named, find_numeric, order_shown
from extractor.scanning.dates.periods import find_period
from extractor.scanning.dates.piece import Kind, Piece
from extractor.scanning.dates.resolve import resolve
from extractor.scanning.dates.tense import Clauses
from extractor.scanning.dates.years import find_era, find_short_year, find_spoken_year, find_year
from extractor.scanning.numbers import Numerals
from extractor.scanning.tokens import Tokens
from extractor.schemas.figure import DatePrecision

_HEAD = 700
"""Characters at the head of a text in which its dateline stands."""
_DATELINE_SIGNS = ("—", "–", "-", "|", ":", "(", ",")
_OWNING: frozenset[Kind] = frozenset({"day", "range", "month"})

Finder = Callable[[Context, int], list[Piece]]


@dataclass(frozen=True, slots=True)
class DateMention:
    """One date or time, by the tokens that say it."""

    start: int
    """The first token."""
    end: int
    """One past the last token."""
    iso: str | None
    precision: DatePrecision | None
    is_relative: bool
    note: str | None
    part: str | None
    tail: int
    """How many characters of the last token are no part of the date: 2 in "Friday's"."""


@dataclass(frozen=True, slots=True)
class Found:
    """The dates of a paragraph as they stand there, not yet read against a day."""

    text: Context
    pieces: list[Piece]


class DateReader:
    """Reads dates of one language; made once."""

    def __init__(self, language: Language) -> None:
        """Lay out which words make a look worth while, and who looks."""
        self._calendar = language.calendar
        self._vocabulary = DateWords(language)
        self._clauses = Clauses(language.calendar)
        self._finders = _finders(language, self._vocabulary)
        self._vocabulary.triggers = frozenset((*self._finders, *self._vocabulary.owned))

    def find(self, tokens: Tokens, numerals: Numerals) -> Found:
        """The dates of a paragraph, for `read` to read against a day."""
        text = Context(tokens, numerals, self._calendar, self._vocabulary)
        return Found(text, self._pieces(text))

    def read(
        self, found: Found, published: date | datetime | None, *, day_first: bool | None = None
    ) -> list[DateMention]:
        """The dates and times of a paragraph in reading order.

        Relative ones are read against `published`; without it their `iso` is none. `day_first`
        says how "01/02/2026" is meant; without it the month goes first, with a note that it is
        open.
        """
        text, pieces = found.text, found.pieces
        if not pieces:
            return []
        today = published.date() if isinstance(published, datetime) else published
        resolved = resolve(text, pieces, self._clauses, today, day_first=day_first)
        return [
            DateMention(
                piece.start, piece.end, day.iso, day.precision, day.is_relative, day.note,
                day.part, 2 if piece.end - 1 in text.owners else 0,
            )
            for piece, day in zip(pieces, resolved, strict=True)
        ]  # fmt: skip

    def dateline(self, paragraphs: Iterable[Found]) -> date | None:
        """The day that a text bears at its head: a full date that begins a line, or follows a
        place name or "published" in one of the first lines."""
        for found in paragraphs:
            tokens = found.text.tokens
            for piece in found.pieces:
                if tokens.starts[piece.start] > _HEAD:
                    return None
                if piece.kind == "day" and piece.year and self._is_dateline(tokens, piece):
                    try:
                        return date(piece.year, piece.month or 0, piece.day or 0)
                    except ValueError:
                        continue
        return None

    def day_first(self, paragraphs: Iterable[Found]) -> bool | None:
        """Whether the days in digits of a text put the day first; none where they do not say so,
        or do not agree."""
        shown = {
            first for found in paragraphs for first in order_shown(found.text, _days(found.pieces))
        }
        return shown.pop() if len(shown) == 1 else None

    def _is_dateline(self, tokens: Tokens, piece: Piece) -> bool:
        start, end = tokens.starts[piece.start], tokens.ends[piece.end - 1]
        low = tokens.low
        head = low[low.rfind("\n", 0, start) + 1 : start].strip(" *_#")
        stop = low.find("\n", end)
        tail = low[end : stop if stop >= 0 else len(low)]
        words = self._calendar.words.dateline
        return not head or head.endswith((*_DATELINE_SIGNS, *words)) or len(tail) < 4

    def _pieces(self, text: Context) -> list[Piece]:
        """The dates of a text, joined; what only looks like one is left out."""
        pieces = take_fiscal(text, join(text, self._found(text)))
        kept = [piece for piece in pieces if not piece.is_weak]
        bounds = [piece for piece in pieces if piece.is_weak and piece.shift in ("in", "within")]
        if bounds:
            dated = frozenset(place for piece in pieces for place in range(piece.start, piece.end))
            for piece in bounds:
                if not self._clauses.looks_back(text.tokens, piece.start, piece.end, dated):
                    kept.append(piece)
                elif piece.shift == "within":
                    # "it failed within six months" names no day; nor does "sold in two days"
                    kept.append(piece._replace(number=None))
            kept.sort(key=lambda piece: piece.start)
        return kept

    def _found(self, text: Context) -> list[Piece]:
        """The pieces in reading order; they do not overlap."""
        finders, words = self._finders, text.words
        pieces: list[Piece] = []
        done = 0
        for at in text.looks:
            if at < done:
                continue
            word = words[at]
            if word[0] in DIGITS:
                found = _find_digits(text, at)
            else:
                text.floor = pieces[-1].end if pieces and pieces[-1].kind in _OWNING else 0
                found = next(filter(None, (find(text, at) for find in finders[word])), [])
            if not found:
                continue
            found = [with_portion(text, piece) for piece in found]
            while pieces and pieces[-1].start >= found[0].start:
                pieces.pop()
            if pieces and pieces[-1].end > found[0].start:
                if found[0].kind in ("shift", "run", "span") or len(found) > 1:
                    continue
                pieces.pop()
            pieces += found
            done = found[-1].end
        return pieces


def _find_digits(text: Context, at: int) -> list[Piece]:
    """The piece that begins with digits."""
    words = text.words
    word = words[at]
    if words[at + 1] == " " and len(word) < 4 and words[at + 2] not in text.vocabulary.after_number:
        # a count, mostly, unless digits go on with a dash: "8 – 9 am"
        return find_era(text, at) if text.word_before(at) in text.calendar.words.of_christ else []
    found = find_numeric(text, at) or find_clock(text, at)
    if found:
        return found
    if len(word) == 4 and word.isdecimal():
        return find_year(text, at)
    if len(word) <= 2:
        return (
            find_short_decade(text, at)
            or find_short_year(text, at)
            or find_monthday(text, at)
            or find_era(text, at)
        )
    return find_era(text, at)


def _days(pieces: Iterable[Piece]) -> list[Piece]:
    """The days among pieces, those at the ends of ranges too."""
    days: list[Piece] = []
    for piece in pieces:
        days += [each for each in (piece, piece.inner, piece.right) if each and each.kind == "day"]
    return days


def _finders(language: Language, vocabulary: DateWords) -> dict[str, tuple[Finder, ...]]:
    """Who looks at which word, in order."""
    calendar = language.calendar
    tables, words = calendar.tables, calendar.words
    parts = tables.part_words
    rows: tuple[tuple[Finder, Iterable[str]], ...] = (
        (find_holiday, calendar.holidays.firsts),
        (find_hour, tables.clock.hour_articles),
        (find_decade_behind, words.decade_before),
        (find_near, calendar.near.firsts),
        (find_tonight, parts.tonight),
        (find_now, calendar.words.now.firsts),
        (find_part, {*calendar.parts.firsts, *parts.many, *parts.overnight}),
        (find_named, calendar.months),
        (find_month, calendar.months),
        (find_weekday, {*calendar.weekdays, *calendar.weekday_plurals}),
        (find_season, calendar.seasons),
        (find_named_decade, tables.decades),
        (find_daily, words.daily | words.rhythms),
        (find_closing, tables.closing),
        (find_past, tables.clock.to | tables.clock.past),
        (find_period, calendar.units),
        (
            Codes(words).find,
            {*words.quarter_codes, *words.half_codes, *words.fiscal_codes},
        ),
        (find_spoken_year, vocabulary.years_said),
        (find_spoken, vocabulary.hours_said),
    )  # fmt: skip
    finders: dict[str, tuple[Finder, ...]] = {}
    for finder, triggers in rows:
        for word in triggers:
            finders[word] = (*finders.get(word, ()), finder)
    return finders
