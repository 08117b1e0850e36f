"""How alike the surroundings of two places are, the words right beside them counting most.

A sentence may hold several figures, and a story may say the same of several things: what stands
next to a number tells more of what it is about than what stands at the other end of the sentence.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from extractor.checks.evidence.text_index import TextIndex
from extractor.schemas.span import Span

_BESIDE, _CLOSE = 3, 6
"""Telling words from a place that count wholly, and those that count nearly so."""
_WEIGHTS = (1.0, 0.75, 0.55)
"""What a word beside the place counts, one close to it, one elsewhere in its sentence."""
_BEFORE, _AFTER = 0.35, 0.15
"""What a word of the sentence before counts, and of the one after."""
BEYOND = 0.3
"""What a word counts that another figure stands before."""
_MOST = 60
"""Telling words on either side that are looked at; a text without full stops has no end."""


def words_beside(text: TextIndex, place: Span, *, among_figures: bool = False) -> dict[str, float]:
    """The telling words of a place's sentence, by how near they stand: 0 to 1.

    With `among_figures` those that stand beyond another figure of the sentence count least: they
    are likely about that one.
    """
    index = text.sentence_index(place.start)
    if index is None:
        return {}
    sentence = text.scan.sentences[index]
    start, end = sentence.start, sentence.end
    if among_figures:
        start, end = _neighbours(text, place, index)
    inside = text.slots.around(place, max(start, sentence.start), min(end, sentence.end), _MOST)
    sides = text.slots.around(place, sentence.start, sentence.end, _MOST)
    words: dict[str, float] = {}
    for side, own in zip(sides, inside, strict=True):
        for distance, stem in enumerate(side):
            weight = _WEIGHTS[(distance >= _BESIDE) + (distance >= _CLOSE)]
            if distance >= len(own):
                weight = BEYOND
            if words.get(stem, 0.0) < weight:
                words[stem] = weight
    return words


class Nearness:
    """How alike a claim's surroundings and places of one source are, 0 to 1."""

    def __init__(self, claim: Mapping[str, float], source: TextIndex) -> None:
        """`claim` has the words beside the claim, by how near they stand."""
        self._source = source
        self._words = [(stem, source.weight(stem) * near) for stem, near in claim.items()]
        self._total = sum([weight for _, weight in self._words])

    def at(self, place: Span, *, among_figures: bool = False) -> float:
        """How much of the words beside the claim stands around a place."""
        return self.at_all([place], among_figures=among_figures)

    def at_all(self, places: Sequence[Span], *, among_figures: bool = False) -> float:
        """The same for several places of one thing, taken together: each word counts once."""
        if not self._total or not places:
            return 0.0
        around = [self._source.once(_words_around, (place, among_figures)) for place in places]
        shared = 0.0
        for stem, weight in self._words:
            shared += weight * max([words.get(stem, 0.0) for words in around])
        return shared / self._total

    def at_most(self) -> dict[int, float]:
        """What no place of a sentence exceeds, for the sentences near a word of the claim."""
        most: defaultdict[int, float] = defaultdict(float)
        for stem, weight in self._words:
            part = weight / self._total if self._total else 0.0
            for index in self._source.sentences_with(stem):
                most[index] += part
                most[index + 1] += part * _BEFORE
                most[index - 1] += part * _AFTER
        return most


def nearness(
    claim: Mapping[str, float], source: TextIndex, place: Span, *, among_figures: bool = False
) -> float:
    """How much of the words beside a claim stands around a place of the source, 0 to 1."""
    return Nearness(claim, source).at(place, among_figures=among_figures)


def _words_around(text: TextIndex, key: tuple[Span, bool]) -> dict[str, float]:
    """`words_beside`, with the words of the sentences before and after, which it may lean on."""
    place, among_figures = key
    words = words_beside(text, place, among_figures=among_figures)
    index = text.sentence_index(place.start)
    if index is None:
        return words
    for other, weight in ((index - 1, _BEFORE), (index + 1, _AFTER)):
        if 0 <= other < len(text.stems):
            for stem in text.stems[other]:
                words.setdefault(stem, weight)
    return words


def _neighbours(text: TextIndex, place: Span, index: int) -> tuple[int, int]:
    """Where the figure before a place ends and the one after it begins."""
    start, end = 0, len(text.text)
    for figure in text.figures_by_sentence.get(index, ()):
        if figure.kind == "ordinal":
            continue
        if figure.span.end <= place.start:
            start = max(start, figure.span.end)
        elif figure.span.start >= place.end:
            end = min(end, figure.span.start)
    return start, end


def context_of(claim: frozenset[str], source: TextIndex, place: Span) -> float:
    """How much of the claim's words stand in the sentence of a place, 0 to 1."""
    index = source.sentence_index(place.start)
    return source.ranking(claim).at(index) if index is not None else 0.0
