"""A result that is told set by set: "6-3 6-2" is one result, and another than "6-2 6-2"."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise

from extractor.checks.evidence.text_index import TextIndex
from extractor.languages.current import by_language
from extractor.languages.language import Language
from extractor.languages.patterns import either
from extractor.schemas.figure import Figure
from extractor.schemas.span import Span


@by_language
def _between(language: Language) -> re.Pattern[str]:
    """What stands between two sets, the points of a tie-break included."""
    and_ = either(language.comparing.results.conjunction)
    return re.compile(rf"(?:\s*\([\d-]+\))?(?:,?\s+|,?\s+{and_}\s+)")


Sets = tuple[tuple[Decimal | None, Decimal | None], ...]


def other_result(
    figure: Figure, claim: TextIndex, other: Figure, source: TextIndex
) -> tuple[Span, Span] | None:
    """Both results, where a set agrees with a set of a result that is as long and not the same.

    None where the source has the whole result anywhere, and where the set stands alone in either.
    """
    mine, theirs = _result_of(figure, claim), _result_of(other, source)
    if mine is None or theirs is None or len(mine[0]) != len(theirs[0]):
        return None
    known = {sets for sets, _ in source.once(_results, None)}
    return None if mine[0] in known else (mine[1], theirs[1])


def _result_of(figure: Figure, index: TextIndex) -> tuple[Sets, Span] | None:
    results = index.once(_results, None) if figure.kind == "score" else ()
    return next((result for result in results if result[1].covers(figure.span)), None)


def _results(index: TextIndex, _: None) -> tuple[tuple[Sets, Span], ...]:
    """The results of two sets and more, each with the sets in their order."""
    runs: list[list[Figure]] = []
    scores = [
        figure
        for figure in index.scan.figures
        if figure.kind == "score" and not index.text.endswith("(", 0, figure.span.start)
    ]
    for one, other in pairwise(scores):
        if not _between().fullmatch(index.text, one.span.end, other.span.start):
            continue
        if runs and runs[-1][-1] is one:
            runs[-1].append(other)
        else:
            runs.append([one, other])
    return tuple(
        (
            tuple((one.low, one.high) for one in run),
            Span.of(index.text, run[0].span.start, run[-1].span.end),
        )
        for run in runs
    )
