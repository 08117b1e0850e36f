"""Sums that a story does itself: only relations that its words declare, with the working shown."""

from __future__ import annotations

from extractor.checks.arithmetic.changes import CHANGE, find_changes, find_moves
from extractor.checks.arithmetic.margins import find_gaps
from extractor.checks.arithmetic.parts import PART, PERCENT, find_parts
from extractor.checks.arithmetic.rates import RATE, find_rates
from extractor.checks.arithmetic.sums import SUM, find_sums
from extractor.checks.evidence.text_index import TextIndex
from extractor.checks.passes import on_story
from extractor.schemas.finding import Finding


@on_story(CHANGE, PART, PERCENT, SUM, RATE, order=30)
def check_arithmetic(story: TextIndex) -> list[Finding]:
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
