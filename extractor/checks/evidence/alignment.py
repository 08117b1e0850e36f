"""Which sentences of a source speak of what a sentence of a draft speaks of."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.checks.evidence.text_index import TextIndex
from extractor.schemas.span import Span


@dataclass(frozen=True, slots=True)
class Aligned:
    """A sentence of the source, and how much of the claim it holds."""

    index: int
    """Which sentence."""
    score: float
    """Share of the claim's words that stand in it or lean on the one before, 0 to 1."""


def align(
    stems: frozenset[str], source: TextIndex, *, limit: int = 3, least: float = 0.0
) -> list[Aligned]:
    """The sentences that hold most of these words, best first; rare words weigh more.

    Those below `least` are left out: the higher it is, the fewer sentences are looked at.
    """
    count = len(source.scan.sentences)
    return [Aligned(*found) for found in source.ranking(stems).best(limit, least, count)]


def sentence_at(source: TextIndex, index: int) -> Span:
    """The sentence of that number."""
    return source.scan.sentences[index]
