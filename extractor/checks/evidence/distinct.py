"""Things of a text that only their place tells apart: the first of them stand for all.

A check compares what a draft says with what a source says. Where a text says the same thing a
thousand times over, as a glued list does, comparing each with each takes a million steps and tells
no more than comparing the first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from typing import TypeVar

ThingT = TypeVar("ThingT")

FEW = 100
"""Up to this many things of one kind all are compared; news has no more."""
_MOST_ALIKE = 2
"""Things that are kept of one look."""


def first_of_alike(
    things: Sequence[ThingT], look: Callable[[ThingT], Hashable]
) -> tuple[ThingT, ...]:
    """The things in their order, of a long list only the first few of each look."""
    if len(things) <= FEW:
        return tuple(things)
    seen: defaultdict[Hashable, int] = defaultdict(int)
    found = []
    for thing in things:
        key = look(thing)
        seen[key] += 1
        if seen[key] <= _MOST_ALIKE:
            found.append(thing)
    return tuple(found)
