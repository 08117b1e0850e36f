"""Legal status: charged is not convicted, and accused is not guilty."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractor.checks.alignment import align, sentence_at
from extractor.checks.findings import DRAFT, Subject, make_finding, quoted, where
from extractor.checks.name_tokens import name_tokens
from extractor.checks.persons import is_same_person
from extractor.checks.reading import Reading
from extractor.checks.words import stem, stem_set, word_set
from extractor.schemas.finding import Finding
from extractor.schemas.span import Span

_STATUS: dict[str, str] = {
    "acquitted": r"acquitted|acquits?|acquittal|cleared of|found not guilty|exonerated",
    "convicted": r"convicted|convicts?|conviction|found guilty|guilty of|sentenced|jailed for"
    r"|imprisoned for",
    "pleaded guilty": r"pleaded guilty|pled guilty|pleads guilty|pleading guilty|(?:has |had )?"
    r"admitted (?:to )?(?:murder|killing|manslaughter|fraud|theft|assault|bribery)",
    "pleaded not guilty": r"pleaded not guilty|pled not guilty|pleads not guilty|den(?:y|ies|ied)"
    r" (?:the |all |any )?(?:charges?|wrongdoing)",
    "charged": r"charged(?! (?:for|up|at|into|towards?|extra|more|less|a fee|customers|fees"
    r"|[\d$£€]))"
    r"|facing charges|faces? charges?"
    r"|indicted|indictment|prosecuted|on trial|standing trial|stands? trial",
    "arrested": r"arrested|arrests?|detained|in custody|taken into custody",
    "accused": r"accused|accuses?|alleged(?:ly)?|alleges?|suspected|suspects?|allegations?",
}
"""Each status with the words that say it."""

_EXCLUDES: dict[str, frozenset[str]] = {
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

_CRIMES = word_set(
    """
    murdered raped robbed stole defrauded embezzled laundered bribed assaulted kidnapped abducted
    smuggled molested groomed trafficked strangled blackmailed extorted
    """
)
"""What somebody did, said as a fact."""

_UNPROVEN = frozenset({"charged", "arrested", "accused", "pleaded not guilty", "acquitted"})

_PATTERN = re.compile(
    "|".join(
        f"(?P<s{number}>\\b(?:{pattern})\\b)" for number, pattern in enumerate(_STATUS.values())
    ),
    re.IGNORECASE,
)
_CRIME = re.compile(r"\b(?:" + "|".join(sorted(_CRIMES)) + r")\b", re.IGNORECASE)
_NAMES = tuple(_STATUS)
_LEANS = re.compile(r"\W*(?:he|she|they)\b", re.IGNORECASE)

_TELLING = stem_set(
    """
    acquitted acquit acquits acquittal cleared guilty exonerated convicted convict convicts
    conviction sentenced jailed imprisoned murder killing manslaughter fraud charge charges
    charged indicted indictment prosecuted trial arrested arrest arrests detained custody
    accused accuse accuses alleged allegedly allege alleges suspected suspect suspects
    allegation allegations theft assault bribery wrongdoing
    """
)
"""One word at least of every way to say it: a sentence without any of them is not read."""


@dataclass(frozen=True, slots=True)
class Status:
    """One legal status in a text."""

    name: str
    span: Span
    is_real: bool = True
    """Whether it is said to be so: "if convicted" and "has not been charged" are not."""


_UNREAL = re.compile(
    r"\b(?:if|unless|whether|not|never|nor|without being|could be|would be|may be|might be|n[’']t)"
    r"(?:\s+(?:been|being|be|yet|he|she|they|is|was|are|were|has|have|had|ever|found|also)){0,3}\s+$",
    re.IGNORECASE,
)

_LEAST_SCORE = 0.4
"""Share of the draft's other words that the sentence with another status must hold."""
_LEAST_ARREST = 0.6
"""The same for an arrest, which goes with most of the others."""


_BACK = 40
"""Characters before a status in which an "if" or "not" may stand."""


def find_statuses(reading: Reading) -> list[Status]:
    """Every word that says where somebody stands with the law."""
    return reading.once(_statuses, None)


def _statuses(reading: Reading, _: None) -> list[Status]:
    found = []
    places = frozenset[int]().union(*(reading.sentences_with(word) for word in _TELLING))
    for index in sorted(places):
        sentence = sentence_at(reading, index)
        for match in _PATTERN.finditer(reading.text, sentence.start, sentence.end):
            if match.lastgroup:
                name = _NAMES[int(match.lastgroup[1:])]
                start = max(sentence.start, match.start() - _BACK)
                unreal = _UNREAL.search(reading.text[start : match.start()])
                first = start + unreal.start() if unreal else match.start()
                found.append(Status(name, Span.of(reading.text, first, match.end()), not unreal))
    return found


