"""Where the words of one text stand: their paragraph, their sentence."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property

from extractor.scanning.layout.paragraphs import split_paragraphs
from extractor.scanning.layout.sentences import sentence_borders
from extractor.schemas.span import Span

_AROUND = 300


class Places:
    """One text, and what a reader calls the places in it."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def paragraphs(self) -> tuple[Span, ...]:
        """The text's paragraphs; between them is only white space."""
        return tuple(split_paragraphs(self.text))

    @cached_property
    def _starts(self) -> list[int]:
        return [paragraph.start for paragraph in self.paragraphs]

    def paragraph_number(self, offset: int) -> int:
        """The paragraph that holds this character, counted from 1."""
        return max(1, bisect_right(self._starts, offset))

    def holds(self, span: Span) -> bool:
        """Whether the span is a place of this text; a finding may hold words of another."""
        return span.start < span.end and self.text[span.start : span.end] == span.text

    def sentence_of(self, place: Span) -> Span:
        """The sentence, or the sentences, of a place, not far beyond it."""
        if not self.paragraphs:
            return place
        paragraph = self.paragraphs[self.paragraph_number(place.start) - 1]
        # A window, because one paragraph may be megabytes long and hold every fact.
        left = max(paragraph.start, place.start - _AROUND)
        right = max(place.end, min(paragraph.end, place.end + _AROUND))
        start, end = place.start, place.end
        for first, last in sentence_borders(self.text, left, right):
            if first < place.end and place.start < last:
                start, end = min(start, first), max(end, last)
        return Span.of(self.text, start, end)
