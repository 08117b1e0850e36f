"""Which sentences of a text hold most of some words, without a look at all the others."""

from __future__ import annotations

from collections.abc import Iterable
from heapq import nlargest
from itertools import accumulate

_LEANING = 0.4
"""What a word of the sentence before counts."""

_DIGITS = 9
"""Scores that differ by less are equal: what was added up in another order is no better."""

_SLACK = 1e-8
"""So that no sentence is passed over for what is lost in rounding."""

WordPlaces = tuple[float, str, frozenset[int]]
"""What a word weighs, the word, and the sentences that have it."""


class Ranking:
    """Some words, and how much of them stands in each sentence of one text, 0 to 1.

    Rare words count for more. Words are kept rarest first: a sentence that scores high must hold
    one of the first few, so that only the few sentences with those are ever scored.
    """

    __slots__ = ("_best", "_parts", "_rests", "_scores")

    def __init__(self, words: Iterable[WordPlaces]) -> None:
        """Sort the words; no word twice."""
        ranked = sorted(words, reverse=True)
        total = sum([weight for weight, _, _ in ranked])
        self._parts = [(weight / total, places) for weight, _, places in ranked]
        self._scores: dict[int, float] = {}
        self._best: dict[tuple[int, float, int], tuple[tuple[int, float], ...]] = {}
        held = [part if places else 0.0 for part, places in reversed(self._parts)]
        self._rests = list(accumulate(held))[::-1]

    def at(self, index: int) -> float:
        """The score of one sentence; one that leans on the sentence before ("He won 3") is read
        with it, at a lower weight."""
        score = self._scores.get(index)
        if score is None:
            score = 0.0
            before = index - 1
            for part, places in self._parts:
                if index in places:
                    score += part
                elif before in places:
                    score += part * _LEANING
            score = self._scores[index] = round(score, _DIGITS)
        return score

    def alone(self, index: int) -> float:
        """The score of one sentence read by itself."""
        score = sum(part for part, places in self._parts if index in places)
        return round(score, _DIGITS)

    def best(self, limit: int, least: float, count: int) -> tuple[tuple[int, float], ...]:
        """The sentences, of the first `count`, that score `least` or more, best first.

        Kept, as every line of a table asks the same.
        """
        known = self._best.get((limit, least, count))
        if known is None:
            scores = [(self.at(index), -index) for index in self._likely(least, 1) if index < count]
            found = [pair for pair in scores if pair[0] >= least]
            ranked = nlargest(limit, found) if limit < len(found) else sorted(found, reverse=True)
            known = tuple([(-index, score) for score, index in ranked])
            self._best[limit, least, count] = known
        return known

    def best_alone(self, least: float) -> list[tuple[int, float]]:
        """The same for sentences read by themselves, all of them."""
        found = [(self.alone(index), -index) for index in self._likely(least, 0)]
        return [(-index, score) for score, index in sorted(found, reverse=True) if score >= least]

    def _likely(self, least: float, reach: int) -> Iterable[int]:
        """The sentences with one of the words without which none scores `least`, and those
        `reach` after."""
        found: set[int] = set()
        for (_, places), rest in zip(self._parts, self._rests, strict=True):
            if rest + _SLACK < least:
                break
            found |= places
        if reach:
            found.update([index + 1 for index in found])
        return found
