"""What an editor should look at first."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import islice

from extractor.scanning.document import Scan
from extractor.schemas.finding import Finding, Severity
from extractor.schemas.span import Span

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
    bodies = list(islice(_bodies(scan), 2))
    if not bodies:
        return 0
    ends_in_stop = bodies[0].text.rstrip("*_ \n\"'”’").endswith((".", "!", "?"))
    return bodies[0].end if ends_in_stop or len(bodies) == 1 else bodies[1].end


def _bodies(scan: Scan) -> Iterator[Span]:
    """The paragraphs that are more than furniture."""
    starts = [piece.span.start for piece in scan.furniture]
    for paragraph in scan.paragraphs:
        index = bisect_right(starts, paragraph.start) - 1
        if index < 0 or not scan.furniture[index].span.covers(paragraph):
            yield paragraph


def _family(check: str) -> int:
    family = check.partition(".")[0]
    for rank, families in enumerate(_FAMILIES):
        if family in families:
            return rank
    return len(_FAMILIES)
