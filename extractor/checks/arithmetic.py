"""Sums that a story does itself: only relations that its words declare, with the working shown."""

from __future__ import annotations

from extractor.checks.changes import find_changes, find_moves
from extractor.checks.gaps import find_gaps
from extractor.checks.rates import find_rates
from extractor.checks.reading import Reading
from extractor.checks.sums import find_sums
from extractor.checks.wholes import find_parts
from extractor.schemas.finding import Finding


def check_arithmetic(story: Reading) -> list[Finding]:
    """What the story's own sums come to; `span` is the result that it states."""
    findings: list[Finding] = []
    for index, sentence in enumerate(story.scan.sentences):
        figures = [
            figure
            for figure in story.figures_by_sentence.get(index, ())
            if figure.kind not in ("year", "identifier", "ordinal")
        ]
        if len(figures) >= 2:
            findings += find_changes(figures, sentence, story)
            findings += find_moves(figures, sentence, story)
            findings += find_gaps(figures, story)
            findings += find_parts(figures, story)
            findings += find_sums(figures, story)
            findings += find_rates(figures, story)
    return findings
