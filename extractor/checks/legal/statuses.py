"""Where a text says that somebody stands with the law: accused, charged, convicted."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass

from extractor.checks.evidence.alignment import sentence_at
from extractor.checks.evidence.distinct import first_of_alike
from extractor.checks.evidence.name_tokens import is_same_person, name_tokens
from extractor.checks.evidence.text_index import TextIndex
from extractor.languages.current import by_language
from extractor.languages.language import Language
from extractor.languages.legal import LegalStatus
from extractor.languages.patterns import either, maybe
from extractor.schemas.span import Span


class _Words:
    """The patterns of one language."""

    def __init__(self, language: Language) -> None:
        words = language.legal
        self.names = tuple(words.statuses)
        ends = words.not_before
        self.status = re.compile(
            "|".join(
                rf"(?P<s{number}>\b(?:{either(phrase for phrase in phrases if phrase not in ends)}"
                + "".join(_but_before(one, ends[one]) for one in phrases if one in ends)
                + r")\b)"
                for number, phrases in enumerate(words.statuses.values())
            ),
            re.IGNORECASE,
        )
        self.leans = re.compile(rf"\W*{either(words.leaning)}\b", re.IGNORECASE)
        self.telling = language.evidence.stems(words.telling)
        """A sentence without any of these is not read."""
        self.unreal = re.compile(
            rf"\b{either(words.unreal)}(?:\s+{either(words.unreal_between)}){{0,3}}\s+$",
            re.IGNORECASE,
        )
        self.joined = re.compile(rf",?\s*{maybe(words.relatives)}(?:{either(words.joined)}\s+)*")


def _but_before(word: str, ends: Sequence[str]) -> str:
    """A word that says a status but where an amount or any of some words follows."""
    return rf"|{either([word])}(?! (?:{either(ends)}|[\d$£€]))"


_words = by_language(_Words)


@dataclass(frozen=True, slots=True)
class Status:
    """One legal status in a text."""

    name: LegalStatus
    span: Span
    is_real: bool = True
    """Whether it is said to be so: "if convicted" and "has not been charged" are not."""


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
    if index and _words().leans.match(text.scan.sentences[index].text):
        return [*there, *text.names_at(index - 1)]
    return there


def _statuses(text: TextIndex, _: None) -> list[Status]:
    found, said = [], _words()
    places = frozenset[int]().union(*(text.sentences_with(word) for word in said.telling))
    for index in sorted(places):
        sentence = sentence_at(text, index)
        for match in said.status.finditer(text.text, sentence.start, sentence.end):
            if match.lastgroup:
                name = said.names[int(match.lastgroup[1:])]
                start = max(sentence.start, match.start() - _BACK)
                unreal = said.unreal.search(text.text[start : match.start()])
                first = start + unreal.start() if unreal else match.start()
                found.append(Status(name, Span.of(text.text, first, match.end()), not unreal))
    return found


def status_bearers(status: Status, claim: TextIndex) -> Sequence[Span]:
    """Whose status it is: the name right before ("Vance, who has been charged"), or any of the
    sentence."""
    number = claim.sentence_index(status.span.start)
    names = claim.names_at(number) if number is not None else []
    before = [name for name in names if name.end <= status.span.start]
    if before and _words().joined.fullmatch(claim.text[before[-1].end : status.span.start]):
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
