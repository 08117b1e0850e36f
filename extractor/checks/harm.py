"""What an editor should look at first."""

from __future__ import annotations

from collections.abc import Iterable

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


def top_of_story(scan: Scan) -> int:
    """Where the headline and the first paragraph end."""
    bodies = [
        paragraph
        for paragraph in scan.paragraphs
        if not any(piece.span.covers(paragraph) for piece in scan.furniture)
    ]
    if not bodies:
        return 0
    ends_in_stop = bodies[0].text.rstrip("*_ \n\"'”’").endswith((".", "!", "?"))
    return bodies[0].end if ends_in_stop or len(bodies) == 1 else bodies[1].end


def _family(check: str) -> int:
    family = check.partition(".")[0]
    for rank, families in enumerate(_FAMILIES):
        if family in families:
            return rank
    return len(_FAMILIES)
