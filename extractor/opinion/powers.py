"""What the readings of a model may do: one table, by the model's name and the draft's language.

No row lets a reading touch what a check of values has found, and none makes anything match. A row
holds what was measured with `python bench/opinion.py`; a model that nobody has measured gets the
last row, which lets its readings ask for an eye and do nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from fnmatch import fnmatchcase

from extractor.schemas.finding import Finding

CONTEXT = ("figure.context", "date.context", "name.context", "direction.*")
"""Checks that conclude from how alike sentences are that the source says something of another."""


@dataclass(frozen=True, slots=True)
class Power:
    """One row. Scores are the logarithm of the odds of yes against no."""

    models: str
    """Which models, as `provider:model` in lower case; * is anything."""
    languages: frozenset[str] | None = None
    """In which languages it was measured; none for any."""
    asks_below: float = 0.0
    """With a lower score a sentence asks for an eye."""
    lowers: tuple[str, ...] = ()
    """Problems of these checks become looks where the sentence is read as supported."""
    lowers_above: float = 0.0
    """And the score is at least this."""
    confirms: tuple[str, ...] = ()
    """Looks of these checks become problems where the sentence is read as not supported."""
    confirms_below: float = 0.0
    """And the score is below this."""


POWERS: tuple[Power, ...] = (
    # The embedded model. It lowers nothing: of 32 right problems of context of the slice that was
    # held out it would have lowered 6. It confirms nothing: 22 looks are too few to say.
    Power("local:qwen2.5-coder-1.5b", frozenset({"en"}), asks_below=-0.5),
    Power("*"),
)
"""The first row that fits decides."""


def power_of(model: str, language: str) -> Power:
    """What the model's readings of a draft in this language may do."""
    name = model.casefold()
    return next(
        row
        for row in POWERS
        if fnmatchcase(name, row.models) and (row.languages is None or language in row.languages)
    )


def is_of_context(finding: Finding) -> bool:
    """Whether a finding says that the source has the value, and of something else."""
    return any(fnmatchcase(finding.check, pattern) for pattern in CONTEXT)
