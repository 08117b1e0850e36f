"""Making a finding: its place in the text, and the words an editor reads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractor.checks.check import refuse_undeclared
from extractor.checks.evidence.text_index import TextIndex
from extractor.schemas.finding import Finding, Severity, Verdict, usual_severity
from extractor.schemas.span import Span


@dataclass(frozen=True, slots=True)
class Subject:
    """What is being checked: a draft, or one field of a fact or object."""

    here: str = "here"
    """What to call it in a message."""
    fact: str | None = None
    """The id of the fact."""
    field: str | None = None
    """The field of the fact or object."""
    span: Span | None = None
    """The place of the fact in the story, for every finding; none for a draft, whose findings
    stand where the words do."""
    accepted: frozenset[str] = frozenset()
    """Words of names that need no source, without case and accents."""

    def place(self, span: Span | None) -> Span | None:
        """Where a finding about `span` of the checked words goes."""
        return span if self.fact is None and self.field is None else self.span


DRAFT = Subject()


def make_finding(
    check: str,
    verdict: Verdict,
    span: Span | None,
    message: str,
    *,
    subject: Subject = DRAFT,
    severity: Severity | None = None,
    evidence: Sequence[Span] = (),
    source: int | None = None,
    expected: str | None = None,
    found: str | None = None,
) -> Finding:
    """A finding about some words; `found` defaults to the words themselves.

    Raises:
        LookupError: no check has this id.
    """
    refuse_undeclared(check)
    return Finding(
        check=check,
        verdict=verdict,
        severity=severity or usual_severity(verdict),
        span=subject.place(span),
        evidence=tuple(evidence),
        source=source,
        expected=expected,
        found=found if found is not None else (span.text if span is not None else None),
        message=message,
        fact=subject.fact,
        field=subject.field,
    )


def source_number(index: int, sources: Sequence[TextIndex]) -> int | None:
    """Which of several sources a finding speaks of; none where there is but one."""
    return index if len(sources) > 1 else None


def quoted(words: str, limit: int = 90) -> str:
    """The words in quotation marks, on one line, cut to a length that a message bears."""
    line = " ".join(words.split())
    return f'"{line}"' if len(line) <= limit else f'"{line[: limit - 1].rstrip()}…"'


def where(index: TextIndex, span: Span, source_name: str | None = None) -> str:
    """The place in an editor's words: "paragraph 4", with the source's name if there are many."""
    number = f"paragraph {index.paragraph_number(span.start)}"
    return f"{source_name}, {number}" if source_name else number


def says_other(
    found: str, expected: str, place: str, reason: str = "", *, whom: str = "the source"
) -> str:
    """`"5" here; the source says "6" (paragraph 4). Another number.`"""
    message = f"{quoted(found)} here; {whom} says {quoted(expected)} ({place})."
    return f"{message} {reason}".rstrip()
