"""Legal status: charged is not convicted, and accused is not guilty."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractor.checks.check import declare
from extractor.checks.evidence.alignment import align, sentence_at
from extractor.checks.evidence.stems import stem
from extractor.checks.evidence.text_index import TextIndex
from extractor.checks.findings import DRAFT, Subject, make_finding, quoted, source_number, where
from extractor.checks.legal.crimes import check_crimes
from extractor.checks.legal.statuses import (
    Status,
    distinct_statuses,
    find_statuses,
    is_person,
    status_bearers,
    statuses_of,
)
from extractor.checks.passes import on_draft
from extractor.languages.current import by_language
from extractor.languages.language import Language
from extractor.languages.legal import LegalStatus
from extractor.languages.patterns import either
from extractor.schemas.finding import Finding
from extractor.schemas.span import Span

_EXCLUDES: dict[LegalStatus, frozenset[LegalStatus]] = {
    "acquitted": frozenset({"convicted", "pleaded guilty", "charged", "accused"}),
    "convicted": frozenset({"acquitted", "pleaded not guilty", "charged", "arrested", "accused"}),
    "pleaded guilty": frozenset(
        {"pleaded not guilty", "acquitted", "charged", "arrested", "accused"}
    ),
    "pleaded not guilty": frozenset({"pleaded guilty"}),
    "charged": frozenset({"acquitted", "arrested", "accused"}),
    "arrested": frozenset({"accused"}),
    "accused": frozenset({"acquitted"}),
}
"""For a status in a draft, what a source must not have in its place: one that says less of
somebody, or the contrary. One who denies a charge is charged, and a convict was."""

_UNPROVEN = frozenset({"charged", "arrested", "accused", "pleaded not guilty", "acquitted"})

_PROVEN = frozenset({"convicted", "pleaded guilty"})
_LESS = frozenset({"charged"})
"""What says too little of a convict, in a text that says no more of anybody."""


class _Words:
    """The patterns of one language."""

    def __init__(self, language: Language) -> None:
        words = language.legal
        self.deed = re.compile(rf"\b{either(words.deeds)}\b", re.IGNORECASE)
        """What somebody did, said as a fact."""
        adverb = rf"\w+{either(language.endings.adverb.ends)}"
        self.does = re.compile(
            rf",?(?: {either(words.relatives)})?(?: {either(words.deed_auxiliaries)})?"
            rf"(?: {adverb})? "
        )


_words = by_language(_Words)
_LEAST_SCORE = 0.4
"""Share of the draft's other words that the sentence with another status must hold."""
_LEAST_ARREST = 0.6
"""The same for an arrest, which goes with most of the others."""


STATUS = declare("legal.status", "Convicted for charged, guilty for accused", severity="error")


@on_draft(STATUS, order=140, in_statements=60)
def check_legal(
    claim: TextIndex, sources: Sequence[TextIndex], *, subject: Subject = DRAFT
) -> list[Finding]:
    """A status in the draft that no source gives the person, where a source gives another one,
    and a crime told as a fact where the sources have only a charge."""
    findings: list[Finding] = []
    mine = find_statuses(claim)
    deeds = [] if not claim.scan.names else list(_deeds(claim, mine))
    if not mine and not deeds:
        return []
    known = [distinct_statuses(source) for source in sources]
    for status in mine:
        finding = _against(status, claim, sources, known, subject)
        if finding is not None:
            findings.append(finding)
    for deed, name in deeds:
        finding = _unproven(deed, name, sources, known, subject)
        if finding is not None:
            findings.append(finding)
    return findings + check_crimes(claim, sources, subject=subject)


def _against(
    status: Status,
    claim: TextIndex,
    sources: Sequence[TextIndex],
    known: Sequence[Sequence[Status]],
    subject: Subject,
) -> Finding | None:
    number = claim.sentence_index(status.span.start)
    if number is None or not status.is_real:
        return None
    names = status_bearers(status, claim)
    of_them = [
        (index, other)
        for index, source in enumerate(sources)
        for other in statuses_of(names, source, known[index])
    ]
    if not claim.once(_tells_of_convicts, None):
        more = next((pair for pair in of_them if _is_proven(pair[1])), None)
        if more is not None and status.name in _LESS:
            finding = _finding(status.span, "here", more[1], sources, more[0], subject)
            return finding.model_copy(update={"severity": "look"})
    if any(other.name == status.name and other.is_real for _, other in of_them):
        return None
    wrong = [pair for pair in of_them if _is_wrong(status, pair[1])]
    if not wrong and any(
        status.name == other.name and other.is_real for statuses in known for other in statuses
    ):
        return None
    if not wrong:
        wrong = list(_aligned(status, number, claim, sources, known))
    if not wrong:
        return None
    wrong.sort(key=lambda pair: not pair[1].is_real)
    index, other = wrong[0]
    return _finding(status.span, "here", other, sources, index, subject)


