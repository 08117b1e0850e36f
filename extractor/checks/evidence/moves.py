"""A move from one amount to another: "from 40 to 50", "to 50 from 40"."""

from __future__ import annotations

import re

from extractor.languages.current import by_language
from extractor.languages.language import Language
from extractor.languages.patterns import either
from extractor.schemas.figure import Figure
from extractor.schemas.span import Span


class _Words:
    """The patterns of one language."""

    def __init__(self, language: Language) -> None:
        from_, to = either(language.arithmetic.from_), either(language.arithmetic.to)
        self.from_before = re.compile(rf"\b{from_}\s+$", re.IGNORECASE)
        self.to_before = re.compile(rf"\b{to}\s+$", re.IGNORECASE)
        self.to = re.compile(rf"(?:\s+[\w’'-]+){{0,6}}\s+{to}\s+", re.IGNORECASE)
        self.from_ = re.compile(rf"(?:\s+[\w’'-]+){{0,3}},?\s+{from_}\s+", re.IGNORECASE)


_words = by_language(_Words)


def ends_of_move(
    one: Figure, other: Figure, sentence: Span, text: str
) -> tuple[Figure, Figure] | None:
    """The start and the end of a move, in that order, of two figures in reading order; none where
    the words of the sentence do not say that the one became the other."""
    before = text[sentence.start : one.span.start]
    between = text[one.span.end : other.span.start]
    words = _words()
    if words.from_before.search(before) and words.to.fullmatch(between):
        return one, other
    if words.to_before.search(before) and words.from_.fullmatch(between):
        return other, one
    return None


def measure_the_same(one: Figure, other: Figure) -> bool:
    """Whether both ends measure the same; "4.2 million to 5.1 million tonnes" names it once."""
    if one.kind == "cardinal" and one.of is None and other.kind in ("measure", "money"):
        return True
    return (one.kind, one.unit) == (other.kind, other.unit)
