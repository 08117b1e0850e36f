"""A story cut into passages that are asked about one at a time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from extractor.languages import load
from extractor.scanning.document import Scan
from extractor.schemas.figure import Figure
from extractor.schemas.quotation import Quotation
from extractor.schemas.span import Span
from extractor.spans import SpanIndex

MOST_ITEMS = 8
"""Figures and quotations of one passage; with more, a small model's answers run together."""

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff]")


@dataclass(frozen=True, slots=True)
class Passage:
    """Consecutive paragraphs, or a part of a long one, and what was recognised in them."""

    index: int
    span: Span
    figures: tuple[Figure, ...]
    quotations: tuple[Quotation, ...]
    dates: tuple[str, ...]
    """The words of each date, once."""
    places: tuple[str, ...]
    """The words of each name that may be a place's, once."""
    voices: tuple[str, ...]
    """Who may be speaking: those whom a rule found to speak, then the names."""
    has_other_sentences: bool
    """Whether a sentence of it holds none of these."""
    not_asked: str | None
    """Why the model is not asked about it: "headline", "copyright line"."""


def split_into_passages(scan: Scan, longest: int) -> list[Passage]:
    """Passages of at most `longest` characters where paragraphs and sentences allow it.

    Paragraphs are only joined up to half of that: a small model answers better about one.

    Together they cover every paragraph, so every figure and quotation is in just one.
    """
    return list(_Splitter(scan, longest).passages())


def split_passage(scan: Scan, passage: Passage, longest: int) -> list[Passage]:
    """The passage in parts of at most `longest` characters where its sentences allow it."""
    return list(_Splitter(scan, longest, within=passage.span).passages())


def claimable_figures(scan: Scan) -> list[Figure]:
    """The figures that a fact is expected to state: no years, names of things or furniture."""
    furniture = SpanIndex(scan.furniture, lambda part: part.span)
    return [
        figure
        for figure in scan.figures
        if figure.kind not in ("identifier", "year") and not furniture.overlapping(figure.span)
    ]


def promptable(text: str) -> str:
    """The passage as the model may read it.

    Control characters become spaces, and the marks that chat templates are made of are broken up,
    so that a story cannot close its own turn and speak as the system.
    """
    return _CONTROL.sub(" ", text).replace("<|", "< |").replace("|>", "| >")


def _words_of(spans: Iterable[Span]) -> tuple[str, ...]:
    """The words of the spans on one line, each once, in order."""
    return tuple(dict.fromkeys(promptable(" ".join(span.text.split())) for span in spans))


def _is_body(name: Span, code: str) -> bool:
    """Whether a name is that of an organisation by one of its words: no event happens in it."""
    return any(word.lower() in load(code).names.body_words for word in name.text.split())


def _without_parts(words: tuple[str, ...]) -> tuple[str, ...]:
    """Without those that are part of another: "Ukraine" beside "Ukraine's air force"."""
    return tuple(each for each in words if not any(each in other != each for other in words))


class _Splitter:
    def __init__(self, scan: Scan, longest: int, *, within: Span | None = None) -> None:
        self._scan = scan
        self._within = within
        self._longest = longest
        self._figures = SpanIndex(claimable_figures(scan), lambda figure: figure.span)
        speech = (quotation for quotation in scan.quotations if quotation.kind == "speech")
        self._quotations = SpanIndex(speech, lambda quotation: quotation.span)
        self._sentences = SpanIndex(scan.sentences, lambda sentence: sentence)
        self._furniture = SpanIndex(scan.furniture, lambda part: part.span)
        told = (date for date in scan.dates if not self._furniture.overlapping(date.span))
        self._dates = SpanIndex(told, lambda date: date.span)
        self._names = SpanIndex(scan.names, lambda name: name)
        self._attributions = SpanIndex(scan.attributions, lambda each: each.speaker)

    def passages(self) -> Iterator[Passage]:
        for index, (start, end, reason) in enumerate(self._pieces()):
            figures = tuple(self._figures.starting_in(start, end))
            quotations = tuple(self._quotations.starting_in(start, end))
            has_others = any(
                not self._figures.overlapping(sentence)
                and not self._quotations.overlapping(sentence)
                for sentence in self._sentences.starting_in(start, end)
            )
            if figures or quotations:
                reason = None
            elif reason is None and not has_others:
                reason = "nothing to ask"
            span = Span.of(self._scan.text, start, end)
            names = self._names.starting_in(start, end)
            yield Passage(
                index=index,
                span=span,
                figures=figures,
                quotations=quotations,
                dates=_words_of(date.span for date in self._dates.starting_in(start, end)),
                places=_words_of(name for name in names if not _is_body(name, self._scan.language)),
                voices=_without_parts(_words_of([*self._speakers(start, end, quotations), *names])),
                has_other_sentences=has_others,
                not_asked=reason,
            )

    def _speakers(self, start: int, end: int, quotations: tuple[Quotation, ...]) -> Iterator[Span]:
        for claim in self._attributions.starting_in(start, end):
            yield claim.speaker_name or claim.speaker  # a name rather than "he"
        for quotation in quotations:
            if quotation.speaker is not None:
                yield quotation.speaker_name or quotation.speaker

    def _pieces(self) -> Iterator[tuple[int, int, str | None]]:
        """Start, end and reason not to ask, of each passage."""
        start: int | None = None
        end = items = 0
        for number, paragraph in enumerate(self._paragraphs()):
            is_first = number == 0 and self._within is None
            reason = self._reason_not_to_ask(paragraph, is_first=is_first)
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
        figures = (figure.phrase for figure in self._figures.starting_in(start, end))
        quoted = (quotation.span for quotation in self._quotations.starting_in(start, end))
        count, done = 0, start
        for item in sorted((*figures, *quoted), key=lambda span: span.start):
            if count >= MOST_ITEMS and item.start >= done:
                line_end = self._scan.text.rfind("\n", done, item.start)
                yield line_end + 1 if line_end >= 0 else item.start
                count = 0
            count += 1
            done = max(done, item.end)

    def _count(self, start: int, end: int) -> int:
        figures = self._figures.starting_in(start, end)
        return len(figures) + len(self._quotations.starting_in(start, end))

    def _reason_not_to_ask(self, paragraph: Span, *, is_first: bool) -> str | None:
        for part in self._furniture.overlapping(paragraph):
            if part.span.covers(paragraph):
                return part.reason
        if is_first and not paragraph.text.rstrip("*_#\"'”’) \t").endswith((".", "!", "?", "…")):
            return "headline"
        return None
