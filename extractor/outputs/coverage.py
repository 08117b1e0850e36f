"""How far a draft was covered, in words; only where a model was asked."""

from __future__ import annotations

from extractor.outputs.visible import one_line
from extractor.schemas.report import SecondOpinion


def coverage_line(opinion: SecondOpinion) -> str:
    """ "12 sentences: 7 read by local:x, 3 decided by rule, 2 open (1 answer was of no use)"."""
    counted = opinion.coverage
    noun = "sentence" if counted.sentences == 1 else "sentences"
    line = (
        f"{counted.sentences:,} {noun}: {counted.by_model:,} read by "
        f"{one_line(opinion.run.model)}, {counted.by_rule:,} decided by rule, {counted.open:,} open"
    )
    useless = sum(reading.verdict is None for reading in opinion.readings)
    if useless:
        said = "1 answer was" if useless == 1 else f"{useless:,} answers were"
        line += f" ({said} of no use)"
    return line
