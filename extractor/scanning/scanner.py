"""The figures and the dates of a text, from one stream of tokens."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from extractor.documents import Story, given_document
from extractor.languages import DEFAULT, checked_language, language_of, load
from extractor.scanning.commas import with_points
from extractor.scanning.dates import DateMention, DateReader, Found
from extractor.scanning.folding import blocks, fold
from extractor.scanning.numbers import ONE
from extractor.scanning.quantities.draft import Draft
from extractor.scanning.quantities.reading import QuantityReader
from extractor.scanning.tokens import Tokens, paragraphs
from extractor.schemas.document import Document
from extractor.schemas.figure import DateRef, Figure
from extractor.schemas.span import Span


@dataclass(frozen=True, slots=True)
class Scanned:
    """What was found in one text, in reading order."""

    figures: list[Figure]
    """Those in a date that measure a stretch of time ("three years ago") and bare years as well."""
    dates: list[DateRef]


_SeenFrom = tuple[date | datetime | None, bool | None]
"""The day that dates are read against, and whether the day goes before the month."""


class _Paragraph(NamedTuple):
    """A paragraph and its dates as they stand there."""

    place: int
    """Where its folded stretch begins in the text."""
    tokens: Tokens
    dates: Found
    claimed: list[int]
    """Which of its pieces are figures, although they look like dates."""


class Scanner:
    """Reads figures and dates of one language; made once."""

    def __init__(self, code: str) -> None:
        """Make the readers of a language."""
        language = load(code)
        self._quantities = QuantityReader(language)
        self._dates = DateReader(language)
        self._words = language.words
        self._names = language.calendar_names
        self._has_comma = language.numbers.decimal == ","
        self._is_day_first = language.calendar.is_day_first

    def scan(
        self, text: str, published: date | datetime | None, *, day_first: bool | None
    ) -> Scanned:
        """The figures and dates of a text; see `scan_dates` for what the days are read against."""
        found = Scanned([], [])
        for part, seen_from in self._dated(text, published, day_first):
            found.dates.extend(self._dates_of(text, part, *seen_from))
            found.figures.extend(self._figures_of(text, part))
        return found

    def dates(
        self, text: str, published: date | datetime | None, *, day_first: bool | None
    ) -> list[DateRef]:
        """The dates alone."""
        return [
            one
            for part, seen_from in self._dated(text, published, day_first)
            for one in self._dates_of(text, part, *seen_from)
        ]

    def figures(self, text: str) -> list[Figure]:
        """The figures alone: what is a date matters to them, and which day it is does not."""
        return [
            figure
            for parts in self._blocks(text)
            for part in parts
            for figure in self._figures_of(text, part)
        ]

    def _blocks(self, text: str) -> Iterator[list[_Paragraph]]:
        """The paragraphs of each block of a text."""
        numerals, claims = self._quantities.numerals, self._quantities.claims
        read = with_points(text) if self._has_comma else text
        for place, block in blocks(read):
            parts: list[_Paragraph] = []
            for tokens in paragraphs(fold(block, self._words, self._names)):
                dates = self._dates.find(tokens, numerals)
                claimed = [
                    number
                    for number, piece in enumerate(dates.pieces)
                    if claims(tokens, piece.start, piece.end, is_stretch=piece.is_stretch)
                ]
                parts.append(_Paragraph(place, tokens, dates, claimed))
            yield parts

    def _dated(
        self, text: str, published: date | datetime | None, day_first: bool | None
    ) -> Iterator[tuple[_Paragraph, _SeenFrom]]:
        """The paragraphs of a text, each with the day that its dates are read against and the
        order of day and month."""
        day = published
        for parts in self._blocks(text):
            dates = [part.dates for part in parts]
            if day is None and parts and parts[0].place == 0:
                day = self._dates.dateline(dates)
            first = self._dates.day_first(dates) if day_first is None else day_first
            if first is None and self._is_day_first:
                first = True
            for part in parts:
                yield part, (day, first)

    def _dates_of(
        self, text: str, part: _Paragraph, day: date | datetime | None, first: bool | None
    ) -> Iterator[DateRef]:
        """The dates of a paragraph."""
        for number, one in enumerate(self._dates.read(part.dates, day, day_first=first)):
            if number not in part.claimed:
                yield _date(text, part.place, part.tokens, one)

    def _figures_of(self, text: str, part: _Paragraph) -> Iterator[Figure]:
        """The figures of a paragraph."""
        taken: list[tuple[int, int]] = []
        years: set[int] = set()
        for number, piece in enumerate(part.dates.pieces):
            if number in part.claimed:
                continue
            years.update(piece.years)
            if not piece.counted:  # "three years ago", "two years and six months later" measure
                taken.append((piece.start, piece.end))
        for draft in self._quantities.read(part.tokens, taken, years):
            yield _figure(text, part.place, part.tokens, draft)


@cache
def scanner(code: str = DEFAULT) -> Scanner:
    """The scanner of a language, made when it is first asked for."""
    return Scanner(code)


def scan_figures(
    story: Story,
    *,
    published: date | datetime | None = None,
    day_first: bool | None = None,
    language: str | None = None,
) -> list[Figure]:
    """The figures of a story, in reading order; a `str` is text and a `Path` is read.

    Numbers that belong to a date ("4 July") are none; see `scan_dates` for the other arguments.
    `published` and `day_first` say which day a date is, and so change no figure.

    Raises:
        InputError: it is no text, the file cannot be read, or it is plainly in a language that is
            not read.
        OptionError: `language` is not read.
    """
    document = given_document(story)
    return scanner(_code(document, language)).figures(document.text)


def scan_dates(
    story: Story,
    *,
    published: date | datetime | None = None,
    day_first: bool | None = None,
    language: str | None = None,
) -> list[DateRef]:
    """The dates and times of a story, in reading order; a `str` is text and a `Path` is read.

    Relative dates are read against `published`, else against the document's own day, or else
    against the date that the text itself bears at its head; with neither, their `iso` is none.
    `day_first` says whether "01/02/2026" is in February; without it another date in digits may
    show it, or a note says that it is open. `language` is the code of the story's language ("es");
    without it the document's own, or the one that its words show.

    Raises:
        InputError: it is no text, the file cannot be read, or it is plainly in a language that is
            not read.
        OptionError: `language` is not read.
    """
    document = given_document(story)
    day = document.published if published is None else published
    order = document.day_first if day_first is None else day_first
    return scanner(_code(document, language)).dates(document.text, day, day_first=order)


def _code(document: Document, language: str | None) -> str:
    return checked_language(language) or language_of(document)


def _date(text: str, place: int, tokens: Tokens, one: DateMention) -> DateRef:
    start, end = tokens.folded.source(tokens.starts[one.start], tokens.ends[one.end - 1] - one.tail)
    span = Span(place + start, place + end, text[place + start : place + end])
    return DateRef(span, one.iso, one.precision, one.is_relative, one.note, one.part)


def _figure(text: str, place: int, tokens: Tokens, draft: Draft) -> Figure:
    """The finished figure; `place` is where the folded stretch begins in the text."""
    starts, ends, folded = tokens.starts, tokens.ends, tokens.folded
    start, end = folded.source(starts[draft.start], ends[draft.end - 1])
    span = phrase = Span(place + start, place + end, text[place + start : place + end])
    if (draft.phrase_start, draft.phrase_end) != (draft.start, draft.end):
        start, end = folded.source(starts[draft.phrase_start], ends[draft.phrase_end - 1])
        phrase = Span(place + start, place + end, text[place + start : place + end])
    value, low, high = draft.value, draft.low, draft.high
    precision = None
    if value is not None:
        if draft.step != ONE:
            value = _tidy(value)
        half = draft.step / 2
        precision = (value - half, value + half)
        low = high = None
    return Figure(
        span,
        draft.kind,
        value,
        None if low is None else _tidy(low),
        None if high is None else _tidy(high),
        draft.hedge,
        draft.unit,
        None if draft.of is None else tokens.phrase(*draft.of),
        precision,
        phrase,
    )


def _tidy(value: Decimal) -> Decimal:
    """The same number without a point or an exponent that it does not need."""
    whole = value.to_integral_value() if value.adjusted() < 40 else value
    if whole == value and value.adjusted() < 27:
        return whole.quantize(ONE)
    return value.normalize()
