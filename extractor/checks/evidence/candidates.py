"""The figures of a source that a claim may be about."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.checks.evidence.claims import Claim
from extractor.checks.evidence.text_index import TextIndex
from extractor.schemas.figure import Figure

MOST_FIGURES = 400
"""Figures that one claim is compared with; a longer text is searched where it says the most of
what the claim says. Two texts of thousands of figures would take minutes otherwise."""


def likely_figures(claim: Claim, figures: Sequence[Figure], source: TextIndex) -> Sequence[Figure]:
    """The figures that the claim may be about: all of them, unless there are very many."""
    if len(figures) <= MOST_FIGURES:
        return figures
    found: list[Figure] = []
    count = len(source.scan.sentences)
    for index, _ in source.ranking(claim.stems).best(count, 0.0, count):
        found += source.figures_by_sentence.get(index, ())
        if len(found) >= MOST_FIGURES:
            break
    return found[:MOST_FIGURES]


def figures_where(claim: Claim, least: float, source: TextIndex) -> list[Figure]:
    """The figures of the sentences that hold at least this much of the claim's, in order."""
    count = len(source.scan.sentences)
    near = source.ranking(claim.stems).best(count, least, count)
    return [figure for index, _ in sorted(near) for figure in source.distinct_at(index)]
