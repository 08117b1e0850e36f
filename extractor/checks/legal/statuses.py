"""Where a text says that somebody stands with the law: accused, charged, convicted."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass

from extractor.checks.evidence.alignment import sentence_at
from extractor.checks.evidence.distinct import first_of_alike
from extractor.checks.evidence.name_tokens import is_same_person, name_tokens
from extractor.checks.evidence.stems import stem_set
from extractor.checks.evidence.text_index import TextIndex
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

_PATTERN = re.compile(
    "|".join(
        f"(?P<s{number}>\\b(?:{pattern})\\b)" for number, pattern in enumerate(_STATUS.values())
    ),
    re.IGNORECASE,
)
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

_BACK = 40
"""Characters before a status in which an "if" or "not" may stand."""


def find_statuses(index: TextIndex) -> list[Status]:
    """Every word that says where somebody stands with the law."""
    return index.once(_statuses, None)


def distinct_statuses(index: TextIndex) -> tuple[Status, ...]:
    """The same of a source, of many that say the same of the same people the first."""
    return index.once(_distinct_statuses, None)


def _distinct_statuses(index: TextIndex, _: None) -> tuple[Status, ...]:
    return first_of_alike(find_statuses(index), lambda status: _look_of(status, index))


def _look_of(status: Status, text: TextIndex) -> Hashable:
    """What is said, and of whom."""
    index = text.sentence_index(status.span.start)
    return status.name, status.is_real, frozenset(n.text for n in _named_with(index, text))


def _named_with(index: int | None, text: TextIndex) -> Sequence[Span]:
    """The names of a sentence, and those of the one before if it leans on it."""
    if index is None:
        return ()
    there = text.names_at(index)
    if index and _LEANS.match(text.scan.sentences[index].text):
        return [*there, *text.names_at(index - 1)]
    return there


def _statuses(text: TextIndex, _: None) -> list[Status]:
    found = []
    places = frozenset[int]().union(*(text.sentences_with(word) for word in _TELLING))
    for index in sorted(places):
        sentence = sentence_at(text, index)
        for match in _PATTERN.finditer(text.text, sentence.start, sentence.end):
            if match.lastgroup:
                name = _NAMES[int(match.lastgroup[1:])]
                start = max(sentence.start, match.start() - _BACK)
                unreal = _UNREAL.search(text.text[start : match.start()])
                first = start + unreal.start() if unreal else match.start()
                found.append(Status(name, Span.of(text.text, first, match.end()), not unreal))
    return found


_JOINED = re.compile(
    r",?\s*(?:who\s+)?(?:(?:has|have|had|was|were|is|are|be|been|being|also|since|later|then)\s+)*"
)


def status_bearers(status: Status, claim: TextIndex) -> Sequence[Span]:
    """Whose status it is: the name right before ("Vance, who has been charged"), or any of the
    sentence."""
    number = claim.sentence_index(status.span.start)
    names = claim.names_at(number) if number is not None else []
    before = [name for name in names if name.end <= status.span.start]
    if before and _JOINED.fullmatch(claim.text[before[-1].end : status.span.start]):
        return before[-1:]
    return names


def statuses_of(
    names: Sequence[Span], source: TextIndex, statuses: Sequence[Status]
) -> Iterator[Status]:
    """The statuses in the sentences that name one of these people, or lean on such a one."""
    for status in statuses:
        there = _named_with(source.sentence_index(status.span.start), source)
        if any(is_person(one, other) for one in names for other in there):
            yield status


def is_person(one: Span, other: Span) -> bool:
    """Whether two names may be of one person; a mere title is of nobody."""
    return bool(name_tokens(one.text)) and is_same_person(one.text, other.text)
