"""The figures and the dates of a text, from one stream of tokens."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache

from extractor.documents import Story, given_document
from extractor.languages import DEFAULT, checked_language, language_of, load
from extractor.scanning.commas import with_points
from extractor.scanning.dates import DateMention, DateReader, Found
from extractor.scanning.folding import blocks, fold
from extractor.scanning.numbers import ONE
from extractor.scanning.quantities.draft import Draft
from extractor.scanning.quantities.reading import QuantityReader
from extractor.scanning.tokens import Tokens, paragraphs
from extractor.schemas.figure import DateRef, Figure
from extractor.schemas.span import Span

_STRETCHES = ("decade", "century")
"""What digits with an s may be: the 1840s, the 1800s."""


@dataclass(frozen=True, slots=True)
class Scanned:
    """What was found in one text, in reading order."""

    figures: list[Figure]
    """Those in a date that measure a stretch of time ("three years ago") and bare years as well."""
    dates: list[DateRef]


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
        day = published
        read = with_points(text) if self._has_comma else text
        for place, block in blocks(read):
            folded = fold(block, self._words, self._names)
            numerals = self._quantities.numerals
            parts = [self._dates.find(tokens, numerals) for tokens in paragraphs(folded)]
            if day is None and place == 0:
                day = self._dates.dateline(parts)
            first = self._dates.day_first(parts) if day_first is None else day_first
            if first is None and self._is_day_first:
                first = True
            for part in parts:
                self._read(found, text, place, part, day, day_first=first)
        return found

    def _read(
        self, found: Scanned, text: str, place: int, part: Found, day: date | datetime | None,
        *, day_first: bool | None,
    ) -> None:  # fmt: skip
        """Add the dates and figures of one paragraph to what was found before it."""
        tokens = part.text.tokens
        dates = [
            one
            for one in self._dates.read(part, day, day_first=day_first)
            if not self._quantities.claims(
                tokens, one.start, one.end, is_stretch=one.precision in _STRETCHES
            )
        ]
        found.dates.extend(_date(text, place, tokens, one) for one in dates)
        taken, years = _taken(dates)
        found.figures.extend(
            _figure(text, place, tokens, draft)
            for draft in self._quantities.read(tokens, taken, years)
        )


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

    Numbers that belong to a date ("4 July") are none; see `scan_dates` for the other arguments,
    which say what is one.

    Raises:
        InputError: it is no text, the file cannot be read, or it is plainly in a language that is
            not read.
        OptionError: `language` is not read.
    """
    return _scanned(story, published, day_first, language).figures


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
    return _scanned(story, published, day_first, language).dates


def _scanned(
    story: Story, published: date | datetime | None, day_first: bool | None, language: str | None
) -> Scanned:
    document = given_document(story)
    code = checked_language(language) or language_of(document)
    day = document.published if published is None else published
    order = document.day_first if day_first is None else day_first
    return scanner(code).scan(document.text, day, day_first=order)


def _taken(dates: list[DateMention]) -> tuple[list[tuple[int, int]], frozenset[int]]:
    """The tokens of dates that are no figures, in order, and those of bare years."""
    taken: list[tuple[int, int]] = []
    years: set[int] = set()
    for one in dates:
        years.update(one.years)
        if not one.counted:  # "three years ago", "two years and six months later" measure
            taken.append((one.start, one.end))
    return taken, frozenset(years)


def _date(text: str, place: int, tokens: Tokens, one: DateMention) -> DateRef:
    start, end = tokens.folded.source(tokens.starts[one.start], tokens.ends[one.end - 1] - one.tail)
    span = Span(place + start, place + end, text[place + start : place + end])
    return DateRef(span, one.iso, one.precision, one.is_relative, one.note, one.part)


def _figure(text: str, place: int, tokens: Tokens, draft: Draft) -> Figure:
    """The finished figure; `place` is where the folded stretch begins in the text."""
    starts, ends, folded = tokens.starts, tokens.ends, tokens.folded
    start, end = folded.source(starts[draft.start], ends[draft.end - 1])
    phrase_start, phrase_end = folded.source(starts[draft.phrase_start], ends[draft.phrase_end - 1])
    start, end = place + start, place + end
    phrase_start, phrase_end = place + phrase_start, place + phrase_end
    value, low, high = draft.value, draft.low, draft.high
    precision = None
    if value is not None:
        if draft.step != ONE:
            value = _tidy(value)
        half = draft.step / 2
        precision = (value - half, value + half)
        low = high = None
    return Figure(
        Span(start, end, text[start:end]),
        draft.kind,
        value,
        None if low is None else _tidy(low),
        None if high is None else _tidy(high),
        draft.hedge,
        draft.unit,
        None if draft.of is None else tokens.phrase(*draft.of),
        precision,
        Span(phrase_start, phrase_end, text[phrase_start:phrase_end]),
    )


def _tidy(value: Decimal) -> Decimal:
    """The same number without a point or an exponent that it does not need."""
    whole = value.to_integral_value() if value.adjusted() < 40 else value
    if whole == value and value.adjusted() < 27:
        return whole.quantize(ONE)
    return value.normalize()
