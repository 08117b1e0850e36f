"""A story cut into passages that are asked about one at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from extractor.asking.headline import repeating_headline
from extractor.asking.items import Item, Recogniser
from extractor.scanning.document import Scan
from extractor.schemas.span import Span
from extractor.spans import SpanIndex

MOST_ITEMS = 8
"""Figures and quotations of one passage; with more, a small model's answers run together."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Consecutive paragraphs, or a part of a long one, and what is asked about it."""

    index: int
    span: Span
    items: tuple[Item, ...]
    """Every figure and quotation, and of the other sentences the first ones."""
    not_asked: str | None
    """Why the model is not asked about it: "headline", "copyright line"."""


@dataclass(frozen=True, slots=True)
class Portion:
    """How much a model is asked about at once, and what about."""

    longest: int
    """Longest passage in characters, as far as paragraphs and sentences allow it."""
    free_facts: int
    """Most sentences of a passage that hold neither figure nor quotation."""
    whole_sentences: bool = False
    """Whether the model is asked about sentences instead of their figures."""


def split_into_passages(scan: Scan, portion: Portion) -> list[Passage]:
    """The passages of a story.

    Paragraphs are only joined up to half of the longest: a small model answers better about one.
    Together the passages cover every paragraph, so every figure and quotation is in just one.
    """
    return list(_Splitter(scan, portion).passages())


def split_passage(scan: Scan, passage: Passage, portion: Portion) -> list[Passage]:
    """The passage in parts as long as its sentences allow."""
    return list(_Splitter(scan, portion, within=passage.span).passages())


class _Splitter:
    def __init__(self, scan: Scan, portion: Portion, *, within: Span | None = None) -> None:
        self._scan = scan
        self._within = within
        self._longest = portion.longest
        self._free_facts = portion.free_facts
        self._recogniser = Recogniser(scan, whole_sentences=portion.whole_sentences)
        self._sentences = SpanIndex(scan.sentences, lambda sentence: sentence)
        self._furniture = SpanIndex(scan.furniture, lambda part: part.span)
        self._headline = repeating_headline(scan)

    def passages(self) -> Iterator[Passage]:
        for index, (start, end, reason) in enumerate(self._pieces()):
            items = self._recogniser.items(start, end, self._free_facts)
            if reason == "headline":
                items = ()
            elif self._count(start, end):
                reason = None
            elif reason is not None:
                items = ()
            elif not items:
                reason = "nothing to ask"
            yield Passage(index, Span.of(self._scan.text, start, end), items, reason)

    def _pieces(self) -> Iterator[tuple[int, int, str | None]]:
        """Start, end and reason not to ask, of each passage."""
        start: int | None = None
        end = items = 0
        for paragraph in self._paragraphs():
            reason = self._reason_not_to_ask(paragraph)
            count = self._count(paragraph.start, paragraph.end)
            is_long = len(paragraph.text) > self._longest or count > MOST_ITEMS
            fits = not is_long and reason is None
            if (
                start is not None
                and fits
                and paragraph.end - start <= self._longest // 2
                and items + count <= MOST_ITEMS
            ):
                end, items = paragraph.end, items + count
                continue
            if start is not None:
                yield start, end, None
                start = None
            if fits:
                start, end, items = paragraph.start, paragraph.end, count
            elif reason is not None:
                yield paragraph.start, paragraph.end, reason
            else:
                yield from self._split_long(paragraph)
        if start is not None:
            yield start, end, None

    def _paragraphs(self) -> Iterator[Span]:
        """The paragraphs of the text, or the parts of them in the passage that is to be cut."""
        within = self._within
        for paragraph in self._scan.paragraphs:
            if within is None:
                yield paragraph
            elif paragraph.start < within.end and within.start < paragraph.end:
                start, end = max(paragraph.start, within.start), min(paragraph.end, within.end)
                yield Span.of(self._scan.text, start, end)

    def _split_long(self, paragraph: Span) -> Iterator[tuple[int, int, None]]:
        """The paragraph cut between sentences, and one with too many items between these."""
        start = last = paragraph.start
        for sentence in self._sentences.starting_in(paragraph.start, paragraph.end):
            is_full = (
                sentence.end - start > self._longest
                or self._count(start, sentence.end) > MOST_ITEMS
            )
            if is_full and last > start:
                yield start, last, None
                start = sentence.start
            for cut in self._cuts(start, sentence.end):
                yield start, cut, None
                start = cut
            last = sentence.end
        yield start, paragraph.end, None

    def _cuts(self, start: int, end: int) -> Iterator[int]:
        """Where a stretch with more than MOST_ITEMS items is cut: never inside one, at a line end
        if there is one. Tables and long lists are one sentence."""
        figures = (figure.phrase for figure in self._recogniser.figures(start, end))
        quoted = (quotation.span for quotation in self._recogniser.quotations(start, end))
        count, done = 0, start
        for item in sorted((*figures, *quoted), key=lambda span: span.start):
            if count >= MOST_ITEMS and item.start >= done:
                line_end = self._scan.text.rfind("\n", done, item.start)
                yield line_end + 1 if line_end >= 0 else item.start
                count = 0
            count += 1
            done = max(done, item.end)

    def _count(self, start: int, end: int) -> int:
        figures = self._recogniser.figures(start, end)
        return len(figures) + len(self._recogniser.quotations(start, end))

    def _reason_not_to_ask(self, paragraph: Span) -> str | None:
        for part in self._furniture.overlapping(paragraph):
            if part.span.covers(paragraph):
                return part.reason
        is_headline = self._headline is not None and self._headline.covers(paragraph)
        return "headline" if is_headline else None
