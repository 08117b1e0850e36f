"""One finding for one thing: where two checks speak of the same number, the one that says more."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.schemas.finding import Finding
from extractor.schemas.span import Span

_SAYS_MORE = ("arithmetic.", "person.age", "date.duration")
"""Checks that know what a number is for, where `figure.value` only looks for it."""
_FOUND_NOWHERE = ("absent", "value_mismatch")


def merge_findings(findings: Sequence[Finding]) -> list[Finding]:
    """The findings without those on words that a closer check has settled.

    A number that the draft itself works out from numbers that its sources have ("a fall of 22
    percent") needs no source of its own.
    """
    closer: dict[Span, Finding] = {}
    for finding in findings:
        if finding.span is not None and finding.check.startswith(_SAYS_MORE):
            closer.setdefault(finding.span, finding)
    problems = [finding for finding in findings if finding.is_problem]
    legal = [finding for finding in problems if finding.check == "legal.status"]
    reworded = [f for f in problems if f.check == "quotation.wording" and f.verdict == "altered"]
    # A number in another unit is found, whatever it was held against without its unit.
    in_other_units = {
        f.span for f in problems if f.check == "figure.value" and f.verdict == "unit_mismatch"
    }
    exchanged = [f for f in problems if f.check in ("name.context", "direction.opposite")]
    turned: set[Span | None] = set()
    kept = []
    for finding in findings:
        is_nowhere = finding.check == "figure.value" and finding.verdict in _FOUND_NOWHERE
        if is_nowhere and finding.span in in_other_units:
            continue
        if finding.check == "direction.opposite":
            if finding.span in turned:
                continue
            turned.add(finding.span)
        other = closer.get(finding.span) if finding.span is not None else None
        if other is not None and _is_settled(finding, other, problems):
            continue
        if finding.check.startswith("direction.") and _touches(finding, legal):
            continue
        if finding.check == "direction.roles" and _touches(finding, exchanged):
            continue
        if finding.check.startswith("figure.") and _is_said_of_a_quotation(finding, reworded):
            continue
        kept.append(finding)
    return kept


def add_changes(findings: list[Finding], changes: Sequence[Finding]) -> list[Finding]:
    """The findings with those changes that no problem of theirs touches yet.

    A match of the same words gives way: they stand in the source, but not in this place.
    """
    problems = [f.span for f in findings if f.is_problem and f.span is not None]
    new = [
        change
        for change in changes
        if change.span is not None and not any(change.span.overlaps(span) for span in problems)
    ]
    changed = {change.span for change in new}
    kept = [
        finding
        for finding in findings
        if finding.is_problem or finding.span is None or finding.span not in changed
    ]
    return kept + new


def _is_settled(finding: Finding, other: Finding, problems: Sequence[Finding]) -> bool:
    """Whether the closer check says all there is to say of a number that was not found."""
    is_nowhere = finding.is_problem and finding.verdict in _FOUND_NOWHERE
    if finding.check != "figure.value" or not (is_nowhere or finding.verdict == "not_checked"):
        return False
    if other.is_problem:
        return True
    spans = [problem.span for problem in problems if problem.span is not None]
    operands_stand = not any(place.overlaps(span) for place in other.evidence for span in spans)
    return other.verdict == "derived" and operands_stand


def _is_said_of_a_quotation(finding: Finding, reworded: Sequence[Finding]) -> bool:
    """Whether a number was put into quoted words, and none or one from outside them is held
    against it: that it was put in is already said of the quotation."""
    span = finding.span
    if span is None or not finding.is_problem:
        return False
    return any(
        quotation.span is not None
        and quotation.span.covers(span)
        and not any(
            said.overlaps(place) for said in quotation.evidence for place in finding.evidence
        )
        and not any(span.text in said.text for said in quotation.evidence)
        for quotation in reworded
        if quotation.source == finding.source or not finding.evidence
    )


def _touches(finding: Finding, others: Sequence[Finding]) -> bool:
    span = finding.span
    return span is not None and any(other.span and span.overlaps(other.span) for other in others)
