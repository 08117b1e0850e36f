"""Counts that a sentence lists: "12 men, eight women and three children"."""

from __future__ import annotations

import re

from extractor.checks.evidence.text_index import TextIndex
from extractor.languages.current import by_language
from extractor.languages.language import Language
from extractor.languages.patterns import either
from extractor.schemas.figure import Figure


class _Words:
    """The patterns of one language."""

    def __init__(self, language: Language) -> None:
        words = language.arithmetic
        joint = either(words.conjunction | words.plus)
        joined = rf"(?:,\s*(?:{either(words.conjunction)}\s+)?|\s+{joint}\s+)"
        self.next = re.compile(rf"(?:\s+[\w’'-]+){{0,4}}{joined}")
        """What stands between two counts of a list: a few words, then a comma or an "and"."""
        self.last = re.compile(rf"\s+{joint}\s+|,\s*{either(words.conjunction)}\s+")
        self.of_noun = re.compile(rf"(?:\s+{either(words.of)}(?:\s+[\w’'-]+){{1,3}})?{joined}")
        """The same where nothing but the thing counted stands between them, and so no verb of its
        own."""


_words = by_language(_Words)


def is_next(between: str) -> bool:
    """Whether two numbers with these words between them are neighbours of one list."""
    return _words().next.fullmatch(between) is not None


def is_last(between: str) -> bool:
    """Whether the words before a number of a list say that the list ends with it."""
    return _words().last.search(between) is not None


def joined_counts(source: TextIndex, index: int) -> list[tuple[Figure, ...]]:
    """The lists of numbers of one kind and unit in a sentence, two or more each, in reading order.

    A number inside the words of another belongs to them: "21 counts of one crime and six". "Five
    died and three fled" is no list: each has a verb of its own.
    """
    lists: list[tuple[Figure, ...]] = []
    figures = [figure for figure in source.figures_at(index) if figure.value is not None]
    listed: set[int] = set()
    for start, first in enumerate(figures):
        if start in listed:
            continue
        run, is_closed = [first], False
        for place in range(start + 1, len(figures)):
            figure = figures[place]
            between = source.text[max(run[-1].phrase.end, run[-1].span.end) : figure.span.start]
            if (figure.kind, figure.unit) != (first.kind, first.unit):
                continue
            if _words().of_noun.fullmatch(between) is None:
                continue
            run.append(figure)
            listed.add(place)
            if is_last(between):
                is_closed = True
                break
        if is_closed:
            lists.append(tuple(run))
    return lists