def _tells_of_convicts(index: TextIndex, _: None) -> bool:
    return any(map(_is_proven, find_statuses(index)))


def _is_proven(status: Status) -> bool:
    return status.is_real and status.name in _PROVEN


def _is_wrong(mine: Status, other: Status) -> bool:
    """Whether a source's status cannot stand where the draft has its own."""
    if not other.is_real:
        return other.name == mine.name and mine.name not in ("accused", "acquitted")
    return other.name in _EXCLUDES[mine.name]


def _finding(
    span: Span, how: str, other: Status, sources: Sequence[TextIndex], index: int, subject: Subject
) -> Finding:
    return make_finding(
        "legal.status",
        "altered",
        span,
        f"{quoted(span.text)} {how}; the source says {quoted(other.span.text)} "
        f"({where(sources[index], other.span)}).",
        subject=subject,
        evidence=(other.span,),
        source=source_number(index, sources),
        expected=other.span.text,
    )


def _aligned(
    status: Status,
    number: int,
    claim: TextIndex,
    sources: Sequence[TextIndex],
    known: Sequence[Sequence[Status]],
) -> Iterator[tuple[int, Status]]:
    """Another status in the sentence of a source that says the rest."""
    words = {stem(word) for word in re.findall(r"\w+", status.span.text)}
    rest = claim.stems[number] - words
    least = _LEAST_ARREST if status.name == "arrested" else _LEAST_SCORE
    for index, source in enumerate(sources):
        for aligned in align(rest, source, limit=3, least=least):
            sentence = sentence_at(source, aligned.index)
            here = [other for other in known[index] if sentence.covers(other.span)]
            if here and _is_wrong(status, here[0]):
                yield index, here[0]


def _deeds(claim: TextIndex, statuses: Sequence[Status]) -> Iterator[tuple[Span, Span]]:
    """Crimes that the draft tells as facts, with the one who did them: the name before."""
    for found in _words().deed.finditer(claim.text):
        span = Span.of(claim.text, *found.span())
        sentence = claim.sentence(span.start)
        index = claim.sentence_index(span.start)
        if sentence is None or index is None:
            continue
        if any(_is_said_of(status, span, claim) for status in statuses):
            continue
        if claim.quotations_over(span):
            continue
        before = [name for name in claim.names_at(index) if name.end <= span.start]
        gap = claim.text[before[-1].end : span.start] if before else ""
        if not before or not _words().does.fullmatch(gap):
            continue
        # What somebody else says is a claim; that the accused denies it makes it none.
        said = [one.speaker for one in claim.scan.attributions if one.scope.overlaps(span)]
        if all(is_person(before[-1], speaker) for speaker in said):
            yield span, before[-1]


_NEAR = 60
"""Characters between a status and the deed that it is about: "accused of having defrauded"."""


def _is_said_of(status: Status, deed: Span, claim: TextIndex) -> bool:
    """Whether a status stands right before a deed, which it makes a charge."""
    gap = claim.text[status.span.end : deed.start]
    return status.span.end <= deed.start and len(gap) <= _NEAR and not re.search(r"[.;]", gap)


def _unproven(
    deed: Span,
    name: Span,
    sources: Sequence[TextIndex],
    known: Sequence[Sequence[Status]],
    subject: Subject,
) -> Finding | None:
    found = [
        (index, status)
        for index, source in enumerate(sources)
        for status in statuses_of([name], source, known[index])
    ]
    found = [pair for pair in found if pair[1].is_real]
    if not found or any(status.name not in _UNPROVEN for _, status in found):
        return None
    index, status = found[0]
    return _finding(deed, "as a fact here", status, sources, index, subject)
