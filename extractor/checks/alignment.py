"""Which sentences of a source speak of what a sentence of a draft speaks of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

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
    wanted = frozenset(stems)
    total = sum(source.weight(stem) for stem in wanted)
    if not total:
        return []
    scores: defaultdict[int, float] = defaultdict(float)
    for stem in wanted:
        weight = source.weight(stem)
        places = source.sentences_with(stem)
        for index in places:
            scores[index] += weight
        for index in places:
            # The sentence after may lean on this one: "He …", "The move …".
            if index + 1 not in places:
                scores[index + 1] += weight * 0.4
    count = len(source.scan.sentences)
    ranked = sorted(
        ((score / total, -index) for index, score in scores.items() if index < count), reverse=True
    )
    return [Aligned(-index, score) for score, index in ranked[:limit]]


def sentence_at(source: Reading, index: int) -> Span:
    """The sentence of that number."""
    return source.scan.sentences[index]
