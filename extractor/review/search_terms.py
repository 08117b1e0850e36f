"""What is searched for in a source: words, phrases, and figures however they are written."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from extractor.comparing.figures import compare_figures
from extractor.review.folded_text import FoldedText
from extractor.scanning.scanner import scanner
from extractor.schemas.figure import Figure, FigureKind

_MOST_TERMS = 12
_TERM = re.compile(r"[\"“”„«»]([^\"“”„«»]+)(?:[\"“”„«»]|$)|([^\s\"“”„«»]+)")
_EDGES = " .,;:!?…()[]'-"

_OF_NO_VALUE: frozenset[FigureKind] = frozenset(
    {"coordinate", "identifier", "ordinal", "score", "unread", "year"}
)
"""Figures that are found by their signs alone: "flight 302" is no 302 passengers."""


@dataclass(frozen=True, slots=True)
class SearchTerm:
    """One word, phrase or figure that is looked for."""

    pattern: str
    """What it matches in folded text, as it was typed."""
    figure: Figure | None = None
    """What it measures, where it is a figure: other spellings of that are found as well."""

    def is_value_of(self, other: Figure) -> bool:
        """Whether a figure of a source says the same; a plain number is that of any unit."""
        one = self.figure
        if one is None or other.value is None or other.kind in _OF_NO_VALUE:
            return False
        if one.kind == "cardinal":
            return one.value == other.value
        return compare_figures(_bare(one), _bare(other)).verdict in ("exact", "equivalent")


def search_terms(words: str, language: str) -> tuple[SearchTerm, ...]:
    """What is looked for in a text of this language; what is in quotation marks is one phrase."""
    figures = [
        figure
        for figure in scanner(language).figures(words)
        if figure.value is not None and figure.kind not in _OF_NO_VALUE
    ]
    terms: dict[SearchTerm, None] = {}
    end = 0
    for found in _TERM.finditer(words):
        if found.start() < end:
            continue  # it belongs to the figure before it
        phrase, word = found.groups()
        figure = None
        if word:
            figure = next((f for f in figures if found.start() <= f.span.start < found.end()), None)
        if figure is not None:
            end = figure.span.end
            phrase = figure.span.text if end > found.end() else None
        term = FoldedText(phrase or word).text.strip(_EDGES)
        if term:
            pattern = _pattern(term, is_phrase=phrase is not None)
            terms[SearchTerm(pattern, figure)] = None
    return tuple(terms)[:_MOST_TERMS]


def _pattern(term: str, *, is_phrase: bool) -> str:
    words = r"\s+".join(map(re.escape, term.split()))
    left = r"(?<!\w)" if term[0].isalnum() else ""
    if term[-1].isdecimal():  # "40" is not in "1.40" or "40,000", which are other numbers
        return rf"(?<![\d.,]){words}(?![.,]?\d)" if term[0].isdecimal() else rf"{left}{words}(?!\d)"
    return left + words + (r"(?!\w)" if is_phrase and term[-1].isalnum() else "")


def _bare(figure: Figure) -> Figure:
    """The figure as a number alone: a search for 40 also finds "at least 40"."""
    return replace(figure, hedge="unhedged", phrase=figure.span)
