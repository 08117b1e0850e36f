"""How far a draft was covered, in words; only where a model was asked."""

from __future__ import annotations

from extractor.counting import counted
from extractor.outputs.visible import one_line
from extractor.schemas.report import SecondOpinion


def coverage_line(opinion: SecondOpinion) -> str:
    """ "12 sentences: 7 read by local:x, 3 decided by rule, 2 open (1 answer was of no use)"."""
    covered = opinion.coverage
    line = (
        f"{counted(covered.sentences, 'sentence')}: {covered.by_model:,} read by "
        f"{one_line(opinion.run.model)}, {covered.by_rule:,} decided by rule, {covered.open:,} open"
    )
    useless = sum(reading.verdict is None for reading in opinion.readings)
    if useless:
        line += f" ({counted(useless, 'answer was', 'answers were')} of no use)"
    return line
