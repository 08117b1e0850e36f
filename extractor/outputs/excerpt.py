"""The source's words for one fact, inside their sentence and with the figures picked out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from extractor.outputs.reading import Reading
from extractor.schemas.fact import Fact
from extractor.schemas.span import Span

_LONGEST = 1500


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters of the story as they stand there, or "…" where something is cut."""

    text: str
    part: Literal["around", "quote", "figure"]


def excerpt_of(reading: Reading, fact: Fact) -> tuple[Piece, ...]:
    """The quote of a fact, with what else its sentence says around it.

    Of a quote in several places the first is shown. Nothing where the story does not have it.
    """
    place = next(iter(reading.places_of(fact)), None)
    return tuple(_pieces(reading, fact, place)) if place else ()


def _pieces(reading: Reading, fact: Fact, place: Span) -> Iterator[Piece]:
    text = reading.text
    sentence = reading.places.sentence_of(place)
    start, end = sentence.start, sentence.end
    if start < place.start:
        yield Piece(text[start : place.start], "around")
    at, stop = place.start, min(place.end, place.start + _LONGEST)
    for figure in sorted((f.phrase for f in fact.figures), key=lambda phrase: phrase.start):
        if reading.holds(figure) and at <= figure.start and figure.end <= stop:
            if at < figure.start:
                yield Piece(text[at : figure.start], "quote")
            yield Piece(text[figure.start : figure.end], "figure")
            at = figure.end
    if at < stop:
        yield Piece(text[at:stop], "quote")
    if stop < place.end:
        yield Piece(" …", "around")
    elif stop < end:
        yield Piece(text[stop:end], "around")
