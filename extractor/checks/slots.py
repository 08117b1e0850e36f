"""The words right before and after a thing: what holds its place in a sentence.

A draft keeps most of its source's words. Where the same two telling words follow, or come before,
another name, number or date in the source, that other thing stood in this place.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from extractor.checks.words import NUMERALS, STOP, WORD, stem
from extractor.schemas.span import Span

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Slot:
    """The telling words around a thing, nearest first; fewer where the sentence ends."""

    before: tuple[str, ...]
    after: tuple[str, ...]

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
    """The telling words of a text, for finding the slot of a place."""

    def __init__(self, text: str, sentences: Iterable[Span]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._stems: list[str] = []
        for found in WORD.finditer(text):
            word = found.group()
            if word.casefold() in STOP or word.casefold() in NUMERALS or word[0].isdigit():
                continue
            self._starts.append(found.start())
            self._ends.append(found.end())
            self._stems.append(stem(word))
        self._borders = [sentence.start for sentence in sentences]
        self._sentence_ends = [sentence.end for sentence in sentences]

    def of(self, span: Span) -> Slot:
        """The slot of a place: up to two telling words each side, inside its sentence."""
        index = bisect_right(self._borders, span.start) - 1
        if index < 0:
            return NO_SLOT
        low, high = self._borders[index], self._sentence_ends[index]
        first_after = bisect_left(self._starts, span.end)
        after = []
        for position in range(first_after, min(first_after + 2, len(self._stems))):
            if self._ends[position] > high:
                break
            after.append(self._stems[position])
        last_before = bisect_right(self._ends, span.start) - 1
        before = []
        for position in range(last_before, max(last_before - 2, -1), -1):
            if self._starts[position] < low:
                break
            before.append(self._stems[position])
        return Slot(tuple(before), tuple(after))


class SlotTable:
    """Which things of a source stand in which slot."""

    def __init__(self, slots: Slots, spans: Iterable[Span]) -> None:
        self._by_pair: defaultdict[tuple[bool, Pair], list[Span]] = defaultdict(list)
        self._by_sides: defaultdict[Pair, list[Span]] = defaultdict(list)
        self.slot_of: dict[Span, Slot] = {}
        for span in spans:
            slot = slots.of(span)
            self.slot_of[span] = slot
            if len(slot.after) == 2:
                self._by_pair[True, (slot.after[0], slot.after[1])].append(span)
            if len(slot.before) == 2:
                self._by_pair[False, (slot.before[0], slot.before[1])].append(span)
            if slot.before and slot.after:
                self._by_sides[slot.before[0], slot.after[0]].append(span)

    def in_slot(self, slot: Slot) -> list[Span]:
        """The things that stand in this slot, in reading order."""
        found: set[Span] = set()
        if len(slot.after) == 2:
            found.update(self._by_pair.get((True, (slot.after[0], slot.after[1])), ())[:_MOST])
        if len(slot.before) == 2:
            found.update(self._by_pair.get((False, (slot.before[0], slot.before[1])), ())[:_MOST])
        if slot.before and slot.after:
            found.update(self._by_sides.get((slot.before[0], slot.after[0]), ())[:_MOST])
        return sorted(found, key=lambda span: span.start)


def _shared(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    count = 0
    for mine, theirs in zip(one, other, strict=False):
        if mine != theirs:
            break
        count += 1
    return count


CAPITALISED = re.compile(r"\b[^\W\d_a-zß-ÿ][^\W\d_]+(?:['’-][^\W\d_]+)*\b")
"""A word with a capital: demonyms and faiths are no names, yet hold a name's place."""
