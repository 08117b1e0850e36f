"""What an editor should look at first."""

from __future__ import annotations

from collections.abc import Iterable

from extractor.checks.evidence.headline import top_of_story
from extractor.scanning.document import Scan
from extractor.schemas.finding import Finding, Severity

_SEVERITY: dict[Severity, int] = {"error": 0, "warning": 1, "look": 2, "info": 3}

_FAMILIES = (
    ("legal",),
    ("quotation", "attribution"),
    ("name",),
    ("arithmetic",),
    ("figure", "date"),
)
"""After the top of the story: what does most harm to a person or to trust comes first."""


def sort_by_harm(findings: Iterable[Finding], scan: Scan) -> list[Finding]:
    """Problems before looks before matches; in each, the top of the story first, then by harm.

    `scan` is the text that the findings' spans point into.
    """
    top = top_of_story(scan)

    def key(finding: Finding) -> tuple[int, bool, int, int, int, str]:
        start = finding.span.start if finding.span else len(scan.text)
        return (
            0 if finding.is_problem else _SEVERITY[finding.severity],
            start >= top,
            _family(finding.check),
            _SEVERITY[finding.severity],
            start,
            finding.check,
        )

    return sorted(findings, key=key)


def _family(check: str) -> int:
    family = check.partition(".")[0]
    for rank, families in enumerate(_FAMILIES):
        if family in families:
            return rank
    return len(_FAMILIES)
