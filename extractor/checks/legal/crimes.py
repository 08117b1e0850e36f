"""The crime that a legal status is about: murder is not manslaughter, theft is not robbery."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractor.checks.evidence.alignment import align, sentence_at
from extractor.checks.evidence.text_index import TextIndex
from extractor.checks.findings import DRAFT, Subject, make_finding, says_other, source_number, where
from extractor.checks.legal.statuses import Status, find_statuses, status_bearers, statuses_of
from extractor.languages.current import by_language
from extractor.languages.language import Language
from extractor.languages.patterns import SPACE, either
from extractor.schemas.finding import Finding
from extractor.schemas.span import Span


class _Words:
    """The patterns of one language."""

    def __init__(self, language: Language) -> None:
        words = language.legal
        self.crime_of: dict[str, tuple[int, str]] = {
            word: (number, crime[0])
            for number, group in enumerate(words.crimes)
            for crime in group
            for word in crime
        }
        """The group and the crime of every word for it."""
        self.crime = re.compile(rf"\b{either(self.crime_of, SPACE)}\b", re.IGNORECASE)
        self.ends = re.compile(rf"[.;:]|\b{either(words.crime_ends)}\b")


_words = by_language(_Words)
_REACH = 60
"""Characters between a status and the crime behind it: "found guilty last week of the murder"."""
_LEAST_SCORE = 0.4
"""Share of the draft's other words that a sentence with another crime must hold."""


@dataclass(frozen=True, slots=True)
class Charge:
    """A status with its crime: "charged with theft"."""

    status: Status
    span: Span
    group: int
    crime: str


def check_crimes(
    claim: TextIndex, sources: Sequence[TextIndex], *, subject: Subject = DRAFT
) -> list[Finding]:
    """Crimes that the sources give a person otherwise, under the same status if they have it."""
    findings = []
    for mine in claim.once(_charges, None):
        number = claim.sentence_index(mine.span.start)
        if number is None or not mine.status.is_real:
            continue
        known = list(_of_the_same(mine, number, claim, sources))
        same_status = [pair for pair in known if pair[1].status.name == mine.status.name]
        decisive = same_status or known
        if not decisive or any(other.crime == mine.crime for _, other in decisive):
            continue
        index, other = decisive[0]
        findings.append(
            make_finding(
                "legal.status",
                "altered",
                mine.span,
                says_other(mine.span.text, other.span.text, where(sources[index], other.span)),
                subject=subject,
                evidence=(other.span,),
                source=source_number(index, sources),
                expected=other.span.text,
            )
        )
    return findings


def _charges(index: TextIndex, _: None) -> tuple[Charge, ...]:
    return tuple(_find_charges(index))


_MOST = 40
"""Charges of one group in one text that are looked at."""


def _charges_of(index: TextIndex, group: int) -> tuple[Charge, ...]:
    return tuple(one for one in index.once(_charges, None) if one.group == group)[:_MOST]


def _find_charges(index: TextIndex) -> Iterator[Charge]:
    statuses, said = find_statuses(index), _words()
    for place, status in enumerate(statuses):
        sentence = index.sentence(status.span.start)
        end = min(status.span.end + _REACH, sentence.end if sentence else status.span.end)
        if place + 1 < len(statuses):
            end = min(end, max(status.span.end, statuses[place + 1].span.start))
        # "Guilty of murder" has the crime in the words of the status itself.
        start = status.span.start
        for found in said.crime.finditer(index.text, start, end):
            if said.ends.search(index.text[start : found.start()]):
                break
            group, crime = said.crime_of[" ".join(found.group().casefold().split())]
            yield Charge(status, Span.of(index.text, *found.span()), group, crime)


def _of_the_same(
    mine: Charge, number: int, claim: TextIndex, sources: Sequence[TextIndex]
) -> Iterator[tuple[int, Charge]]:
    """The charges of the same group that the sources have against the same people; against
    whoever a sentence alike is about, where the draft names nobody."""
    names = status_bearers(mine.status, claim)
    for index, source in enumerate(sources):
        charges = source.once(_charges_of, mine.group)
        if not charges:
            continue
        theirs = set(statuses_of(names, source, [one.status for one in charges]))
        found = [one for one in charges if one.status in theirs]
        if not found:
            rest = claim.stems[number]
            near = [sentence_at(source, a.index) for a in align(rest, source, least=_LEAST_SCORE)]
            found = [one for one in charges if any(home.covers(one.span) for home in near)]
            if any(one.crime == mine.crime for one in charges):
                continue  # of somebody, and nothing says of whom
        yield from ((index, one) for one in found)
