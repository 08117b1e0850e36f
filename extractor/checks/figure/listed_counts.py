"""A count that the source gives by what it lists: "three forces" for three forces named, "three
brothers" for "the trio", "seven" for six and "a seventh"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from extractor.checks.evidence.claims import Claim
from extractor.checks.evidence.nouns import nouns_agree
from extractor.checks.evidence.text_index import TextIndex
from extractor.languages import load
from extractor.schemas.span import Span

_MOST = 12
"""Longer lists give their number."""
_LEAST_SHARED, _LEAST_CONTEXT = 2, 0.1
"""Telling words, and the share of them, that a sentence must have before its names are counted."""
_MOST_SENTENCES = 20
_FEWEST = 3
"""Two names stand side by side in any sentence."""
_NEXT = re.compile(
    r"(?:,\s+(?:both\s+|all\s+)?(?:aged\s+)?\d{1,3})?"
    r"(?:,\s+(?:and\s+|as\s+well\s+as\s+)?|\s+and\s+)(?:(?:at|in|by|from|for|to|the)\s+){0,2}"
)
"""What stands between two names of one list, with the age of the first."""


def listed_in(claim: Claim, source: TextIndex) -> Span | None:
    """Where the source lists as many as the claim counts; none where it does not."""
    figure = claim.figure
    is_small = figure.value is not None and 2 <= figure.value <= _MOST
    if figure.kind != "cardinal" or not is_small or figure.hedge != "unhedged":
        return None
    assert figure.value is not None
    count = int(figure.value)
    if count != figure.value:
        return None
    return (
        _by_ordinal(claim, count, source)
        or _by_names(claim, count, source)
        or _by_group(count, source)
    )


def _by_ordinal(claim: Claim, count: int, source: TextIndex) -> Span | None:
    """ "A seventh", of the same things, or right behind six of them."""
    for other in source.distinct_figures:
        if other.kind == "fraction" and other.value == Decimal(1) / count:
            if _counts_on(other.span, count, source):  # "six sailors and a seventh"
                return other.span
            continue
        if other.kind != "ordinal" or other.value != count:
            continue
        agree = nouns_agree(claim.noun, source.noun_of(other))
        if agree is True or (agree is None and _counts_on(other.span, count, source)):
            return other.span
    return None


def _counts_on(place: Span, count: int, source: TextIndex) -> bool:
    """Whether as many but one are counted in the sentence of a place, or in the one before."""
    index = source.sentence_index(place.start)
    if index is None:
        return False
    near = [number for number in (index - 1, index) if number >= 0]
    return any(
        other.kind == "cardinal" and other.value == count - 1
        for number in near
        for other in source.figures_at(number)
    )


def _by_names(claim: Claim, count: int, source: TextIndex) -> Span | None:
    """A sentence about the same that names just so many in a row."""
    if count < _FEWEST or _is_counted_otherwise(claim, source):
        return None
    stems, sentences = claim.stems, len(source.scan.sentences)
    for index, _ in source.ranking(stems).best(_MOST_SENTENCES, _LEAST_CONTEXT, sentences):
        if len(stems & source.stems[index]) < _LEAST_SHARED:
            continue
        for run in _runs(source.names_at(index), source):
            if len(run) == count:
                return Span.of(source.text, run[0].start, run[-1].end)
    return None


def _is_counted_otherwise(claim: Claim, source: TextIndex) -> bool:
    """Whether the source gives a like number of the same things, which is then likely meant."""
    return any(
        other.kind == "cardinal"
        and other.value is not None
        and 0 < other.value <= _MOST
        and nouns_agree(claim.noun, source.noun_of(other)) is True
        for other in source.distinct_figures
    )


def _runs(names: list[Span], source: TextIndex) -> Iterator[list[Span]]:
    """The names that stand in one list, commas and "and" between them."""
    run: list[Span] = []
    for name in names:
        if run and not _NEXT.fullmatch(source.text, run[-1].end, name.start):
            yield run
            run = []
        run.append(name)
    if run:
        yield run


def _by_group(count: int, source: TextIndex) -> Span | None:
    """A word for a group of so many: "the trio"."""
    words = [word for word, size in load("en").numbers.groups.items() if size == count]
    return next((place for word in words if (place := source.find(word)) is not None), None)
