"""A lead, gap or margin beside the two figures that it lies between: "42 percent to 35, a lead of
7 points"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from extractor.checks.arithmetic.intervals import fits, operand, result_finding, stated_interval
from extractor.checks.evidence.text_index import TextIndex
from extractor.languages.current import by_language, current
from extractor.languages.language import Language
from extractor.languages.patterns import either
from extractor.schemas.figure import Figure
from extractor.schemas.finding import Finding


@by_language
def _named_gap(language: Language) -> re.Pattern[str]:
    words = language.arithmetic
    return re.compile(rf"\b{either(words.gaps)}\s+{either(words.of)}\s+$", re.IGNORECASE)


_REACH = 30
"""Characters before a figure that may name it a gap."""
_FAR = 200
"""Characters from which on two figures are not said to lie beside a third."""
_OF_POINTS = ("percentage_points", "cardinal")


def find_gaps(figures: Sequence[Figure], story: TextIndex) -> Iterator[Finding]:
    """Gaps that the two figures nearest before them give.

    Only what fits is said: a lead may as well be over somebody whose figure is not there.
    """
    for index, gap in enumerate(figures):
        start = gap.phrase.start
        if not _named_gap().search(story.text, max(0, start - _REACH), start):
            continue
        near = [figure for figure in figures[:index] if start - figure.span.end <= _FAR]
        for one, other in pairwise(_operands(gap, near)):
            yield from _gap(one, other, gap)


def _operands(gap: Figure, figures: Sequence[Figure]) -> list[Figure]:
    """The last two figures that measure what the gap does; points lie between percentages."""
    is_points = gap.kind in _OF_POINTS and (
        not gap.of or gap.of.split()[-1] in current().arithmetic.points
    )
    kinds = ("percent",) if is_points else (gap.kind,)
    alike = [f for f in figures if f.kind in kinds and (is_points or f.unit == gap.unit)]
    return alike[-2:]


def _gap(one: Figure, other: Figure, gap: Figure) -> Iterator[Finding]:
    first, second, stated = operand(one), operand(other), stated_interval(gap)
    if first is None or second is None or stated is None:
        return
    between = (first - second).size
    if fits(between, stated) == "derived":
        working = f"between {one.span.text} and {other.span.text} lie {between}"
        yield result_finding("arithmetic.change", "derived", gap, (one, other), working)
