"""Records, firsts and onlys: listed for the editor, with the source's own words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.checks.alignment import align, sentence_at
from extractor.checks.findings import DRAFT, Subject, make_finding, quoted, where
from extractor.checks.reading import Reading
from extractor.schemas.finding import Finding
from extractor.schemas.span import Span

_PATTERN = re.compile(
    r"\brecord(?:-breaking|-setting|-high|-low| high| low| number| breaking)?\b(?=[ -][a-z])"
    r"|\b(?:one of )?the (?:[a-z]+-)?(?:largest|biggest|highest|lowest|greatest|deadliest|worst"
    r"|best|oldest|youngest|longest|shortest|fastest|slowest|richest|poorest|smallest|strongest|most"
    r"|least|first|only|last)\b(?: [a-z-]+){0,2}"
    r"|\bunprecedented\b|\bnever before\b|\bfor the first time\b|\bfirst(?:-ever| ever)\b"
    r"|\bfirst [a-z]+ since\b|\ball-time\b|\bsole\b",
    re.IGNORECASE,
)


def find_superlatives(text: str) -> list[Span]:
    """The words that claim a record, a first or a most."""
    return [Span.of(text, *found.span()) for found in _PATTERN.finditer(text)]


def check_superlatives(
    claim: Reading, sources: Sequence[Reading], *, subject: Subject = DRAFT
) -> list[Finding]:
    """Every superlative of the draft beside what the source says there; never a problem."""
    mine = find_superlatives(claim.text)
    known = [find_superlatives(source.text) if mine else [] for source in sources]
    findings = []
    for span in mine:
        if claim.is_furniture(span):
            continue
        number = claim.sentence_index(span.start)
        stems = claim.stems[number] if number is not None else frozenset()
        best: tuple[float, int, Span] | None = None
        for index, source in enumerate(sources):
            for aligned in align(stems, source, limit=3):
                sentence = sentence_at(source, aligned.index)
                here = [other for other in known[index] if sentence.covers(other)]
                if here and aligned.score >= 0.3 and (best is None or aligned.score > best[0]):
                    best = aligned.score, index, here[0]
        findings.append(_finding(span, best, sources, subject))
    return findings


def _finding(
    span: Span,
    best: tuple[float, int, Span] | None,
    sources: Sequence[Reading],
    subject: Subject,
) -> Finding:
    if best is None:
        return make_finding(
            "superlative.claim",
            "not_checked",
            span,
            f"{quoted(span.text)}: the source makes no such claim of this. Who says so?",
            subject=subject,
        )
    _, index, other = best
    return make_finding(
        "superlative.claim",
        "matches",
        span,
        f"{quoted(span.text)}; the source says {quoted(other.text)} "
        f"({where(sources[index], other)}).",
        subject=subject,
        evidence=(other,),
        source=index if len(sources) > 1 else None,
        expected=other.text,
    )
