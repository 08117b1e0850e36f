"""Which sentences of a text hold most of some words, without a look at all the others."""

from __future__ import annotations

from collections.abc import Iterable
from heapq import nlargest
from itertools import accumulate, compress, repeat
from operator import contains, gt

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

    __slots__ = ("_best", "_places", "_rests", "_scores", "_weights")

    def __init__(self, words: Iterable[WordPlaces]) -> None:
        """Sort the words; no word twice."""
        ranked = sorted(words, reverse=True)
        total = sum([weight for weight, _, _ in ranked])
        # Two lists of their own, so that `at` goes through both without a step of Python a word.
        self._weights = [weight / total for weight, _, places in ranked if places]
        self._places = [places for _, _, places in ranked if places]
        self._scores: dict[int, float] = {}
        self._best: dict[tuple[int, float, int], tuple[tuple[int, float], ...]] = {}
        self._rests = list(accumulate(reversed(self._weights)))[::-1]

    def at(self, index: int) -> float:
        """The score of one sentence; one that leans on the sentence before ("He won 3") is read
        with it, at a lower weight."""
        score = self._scores.get(index)
        if score is None:
            held = self._held(index)
            leaning = map(gt, self._held(index - 1), held)
            score = sum(compress(self._weights, held))
            score += sum(compress(self._weights, leaning)) * _LEANING
            score = self._scores[index] = round(score, _DIGITS)
        return score

    def alone(self, index: int) -> float:
        """The score of one sentence read by itself."""
        return round(sum(compress(self._weights, self._held(index))), _DIGITS)

    def _held(self, index: int) -> list[bool]:
        """Which of the words stand in a sentence."""
        return list(map(contains, self._places, repeat(index)))

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
        for places, rest in zip(self._places, self._rests, strict=True):
            if rest + _SLACK < least:
                break
            found |= places
        if reach:
            found.update([index + 1 for index in found])
        return found