def check_legal(
    claim: Reading, sources: Sequence[Reading], *, subject: Subject = DRAFT
) -> list[Finding]:
    """A status in the draft that no source gives the person, where a source gives another one,
    and a crime told as a fact where the sources have only a charge."""
    findings: list[Finding] = []
    mine = find_statuses(claim)
    deeds = [] if not claim.scan.names else list(_deeds(claim, mine))
    if not mine and not deeds:
        return []
    known = [find_statuses(source) for source in sources]
    for status in mine:
        finding = _against(status, claim, sources, known, subject)
        if finding is not None:
            findings.append(finding)
    for deed, name in deeds:
        finding = _unproven(deed, name, sources, known, subject)
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
    if number is None or not status.is_real:
        return None
    names = _bearers(status, claim.names_at(number), claim)
    of_them = [
        (index, other)
        for index, source in enumerate(sources)
        for other in _statuses_of(names, source, known[index])
    ]
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


_JOINED = re.compile(
    r",?\s*(?:who\s+)?(?:(?:has|have|had|was|were|is|are|be|been|being|also|since|later|then)\s+)*"
)


def _bearers(status: Status, names: Sequence[Span], claim: Reading) -> Sequence[Span]:
    """Whose status it is: the name right before ("Vance, who has been charged"), or any of the
    sentence."""
    before = [name for name in names if name.end <= status.span.start]
    if before and _JOINED.fullmatch(claim.text[before[-1].end : status.span.start]):
        return before[-1:]
    return names


def _is_wrong(mine: Status, other: Status) -> bool:
    """Whether a source's status cannot stand where the draft has its own."""
    if not other.is_real:
        return other.name == mine.name and mine.name not in ("accused", "acquitted")
    return other.name in _EXCLUDES[mine.name]


def _finding(
    span: Span, how: str, other: Status, sources: Sequence[Reading], index: int, subject: Subject
) -> Finding:
    return make_finding(
        "legal.status",
        "altered",
        span,
        f"{quoted(span.text)} {how}; the source says {quoted(other.span.text)} "
        f"({where(sources[index], other.span)}).",
        subject=subject,
        evidence=(other.span,),
        source=index if len(sources) > 1 else None,
        expected=other.span.text,
    )


def _statuses_of(
    names: Sequence[Span], source: Reading, statuses: Sequence[Status]
) -> Iterator[Status]:
    """The statuses in the sentences that name one of these people, or lean on such a one."""
    for status in statuses:
        index = source.sentence_index(status.span.start)
        if index is None:
            continue
        there = list(source.names_at(index))
        if index and _LEANS.match(source.scan.sentences[index].text):
            there += source.names_at(index - 1)
        if any(_is_person(one, other) for one in names for other in there):
            yield status


def _is_person(one: Span, other: Span) -> bool:
    return bool(name_tokens(one.text)) and is_same_person(one.text, other.text)


def _aligned(
    status: Status,
    number: int,
    claim: Reading,
    sources: Sequence[Reading],
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


def _deeds(claim: Reading, statuses: Sequence[Status]) -> Iterator[tuple[Span, Span]]:
    """Crimes that the draft tells as facts, with the one who did them: the name before."""
    for found in _CRIME.finditer(claim.text):
        span = Span.of(claim.text, *found.span())
        sentence = claim.sentence(span.start)
        index = claim.sentence_index(span.start)
        if sentence is None or index is None:
            continue
        if any(_is_said_of(status, span, claim) for status in statuses):
            continue
        if any(quotation.span.overlaps(span) for quotation in claim.scan.quotations):
            continue
        before = [name for name in claim.names_at(index) if name.end <= span.start]
        gap = claim.text[before[-1].end : span.start] if before else ""
        if not before or not re.fullmatch(r",?(?: who)?(?: had| has)?(?: \w+ly)? ", gap):
            continue
        # What somebody else says is a claim; that the accused denies it makes it none.
        said = [one.speaker for one in claim.scan.attributions if one.scope.overlaps(span)]
        if all(_is_person(before[-1], speaker) for speaker in said):
            yield span, before[-1]


_NEAR = 60
"""Characters between a status and the deed that it is about: "accused of having defrauded"."""


def _is_said_of(status: Status, deed: Span, claim: Reading) -> bool:
    """Whether a status stands right before a deed, which it makes a charge."""
    gap = claim.text[status.span.end : deed.start]
    return status.span.end <= deed.start and len(gap) <= _NEAR and not re.search(r"[.;]", gap)


def _unproven(
    deed: Span,
    name: Span,
    sources: Sequence[Reading],
    known: Sequence[Sequence[Status]],
    subject: Subject,
) -> Finding | None:
    found = [
        (index, status)
        for index, source in enumerate(sources)
        for status in _statuses_of([name], source, known[index])
    ]
    found = [pair for pair in found if pair[1].is_real]
    if not found or any(status.name not in _UNPROVEN for _, status in found):
        return None
    index, status = found[0]
    return _finding(deed, "as a fact here", status, sources, index, subject)
