"""A move from one amount to another: "from 40 to 50", "to 50 from 40"."""

from __future__ import annotations

import re

from extractor.schemas.figure import Figure
from extractor.schemas.span import Span

_FROM_BEFORE = re.compile(r"\bfrom\s+$", re.IGNORECASE)
_TO_BEFORE = re.compile(r"\bto\s+$", re.IGNORECASE)
_TO = re.compile(r"(?:\s+[\w’'-]+){0,6}\s+to\s+", re.IGNORECASE)
_FROM = re.compile(r"(?:\s+[\w’'-]+){0,3},?\s+from\s+", re.IGNORECASE)


def ends_of_move(
    one: Figure, other: Figure, sentence: Span, text: str
) -> tuple[Figure, Figure] | None:
    """The start and the end of a move, in that order, of two figures in reading order; none where
    the words of the sentence do not say that the one became the other."""
    before = text[sentence.start : one.span.start]
    between = text[one.span.end : other.span.start]
    if _FROM_BEFORE.search(before) and _TO.fullmatch(between):
        return one, other
    if _TO_BEFORE.search(before) and _FROM.fullmatch(between):
        return other, one
    return None


def measure_the_same(one: Figure, other: Figure) -> bool:
    """Whether both ends measure the same; "4.2 million to 5.1 million tonnes" names it once."""
    if one.kind == "cardinal" and one.of is None and other.kind in ("measure", "money"):
        return True
    return (one.kind, one.unit) == (other.kind, other.unit)
