"""One row for words that no check can read: whether a source has them, and no more."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from extractor.checks.check import Check
from extractor.checks.evidence.text_index import TextIndex
from extractor.checks.findings import Subject, make_finding, source_number, where
from extractor.schemas.finding import Finding
from extractor.schemas.span import Span


def finding_on_words(
    check: Check,
    words: Span,
    sources: Sequence[TextIndex],
    find: Callable[[TextIndex], Span | None],
    *,
    found: str,
    missing: str,
    subject: Subject,
) -> Finding:
    """That the first source in which `find` has a place holds the words, or that none does.

    `found` and `missing` are the two messages; the place is added to the first.
    """
    for index, source in enumerate(sources):
        place = find(source)
        if place is not None:
            return make_finding(
                check.id,
                "matches",
                words,
                f"{found} ({where(source, place)}).",
                subject=subject,
                evidence=(place,),
                source=source_number(index, sources),
            )
    return make_finding(check.id, "not_checked", words, missing, subject=subject)
