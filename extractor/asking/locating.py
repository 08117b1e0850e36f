"""Proposed facts into facts: each gets its place in the source, or is marked as having none."""

from __future__ import annotations

from extractor.asking.passages import Passage
from extractor.grounding import Source
from extractor.scanning.document import Scan
from extractor.scanning.scanner import scan_dates
from extractor.schemas.fact import Fact, Grounding, ProposedFact
from extractor.schemas.figure import DateRef, Figure
from extractor.schemas.span import Span
from extractor.spans import SpanIndex


class Locator:
    """Finds the places of facts in one story; what that needs is worked out once."""

    def __init__(self, scan: Scan) -> None:
        self._published = scan.published
        self._day_first = scan.day_first
        self._language = scan.language
        self._source = Source(scan.text)
        self._sentences = SpanIndex(scan.sentences, lambda sentence: sentence)
        self._dates = SpanIndex(scan.dates, lambda date: date.span)

    def fact(self, proposed: ProposedFact, passage: Passage) -> Fact:
        """The fact with its quote's place, the figures and dates of the source that it claims.

        A figure's quote is the sentence that holds it, a quotation's the words between the marks;
        both were recognised before the model was asked. Any other quote is looked for in the
        passage, then in the whole story, and stays as the model gave it if it is in neither.
        """
        quote, span = proposed.quote, proposed.recognised
        grounding: Grounding = "exact"
        places: tuple[Span, ...] = ()
        figures: tuple[Figure, ...] = ()
        if proposed.recognised is not None:
            if proposed.kind == "figure":
                figures = tuple(f for f in passage.figures if f.phrase == proposed.recognised)
                span = self._sentence_of(proposed.recognised)
            quote = span.text if span else quote
        else:
            found = self._source.locate(quote, within=passage.span)
            if found.grounding == "unlocated":
                found = self._source.locate(quote)
            grounding = found.grounding
            span = found.spans[0] if len(found.spans) == 1 else None
            places = found.spans if span is None else ()
            if span is not None:
                quote = span.text
                figures = tuple(f for f in passage.figures if span.covers(f.span))
        return Fact(
            id=f"{proposed.passage + 1}.{proposed.key}",
            kind=proposed.kind,
            statement=proposed.statement,
            quote=quote,
            span=span,
            grounding=grounding,
            places=places,
            figures=figures,
            when=proposed.when,
            dates=self._dates_meant(proposed.when, passage),
            where=proposed.where,
            attributed_to=proposed.attributed_to,
            passage=proposed.passage,
        )

    def _sentence_of(self, item: Span) -> Span:
        around = self._sentences.overlapping(item)
        return around[0] if around and around[0].covers(item) else item

    def _dates_meant(self, when: str | None, passage: Passage) -> tuple[DateRef, ...]:
        """The dates of the passage that `when` stands on: the same words, or else the same day."""
        if when is None:
            return ()
        here = self._dates.overlapping(passage.span)
        places = self._source.locate(when, within=passage.span).spans
        same_words = [date for date in here if any(place.overlaps(date.span) for place in places)]
        if same_words:
            return tuple(same_words)
        said = scan_dates(
            when,
            published=self._published,
            day_first=self._day_first,
            language=self._language,
        )
        meant = {date.iso for date in said if date.iso}
        return tuple(date for date in here if date.iso in meant)
