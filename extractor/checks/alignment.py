"""Which sentences of a source speak of what a sentence of a draft speaks of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from heapq import nlargest

from extractor.checks.reading import Reading
from extractor.schemas.span import Span


@dataclass(frozen=True, slots=True)
class Aligned:
    """A sentence of the source, and how much of the claim it holds."""

    index: int
    """Which sentence."""
    score: float
    """Share of the claim's words that stand in it or lean on the one before, 0 to 1."""


def align(stems: Iterable[str], source: Reading, *, limit: int = 3) -> list[Aligned]:
    """The sentences that hold most of these words, best first; rare words weigh more."""
    count = len(source.scan.sentences)
    ranked = nlargest(
        limit,
        (
            (score, -index)
            for index, score in source.shares(frozenset(stems)).items()
            if index < count
        ),
    )
    return [Aligned(-index, score) for score, index in ranked]


def sentence_at(source: Reading, index: int) -> Span:
    """The sentence of that number."""
    return source.scan.sentences[index]
