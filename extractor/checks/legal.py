"""Legal status: charged is not convicted, and accused is not guilty."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.checks.alignment import align, sentence_at
from extractor.checks.findings import DRAFT, Subject, make_finding, quoted, where
from extractor.checks.reading import Reading
from extractor.checks.words import stem
from extractor.schemas.finding import Finding
from extractor.schemas.span import Span

_STATUS: dict[str, str] = {
    "acquitted": r"acquitted|acquits?|acquittal|cleared of|found not guilty|exonerated",
    "convicted": r"convicted|convicts?|conviction|found guilty|guilty of|sentenced|jailed for"
    r"|imprisoned for",
    "pleaded guilty": r"pleaded guilty|pled guilty|pleads guilty|pleading guilty|admitted (?:to )?"
    r"(?:murder|killing|manslaughter|fraud)",
    "pleaded not guilty": r"pleaded not guilty|pled not guilty|pleads not guilty|den(?:y|ies|ied)"
    r" (?:the )?charges?",
    "charged": r"charged (?:with|over|in|under)|was charged|were charged|been charged"
    r"|facing charges|faces? charges?"
    r"|indicted|indictment|prosecuted|on trial|standing trial|stands? trial",
    "arrested": r"arrested|arrests?|detained|in custody|taken into custody",
    "accused": r"accused|accuses?|alleged(?:ly)?|alleges?|suspected|suspects?|allegations?",
}
"""From the heaviest for a reader to the lightest; each with the words that say it."""

_PATTERN = re.compile(
    "|".join(
        f"(?P<s{number}>\\b(?:{pattern})\\b)" for number, pattern in enumerate(_STATUS.values())
    ),
    re.IGNORECASE,
)
_NAMES = tuple(_STATUS)


@dataclass(frozen=True, slots=True)
class Status:
    """One legal status in a text."""

    name: str
    span: Span


def find_statuses(reading: Reading) -> list[Status]:
    """Every word that says where somebody stands with the law."""
    found = []
    for match in _PATTERN.finditer(reading.text):
        if match.lastgroup:
            name = _NAMES[int(match.lastgroup[1:])]
            found.append(Status(name, Span.of(reading.text, *match.span())))
    return found


def check_legal(
    claim: Reading, sources: Sequence[Reading], *, subject: Subject = DRAFT
) -> list[Finding]:
    """A status in the draft that no source gives, where a source gives the person another one."""
    findings: list[Finding] = []
    mine = find_statuses(claim)
    if not mine:
        return []
    known = [find_statuses(source) for source in sources]
    names = {status.name for statuses in known for status in statuses}
    for status in mine:
        if status.name in names or not names:
            continue
        finding = _against(status, claim, sources, known, subject)
        if finding is not None:
            findings.append(finding)
    return findings


def _against(
    status: Status,
    claim: Reading,
    sources: Sequence[Reading],
    known: Sequence[Sequence[Status]],
    subject: Subject,
) -> Finding | None:
    number = claim.sentence_index(status.span.start)
    if number is None:
        return None
    words = {stem(word) for word in re.findall(r"\w+", status.span.text)}
    rest = claim.stems[number] - words
    for index, source in enumerate(sources):
        for aligned in align(rest, source, limit=3):
            sentence = sentence_at(source, aligned.index)
            here = [other for other in known[index] if sentence.covers(other.span)]
            if aligned.score < 0.4 or not here:
                continue
            other = here[0]
            return make_finding(
                "legal.status",
                "altered",
                status.span,
                f"{quoted(status.span.text)} here; the source says {quoted(other.span.text)} "
                f"({where(source, other.span)}).",
                subject=subject,
                evidence=(other.span,),
                source=index if len(sources) > 1 else None,
                expected=other.span.text,
            )
    return None
