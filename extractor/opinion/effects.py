"""What readings do to the findings of a draft, as far as the model's row in `powers` lets them.

A finding of context that is a problem becomes a look where the model reads the sentence as
supported, and one that is a look becomes a problem where it does not. A reading that speaks against
a sentence in which nothing needs an eye yet makes a finding of its own. Nothing else changes: no
other check's finding, no verdict, and none of what matches.
"""

from __future__ import annotations

from collections.abc import Sequence
from fnmatch import fnmatchcase

from extractor.checks.check import get_check
from extractor.checks.evidence.text_index import TextIndex
from extractor.checks.findings import DRAFT
from extractor.checks.passes import run_passes
from extractor.opinion.powers import Power, is_of_context
from extractor.opinion.questions import findings_in
from extractor.opinion.wording import holds_value
from extractor.schemas.finding import Finding
from extractor.schemas.opinion import Reading

LOWERED = "A model reads the source as saying so, too; so this asks for an eye only."
CONFIRMED = "A model reads the source so, too."


def with_readings(
    findings: Sequence[Finding],
    readings: Sequence[Reading],
    power: Power,
    sources: Sequence[TextIndex],
) -> list[Finding]:
    """The findings after the readings, those that the readings make last."""
    counted = [reading for reading in readings if reading.verdict is not None]
    found = [_touched(finding, counted, power, sources) for finding in findings]
    return found + claims(found, counted, sources)


def claims(
    findings: Sequence[Finding], readings: Sequence[Reading], sources: Sequence[TextIndex]
) -> list[Finding]:
    """The findings of the readings themselves, where nothing needs an eye for that reason yet."""
    speaking = [reading for reading in readings if not _is_told(reading, findings)]
    return run_passes("reading", speaking, sources, DRAFT)


def _is_told(reading: Reading, findings: Sequence[Finding]) -> bool:
    return any(
        each.is_problem or (each.severity == "look" and is_of_context(each))
        for each in findings_in(reading.span, findings)
    )


def _touched(
    finding: Finding, readings: Sequence[Reading], power: Power, sources: Sequence[TextIndex]
) -> Finding:
    """A finding of context with what the model says of its sentence; any other as it is."""
    span = finding.span
    if span is None or not is_of_context(finding) or finding.severity == "info":
        return finding
    reading = next((each for each in readings if each.span.overlaps(span)), None)
    if reading is None:
        return finding
    changed: dict[str, object] = {"opinion": reading.verdict}
    if finding.is_problem and _may_lower(finding, reading, power, sources):
        changed |= {"severity": "look", "message": f"{finding.message} {LOWERED}"}
    elif not finding.is_problem and _may_confirm(finding, reading, power):
        worst = get_check(finding.check).severity
        changed |= {"severity": worst, "message": f"{finding.message} {CONFIRMED}"}
    return finding.model_copy(update=changed)


def _may_lower(
    finding: Finding, reading: Reading, power: Power, sources: Sequence[TextIndex]
) -> bool:
    """A model that quotes other words than those with the value has read past what it is about;
    one that quotes none was shown them."""
    return (
        reading.verdict == "supported"
        and _is_of(finding, power.lowers)
        and (reading.score is None or reading.score >= power.lowers_above)
        and (reading.basis == "ranked" or _has_value(finding, reading, sources))
    )


def _has_value(finding: Finding, reading: Reading, sources: Sequence[TextIndex]) -> bool:
    words = finding.span.text if finding.span is not None else ""
    return holds_value(words, reading.evidence, sources[reading.source or 0])


def _may_confirm(finding: Finding, reading: Reading, power: Power) -> bool:
    return (
        reading.verdict in ("contradicted", "not_stated")
        and finding.verdict == "misplaced"
        and _is_of(finding, power.confirms)
        and (reading.score is None or reading.score < power.confirms_below)
    )


def _is_of(finding: Finding, checks: Sequence[str]) -> bool:
    return any(fnmatchcase(finding.check, pattern) for pattern in checks)
