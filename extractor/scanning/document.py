"""Everything that is found in a story without a model: one pass, before anything is asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from extractor.languages import DEFAULT, language_of
from extractor.scanning.layout.furniture import Furniture
from extractor.scanning.layout.layout import read_layout
from extractor.scanning.names.names import find_names
from extractor.scanning.scanner import scan_dates, scanner
from extractor.scanning.speech.quotations import find_speech
from extractor.schemas.document import Document
from extractor.schemas.figure import DateRef, Figure
from extractor.schemas.quotation import Attribution, Quotation
from extractor.schemas.span import Span
from extractor.spans import SpanIndex


@dataclass(frozen=True, slots=True)
class Scan:
    """What stands in one text; every span points into `text`, every tuple is in reading order."""

    text: str
    published: datetime | date | None
    """The day that relative dates are read against: as given, or from the dateline."""
    paragraphs: tuple[Span, ...]
    sentences: tuple[Span, ...]
    furniture: tuple[Furniture, ...]
    figures: tuple[Figure, ...]
    dates: tuple[DateRef, ...]
    quotations: tuple[Quotation, ...]
    attributions: tuple[Attribution, ...]
    names: tuple[Span, ...]
    day_first: bool | None = None
    """How the order of day and month in digits is read, as the document says."""
    title: str | None = None
    """What the document is called: a file's name, as a rule."""
    language: str = DEFAULT
    """The code of the language that it was read in."""


def scan_document(document: Document) -> Scan:
    """Everything that is found in a story without a model.

    Raises:
        OptionError: the document names a language that is not read.
        InputError: it is plainly in a language that is not read.
    """
    text, code = document.text, language_of(document)
    layout = read_layout(text, code=code)
    speech = find_speech(text, layout, code=code)
    day_first = document.day_first
    published = document.published or published_in(layout.furniture, day_first=day_first, code=code)
    scanned = scanner(code).scan(text, published, day_first=day_first)
    figures, dates = _apart(scanned.figures, scanned.dates)
    return Scan(
        text=text,
        published=published,
        paragraphs=layout.paragraphs,
        sentences=layout.sentences,
        furniture=layout.furniture,
        figures=figures,
        dates=dates,
        quotations=tuple(speech.quotations),
        attributions=tuple(speech.attributions),
        names=tuple(find_names(text, layout, code=code)),
        day_first=day_first,
        title=document.name,
        language=code,
    )


def said_beside(text: str, scan: Scan) -> Document:
    """Words that are compared with a story, as a document that is read as the story was."""
    return Document(
        text=text, published=scan.published, day_first=scan.day_first, language=scan.language
    )


def _apart(
    figures: list[Figure], dates: list[DateRef]
) -> tuple[tuple[Figure, ...], tuple[DateRef, ...]]:
    """Figures and dates without the words that were read as both.

    A number in a date ("4 July", "2025") is the date's; a time that fixes no day ("every 90
    minutes") is the figure's.
    """
    places = SpanIndex(dates, lambda date: date.span)
    own: list[Figure] = []
    without_day: set[Span] = set()
    for figure in figures:
        around = [d for d in places.overlapping(figure.span) if d.span.covers(figure.span)]
        # "fiscal 2010" has a year, though its months are not known
        if any(date.iso or (date.precision and figure.kind == "year") for date in around):
            continue
        own.append(figure)
        without_day.update(date.span for date in around)
    return tuple(own), tuple(date for date in dates if date.span not in without_day)


def published_in(
    furniture: tuple[Furniture, ...], *, day_first: bool | None = None, code: str = DEFAULT
) -> datetime | date | None:
    """The day or moment that the story's dateline gives; none where it gives no whole date."""
    for part in furniture:
        if part.reason != "dateline":
            continue
        for found in scan_dates(part.span.text, day_first=day_first, language=code):
            if found.iso is None or found.is_relative:
                continue
            if found.precision == "day":
                return date.fromisoformat(found.iso)
            if found.precision in ("time", "second", "hundredth"):
                return datetime.fromisoformat(found.iso)
    return None
