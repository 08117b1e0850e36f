"""What a passage is asked about: its figures, its quotations, and sentences.

A large model is asked about each figure, and about sentences that hold neither figure nor
quotation. A small one, asked about a figure, only repeats it: it is asked about whole sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractor.asking.known import Known, Rules
from extractor.asking.sentences import told_sentences
from extractor.scanning.document import Scan
from extractor.schemas.fact import FactKind
from extractor.schemas.figure import Figure
from extractor.schemas.quotation import Quotation
from extractor.schemas.span import Span
from extractor.spans import SpanIndex

PREFIX: dict[FactKind, str] = {"figure": "f", "quotation": "q", "statement": "s"}
"""With what the keys of the items of a kind begin: "f1", "q1", "s1"."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that a fact is expected of."""

    key: str
    """Its name in the passage."""
    kind: FactKind
    span: Span
    """The figure's phrase, the words between the marks, or the sentence."""
    known: Known


class Recogniser:
    """Finds the items of stretches of one scan."""

    def __init__(self, scan: Scan, *, whole_sentences: bool = False) -> None:
        """Look at the scan; with `whole_sentences` no figure is an item by itself."""
        self._rules = Rules(scan)
        self._text = scan.text
        self._whole_sentences = whole_sentences
        claimable = claimable_figures(scan)
        self._figures = SpanIndex(claimable, lambda figure: figure.span)
        speech = (quotation for quotation in scan.quotations if quotation.kind == "speech")
        self._quotations = SpanIndex(speech, lambda quotation: quotation.span)
        self._sentences = SpanIndex(told_sentences(scan), lambda sentence: sentence)

    def figures(self, start: int, end: int) -> list[Figure]:
        """The figures of a stretch that a fact is expected to state."""
        return self._figures.starting_in(start, end)

    def quotations(self, start: int, end: int) -> list[Quotation]:
        """The quotations of a stretch that are somebody's words."""
        return self._quotations.starting_in(start, end)

    def items(self, start: int, end: int, most_sentences: int) -> tuple[Item, ...]:
        """The items of a stretch, by kind and then in reading order.

        Of the sentences that hold neither figure nor quotation, `most_sentences` at most.
        """
        return tuple(self._items(start, end, most_sentences))

    def figure_item(self, figure: Figure, among: Sequence[Figure]) -> Item:
        """A figure as an item, named by its place among the figures of its passage."""
        known = self._rules.of_claim(figure.phrase)
        key = f"{PREFIX['figure']}{among.index(figure) + 1}"
        return Item(key, "figure", figure.phrase, known)

    def quoted_parts(self, sentence: Span) -> list[Quotation]:
        """The quotations of a sentence that are no sentences themselves: he called it “a shame”."""
        return [
            each
            for each in self._quotations.overlapping(sentence)
            if sentence.covers(each.span) and _FIRST_LETTER.sub("", each.span.text)[:1].islower()
        ]

    def known_of(self, sentence: Span) -> Known:
        """What is known of a whole sentence."""
        return self._rules.of_claim(sentence)

    def _items(self, start: int, end: int, most_sentences: int) -> Iterator[Item]:
        passage = Span.of(self._text, start, end)
        sentences = list(self._asked_sentences(start, end, most_sentences))
        figures = self.figures(start, end)
        for figure in figures:
            is_in_sentence = any(sentence.covers(figure.phrase) for sentence in sentences)
            if not (is_in_sentence or self._is_quoted(figure) or self._is_beside_part(figure)):
                yield self.figure_item(figure, figures)
        for number, quotation in enumerate(self.quotations(start, end), 1):
            known = self._rules.of_quotation(quotation, passage)
            yield Item(f"{PREFIX['quotation']}{number}", "quotation", quotation.span, known)
        for number, sentence in enumerate(sentences, 1):
            known = self._rules.of_claim(sentence)
            yield Item(f"{PREFIX['statement']}{number}", "statement", sentence, known)

    def _asked_sentences(self, start: int, end: int, most: int) -> Iterator[Span]:
        for sentence in self._sentences.starting_in(start, end):
            figures = self._figures.overlapping(sentence)
            if figures:
                is_whole = self._whole_sentences and sentence.end <= end
                is_own = not all(self._is_quoted(figure) for figure in figures)
                if is_whole and is_own and not self.quoted_parts(sentence):
                    yield sentence
            elif most > 0 and self._is_asked(sentence):
                most -= 1
                yield sentence

    def _is_quoted(self, figure: Figure) -> bool:
        """Whether the fact of a quotation has the figure already."""
        return any(
            each.span.covers(figure.span) for each in self._quotations.overlapping(figure.span)
        )

    def _is_beside_part(self, figure: Figure) -> bool:
        """Whether the fact of a quotation in its sentence has the sentence, and so the figure."""
        around = self._sentences.overlapping(figure.span)
        return self._whole_sentences and any(self.quoted_parts(sentence) for sentence in around)

    def _is_asked(self, sentence: Span) -> bool:
        return not self._quotations.overlapping(sentence) and _is_told(sentence.text)


def claimable_figures(scan: Scan) -> list[Figure]:
    """The figures that a fact is expected to state: no years, names of things or furniture."""
    furniture = SpanIndex(scan.furniture, lambda part: part.span)
    return [
        figure
        for figure in scan.figures
        if figure.kind not in ("identifier", "year") and not furniture.overlapping(figure.span)
    ]


_FIRST_LETTER = re.compile(r"\A[\W\d_]+")
"""What stands before it."""
_FEWEST_WORDS = 4


def _is_told(sentence: str) -> bool:
    """Whether a sentence tells something: a question does not, nor a heading's few words."""
    return len(sentence.split()) >= _FEWEST_WORDS and sentence.rstrip("\"'”’»)*_ \n").endswith(
        (".", "!", "…")
    )
