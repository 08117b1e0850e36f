"""Proposed facts into facts: each gets the words that it stands on, its figures and its dates."""

from __future__ import annotations

from extractor.asking.items import Recogniser
from extractor.asking.sentences import told_sentences
from extractor.comparing.contained import has_words
from extractor.grounding import Source
from extractor.scanning.document import Scan
from extractor.scanning.scanner import scan_dates
from extractor.schemas.fact import Fact, ProposedFact
from extractor.schemas.figure import DateRef, Figure
from extractor.schemas.span import Span
from extractor.spans import SpanIndex


class Locator:
    """Finds the places of facts in one story; what that needs is worked out once."""

    def __init__(self, scan: Scan) -> None:
        self._published = scan.published
        self._day_first = scan.day_first
        self._language = scan.language
        self._text = scan.text
        self._source = Source(scan.text)
        self.recogniser = Recogniser(scan)
        self._sentences = SpanIndex(told_sentences(scan), lambda sentence: sentence)
        self._dates = SpanIndex(scan.dates, lambda date: date.span)

    def fact(self, proposed: ProposedFact) -> Fact:
        """The fact with its quote, the figures and the dates of the source that it claims.

        A figure's quote is the sentence that holds it; a quotation's are the words between the
        marks, and a sentence is its own. All were recognised before the model was asked.
        """
        span = proposed.recognised
        if proposed.kind == "figure":
            span = self.sentence_of(span)
        return Fact(
            id=f"{proposed.passage + 1}.{proposed.key}",
            kind=proposed.kind,
            statement=proposed.statement,
            quote=span.text,
            span=span,
            grounding="exact",
            figures=self._figures(proposed),
            when=proposed.when,
            dates=self._dates_meant(proposed.when, span),
            where=proposed.where,
            attributed_to=proposed.attributed_to,
            passage=proposed.passage,
        )

    def sentence_of(self, item: Span) -> Span:
        """The sentence that holds an item, or the item itself where it is in none."""
        around = self._sentences.overlapping(item)
        return around[0] if around and around[0].covers(item) else item

    def _figures(self, proposed: ProposedFact) -> tuple[Figure, ...]:
        item = proposed.recognised
        if proposed.kind == "quotation":
            return tuple(self.recogniser.figures(item.start, item.end))
        if proposed.kind == "statement":
            inside = self.recogniser.figures(item.start, item.end)
            return tuple(each for each in inside if has_words(proposed.statement, each.span.text))
        here = self.recogniser.figures(item.start, item.end)
        return tuple(figure for figure in here if figure.phrase == item)

    def _dates_meant(self, when: str | None, sentence: Span) -> tuple[DateRef, ...]:
        """The dates of the sentence that `when` stands on: the same words, else the same day."""
        if when is None:
            return ()
        here = self._dates.overlapping(sentence)
        places = self._source.locate(when, within=sentence).spans
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
