"""The words right before and after a thing: what holds its place in a sentence.

A draft keeps most of its source's words. Where the same two telling words follow, or come before,
another name, number or date in the source, that other thing stood in this place.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from extractor.checks.evidence.stems import WORD
from extractor.languages.current import current
from extractor.schemas.span import Span

Pair = tuple[str, ...]
_Words = tuple[tuple[int, ...], tuple[int, ...], tuple[str, ...]]
"""Starts, ends and stems of the telling words of a sentence."""


@dataclass(frozen=True, slots=True)
class Slot:
    """The telling words around a thing, nearest first; fewer where the sentence ends."""

    before: tuple[str, ...]
    after: tuple[str, ...]

    @property
    def sides(self) -> tuple[str | None, str | None]:
        """The nearest word on each side."""
        return self.before[0] if self.before else None, self.after[0] if self.after else None

    def agreement(self, other: Slot) -> float:
        """How alike two slots are: 2 for two words on one side or one on each, 0 for none."""
        after = _shared(self.after, other.after)
        before = _shared(self.before, other.before)
        if after >= 2 or before >= 2:
            return 2.0 + min(after, before)
        if after and before:
            return 2.0
        return 0.0


_MOST = 50
"""Things of one slot that are looked at; in a table every line has the same."""

NO_SLOT = Slot((), ())


class Slots:
    """The telling words of a text, sentence by sentence, for finding the slot of a place."""

    def __init__(self, text: str, sentences: Sequence[Span]) -> None:
        """Nothing is read before a place is asked about."""
        self._text = text
        self._sentences = sentences
        self._borders = [sentence.start for sentence in sentences]
        self._words: dict[int, _Words] = {}
        self._slots: dict[tuple[int, int], Slot] = {}

    def sentence_of(self, span: Span) -> int:
        """Which sentence a thing begins in, or the last one before it; -1 before the first."""
        return bisect_right(self._borders, span.start) - 1

    def _words_of(self, index: int) -> _Words:
        """Starts, ends and stems of the telling words of a sentence."""
        known = self._words.get(index)
        if known is None:
            sentence, telling_stem = self._sentences[index], current().evidence.telling_stem
            starts: list[int] = []
            ends: list[int] = []
            stems: list[str] = []
            for found in WORD.finditer(self._text, sentence.start, sentence.end):
                stem = telling_stem(found.group())
                if stem is not None:
                    starts.append(found.start())
                    ends.append(found.end())
                    stems.append(stem)
            known = self._words[index] = tuple(starts), tuple(ends), tuple(stems)
        return known

    def of(self, span: Span) -> Slot:
        """The slot of a place: up to two telling words each side, inside its sentence."""
        known = self._slots.get((span.start, span.end))
        if known is None:
            known = self._slots[span.start, span.end] = self._slot(span)
        return known

    def _slot(self, span: Span) -> Slot:
        index = self.sentence_of(span)
        if index < 0:
            return NO_SLOT
        starts, ends, stems = self._words_of(index)
        after = bisect_left(starts, span.end)
        before = bisect_right(ends, span.start)
        return Slot(stems[max(0, before - 2) : before][::-1], stems[after : after + 2])

    def around(self, span: Span, low: int, high: int, most: int) -> tuple[list[str], list[str]]:
        """The telling words between `low` and `high` before a place and after it, nearest first;
        at most `most` on each side, and none of another sentence."""
        index = self.sentence_of(span)
        if index < 0:
            return [], []
        starts, ends, stems = self._words_of(index)
        last = bisect_right(ends, span.start)
        first = bisect_left(starts, low)
        before = list(stems[max(first, last - most) : last][::-1])
        begin = bisect_left(starts, span.end)
        end = bisect_right(ends, high)
        return before, list(stems[begin : min(end, begin + most)])


class SlotTable:
    """Which things of a text stand in which slot.

    Only the sentences that have the words of a slot are read for it.
    """

    def __init__(
        self, slots: Slots, things: Iterable[Span], places: Callable[[str], frozenset[int]]
    ) -> None:
        """`places` gives the sentences that have a stem."""
        self._slots = slots
        self._places = places
        self._things: defaultdict[int, list[Span]] = defaultdict(list)
        for thing in things:
            self._things[slots.sentence_of(thing)].append(thing)
        self._known: dict[int, list[tuple[Span, Slot]]] = {}

    def in_slot(self, slot: Slot) -> list[Span]:
        """The things that stand in this slot, in reading order."""
        found: set[Span] = set()
        after, before = slot.after, slot.before
        if len(after) == 2:
            found.update(islice(self._where(after, lambda s: s.after == after), _MOST))
        if len(before) == 2:
            found.update(islice(self._where(before, lambda s: s.before == before), _MOST))
        if before and after:
            sides = before[0], after[0]
            found.update(islice(self._where(sides, lambda s: s.sides == sides), _MOST))
        return sorted(found, key=lambda span: span.start)

    def _where(self, pair: Pair, fits: Callable[[Slot], bool]) -> Iterator[Span]:
        """The things with a slot that fits, in the sentences that have both words of a pair."""
        for index in sorted(self._places(pair[0]) & self._places(pair[1])):
            known = self._known.get(index)
            if known is None:
                things = self._things.get(index, ())
                known = self._known[index] = [(thing, self._slots.of(thing)) for thing in things]
            for thing, slot in known:
                if fits(slot):
                    yield thing


def _shared(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    count = 0
    for mine, theirs in zip(one, other, strict=False):
        if mine != theirs:
            break
        count += 1
    return count


CAPITALISED = re.compile(r"\b[^\W\d_a-zß-ÿ][^\W\d_]+(?:['’-][^\W\d_]+)*\b")
"""A word with a capital: demonyms and faiths are no names, yet hold a name's place."""
