"""How many sentences of a draft were decided, and by whom."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.checks.evidence.text_index import TextIndex
from extractor.opinion.questions import findings_in, is_copied, is_matched, sentences_of
from extractor.schemas.finding import Finding
from extractor.schemas.opinion import Coverage, Reading


def coverage_of(
    draft: TextIndex,
    sources: Sequence[TextIndex],
    findings: Sequence[Finding],
    readings: Sequence[Reading],
) -> Coverage:
    """The counts; `findings` are those of rules, before a model was asked."""
    read = {reading.span.start for reading in readings if reading.verdict is not None}
    sentences = list(sentences_of(draft))
    by_model = sum(sentence.start in read for sentence in sentences)
    by_rule = sum(
        sentence.start not in read
        and (
            is_copied(sentence, sources)
            or is_matched(sentence, findings)
            or any(each.is_problem for each in findings_in(sentence, findings))
        )
        for sentence in sentences
    )
    return Coverage(
        sentences=len(sentences),
        by_model=by_model,
        by_rule=by_rule,
        open=len(sentences) - by_model - by_rule,
    )
