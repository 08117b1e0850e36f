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
    r"|\b(?:one of )?(?:the|its|their|[a-z]+[’']s) (?:[a-z]+-)?"
    r"(?:largest|biggest|highest|lowest|greatest|deadliest|worst"
    r"|best|oldest|youngest|longest|shortest|fastest|slowest|richest|poorest|smallest|strongest|most"
    r"|least|first|only|last)\b(?: [a-z-]+){0,2}"
    r"|\bunprecedented\b|\bnever before\b|\bfor the first time\b|\bfirst(?:-ever| ever)\b"
    r"|\bfirst [a-z]+ since\b|\ball-time\b|\bsole\b",
    re.IGNORECASE,
)


def find_superlatives(text: str) -> list[Span]:
    """The words that claim a record, a first or a most."""
    return [Span.of(text, *found.span()) for found in _PATTERN.finditer(text)]


def _superlatives(reading: Reading, _: None) -> list[Span]:
    return find_superlatives(reading.text)


def _superlatives_at(reading: Reading, index: int) -> list[Span]:
    place = sentence_at(reading, index)
    found = _PATTERN.finditer(reading.text, place.start, place.end)
    return [Span.of(reading.text, *each.span()) for each in found]


def check_superlatives(
    claim: Reading, sources: Sequence[Reading], *, subject: Subject = DRAFT
) -> list[Finding]:
    """Every superlative of the draft beside what the source says there."""
    mine = find_superlatives(claim.text)
    findings = []
    for span in mine:
        if claim.is_furniture(span):
            continue
        number = claim.sentence_index(span.start)
        stems = claim.stems[number] if number is not None else frozenset()
        best: tuple[float, int, Span] | None = None
        for index, source in enumerate(sources):
            for aligned in align(stems, source, limit=3, least=0.3):
                here = source.once(_superlatives_at, aligned.index)
                if here and (best is None or aligned.score > best[0]):
                    best = aligned.score, index, here[0]
        if best is None or _core(best[2].text) != _core(span.text):
            best = _same_claim(span, stems, sources) or best
        findings.append(_finding(span, best, sources, subject))
    return findings


_CORE = re.compile(
    r"record|unprecedented|never before|all-time|sole|first|last|only|most|least|[a-z]+est\b|worst"
    r"|best",
    re.IGNORECASE,
)
_SHARED = 2
"""Telling words that two sentences share which make the same claim."""


def _core(words: str) -> str:
    found = _CORE.search(words)
    return found.group().casefold() if found else ""


def _same_claim(
    span: Span, stems: frozenset[str], sources: Sequence[Reading]
) -> tuple[float, int, Span] | None:
    """The same superlative anywhere in a source, in a sentence of the same things."""
    for index, source in enumerate(sources):
        for other in source.once(_superlatives, None) if _core(span.text) else ():
            number = source.sentence_index(other.start)
            if number is None or _core(other.text) != _core(span.text):
                continue
            if len(stems & source.stems[number]) >= _SHARED:
                return 1.0, index, other
    return None


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
    is_other = _rank(span.text) != _rank(other.text)
    return make_finding(
        "superlative.claim",
        "altered" if is_other else "matches",
        span,
        f"{quoted(span.text)}; the source says {quoted(other.text)} "
        f"({where(sources[index], other)}).",
        subject=subject,
        severity="warning" if is_other else None,
        evidence=(other,),
        source=index if len(sources) > 1 else None,
        expected=other.text,
    )


_RANK = re.compile(
    r"\b(?:(one) of|(second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)-[a-z]+)\b",
    re.IGNORECASE,
)


def _rank(words: str) -> str:
    """ "third" of "the third-largest", "one" of "one of the largest", nothing of "the largest"."""
    found = _RANK.search(words)
    return (found.group(1) or found.group(2)).casefold() if found else ""
