"""Looking up spans by place, without walking through all of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from itertools import accumulate
from typing import Generic, TypeVar

from extractor.schemas.span import Span

ItemT = TypeVar("ItemT")


class SpanIndex(Generic[ItemT]):
    """Things with a span in one text, found by place in logarithmic time."""

    def __init__(self, items: Iterable[ItemT], span_of: Callable[[ItemT], Span]) -> None:
        """Sort them by where they start."""
        self._items = sorted(items, key=lambda item: (span_of(item).start, span_of(item).end))
        self._spans = [span_of(item) for item in self._items]
        self._starts = [span.start for span in self._spans]
        # The furthest end so far tells where walking back can stop.
        self._furthest = list(accumulate((span.end for span in self._spans), max))

    def starting_in(self, start: int, end: int) -> list[ItemT]:
        """Those that begin in `[start, end)`, in reading order."""
        return self._items[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def overlapping(self, span: Span) -> list[ItemT]:
        """Those that share a character with the span, in reading order."""
        last = bisect_left(self._starts, span.end)
        first = bisect_right(self._furthest, span.start)
        return [
            item
            for item, each in zip(self._items[first:last], self._spans[first:last], strict=True)
            if each.overlaps(span)
        ]
