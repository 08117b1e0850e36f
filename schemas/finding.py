"""What a check found, in one vocabulary of verdicts."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, computed_field

from extractor.schemas.opinion import Support
from extractor.schemas.record import Record
from extractor.schemas.span import Span

Verdict = Literal[
    # of a figure, a date or a name
    "exact",
    "equivalent",
    "rounded",
    "derived",
    "hedge_changed",
    "scale_mismatch",
    "unit_mismatch",
    "value_mismatch",
    "misplaced",
    "absent",
    "ambiguous",
    "not_checked",
    # of a quotation
    "verbatim",
    "typographic",
    "trimmed",
    "altered",
    # of its speaker
    "matches",
    "other_speaker",
    "unattributed",
]

Severity = Literal["error", "warning", "look", "info"]
"""`error` and `warning` are problems, `look` asks for an eye, `info` says that it was checked."""

Word = Literal["matches", "differs", "not in sources", "not checked"]
"""The four words that people read; the finer verdicts are the API's."""

_SEVERITY: dict[Verdict, Severity] = {
    "exact": "info",
    "equivalent": "info",
    "rounded": "info",
    "derived": "info",
    "hedge_changed": "error",
    "scale_mismatch": "error",
    "unit_mismatch": "error",
    "value_mismatch": "error",
    "misplaced": "error",
    "absent": "warning",
    "ambiguous": "look",
    "not_checked": "look",
    "verbatim": "info",
    "typographic": "info",
    "trimmed": "look",
    "altered": "error",
    "matches": "info",
    "other_speaker": "error",
    "unattributed": "look",
}

_WORD: dict[Verdict, Word] = {
    "hedge_changed": "differs",
    "scale_mismatch": "differs",
    "unit_mismatch": "differs",
    "value_mismatch": "differs",
    "misplaced": "differs",
    "altered": "differs",
    "other_speaker": "differs",
    "absent": "not in sources",
    "ambiguous": "not checked",
    "not_checked": "not checked",
    "unattributed": "not checked",
}


def usual_severity(verdict: Verdict) -> Severity:
    """How much a verdict matters where the check has no reason to say otherwise."""
    return _SEVERITY[verdict]


class Finding(Record):
    """What one check says of one thing."""

    check: str
    """The check's stable id: "figure.value"."""
    verdict: Verdict
    """What it found."""
    severity: Severity
    """How much it matters."""
    span: Span | None
    """The words concerned, in the text that is checked; none for a value that is no text."""
    evidence: tuple[Span, ...] = ()
    """The places in the source that the verdict stands on."""
    source: int | None = None
    """Which source the evidence stands in, counted from 0, where there are several."""
    expected: str | None = None
    """What the source has."""
    found: str | None = None
    """What is checked has instead."""
    message: str
    """The same in an editor's words."""
    fact: str | None = None
    """The id of the fact that is checked, if it is one."""
    field: str | None = None
    """The field of the fact or object that is checked: "when", "items.0.amount"."""
    opinion: Support | None = Field(default=None, exclude_if=lambda opinion: opinion is None)
    """What a model says of the sentence; none, and in no file, where none was asked."""

    @computed_field  # type: ignore[prop-decorator]  # pydantic's documented order
    @property
    def is_problem(self) -> bool:
        """Whether something is wrong, as against matching or asking for an eye."""
        return self.severity in ("error", "warning")

    @computed_field  # type: ignore[prop-decorator]  # pydantic's documented order
    @property
    def word(self) -> Word:
        """The verdict in one of four words."""
        word = _WORD.get(self.verdict, "matches")
        if word == "differs" and not self.is_problem:
            return "not checked" if self.severity == "look" else "matches"
        return word


class Findings(list[Finding]):
    """Findings as a list that knows which of them are problems."""

    @property
    def problems(self) -> tuple[Finding, ...]:
        """The findings that say something is wrong."""
        return tuple(finding for finding in self if finding.is_problem)
