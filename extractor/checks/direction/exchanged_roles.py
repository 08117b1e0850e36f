"""Who did it and to whom, swapped: "one sailor was seized by the ferry".

Both sides are read from the words around one verb, in the active and in the passive, so that a
sentence told the other way with the same roles says the same. A passive may tell one side alone:
"one sailor was seized" is held against who seizes, and who is seized, on the other side.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractor.checks.check import declare
from extractor.checks.direction.clauses import own_sentences
from extractor.checks.evidence.name_tokens import name_tokens
from extractor.checks.evidence.stems import (
    WORD,
    head_stem,
    stem,
    stop_words,
    telling_stem,
)
from extractor.checks.evidence.text_index import TextIndex
from extractor.checks.findings import DRAFT, Subject, make_finding, quoted, source_number, where
from extractor.checks.passes import on_draft
from extractor.languages.current import by_language
from extractor.languages.language import Language
from extractor.schemas.finding import Finding
from extractor.schemas.span import Span

ROLES = declare("direction.roles", "Who did it and to whom, swapped", severity="error")


class _Words:
    """The words of one language."""

    def __init__(self, language: Language) -> None:
        self.tables = language.direction.roles
        self.small = self.tables.auxiliaries | self.tables.between
        """What may stand between a verb and its helping verb, and other helping verbs."""
        self.ends_behind = self.tables.borders | self.tables.prepositions | self.tables.to_be
        """What ends the side behind a verb, besides another verb."""
        self.endings = language.endings
        self.finite_verbs = language.finite_verbs
        self.either_way = language.evidence.stems(self.tables.either_way)
        """Verbs whose two sides are one and the same, or do not act."""
        self.anybody = language.evidence.stems(self.tables.anybody)


_words = by_language(_Words)
_LEAST_ALIKE = 0.4
"""Share of the draft's other words that the sentence of the source must hold."""
_BREAK = re.compile(r"[,;:()\"“”—–.?!]")
_MOST_WORDS = 8
"""Words of one side."""
_BY_REACH = 6
"""Words that may stand between a verb and its "by": "taken on Monday by one soldier"."""
_LONGEST = 120
"""Words of a sentence; more are a list."""
_MOST_SENTENCES = 12


@dataclass(frozen=True, slots=True)
class _Side:
    """Who acts or is acted on."""

    head: str
    keys: frozenset[str]
    """The stems of its noun and of the names in it."""
    place: Span


@dataclass(frozen=True, slots=True)
class _Act:
    """One verb with both of its sides."""

    verb: str
    agent: _Side | None
    """None where a passive does not tell who does it."""
    patient: _Side


@on_draft(ROLES, order=125, in_statements=125)
def check_roles(
    claim: TextIndex, sources: Sequence[TextIndex], *, subject: Subject = DRAFT
) -> list[Finding]:
    """Two sides of one verb that every source sentence with both has the other way round."""
    findings = []
    for number, _, _ in own_sentences(claim, sources):
        for act in claim.once(_acts, number):
            stems = claim.stems[number]
            found = (
                _turned(act, act.agent, sources) or _done_to_it(act, act.agent, stems, sources)
                if act.agent is not None
                else _done_by_it(act, stems, sources)
            )
            if found is not None:
                findings.append(_finding(act, *found, sources, subject))
    return findings


def _finding(
    act: _Act, index: int, there: _Act, sources: Sequence[TextIndex], subject: Subject
) -> Finding:
    source = sources[index]
    place = act.patient.place if act.agent is None else act.agent.place
    doer = there.patient.place if there.agent is None else there.agent.place
    here = where(source, doer)
    if act.agent is None:
        message = (
            f"It is done to {quoted(place.text)} here; in the source {quoted(doer.text)} does it "
            f"({here})."
        )
    elif there.agent is None:
        message = (
            f"{quoted(place.text)} does it here, to {quoted(act.patient.place.text)}; "
            f"in the source it is done to {quoted(doer.text)} ({here})."
        )
    else:
        message = (
            f"{quoted(place.text)} does it here, to {quoted(act.patient.place.text)}; "
            f"in the source {quoted(doer.text)} does it, to {quoted(there.patient.place.text)} "
            f"({here})."
        )
    return make_finding(
        ROLES.id,
        "altered",
        place,
        message,
        subject=subject,
        evidence=(doer,) if there.agent is None else (doer, there.patient.place),
        source=source_number(index, sources),
        expected=doer.text,
    )


def _turned(act: _Act, agent: _Side, sources: Sequence[TextIndex]) -> tuple[int, _Act] | None:
    """Where the sources have the act the other way round; none where one has it as the draft."""
    found = None
    for index, source in enumerate(sources):
        homes = source.sentences_with(agent.head) & source.sentences_with(act.patient.head)
        for home in sorted(homes)[:_MOST_SENTENCES]:
            for other in source.once(_acts, home):
                if other.verb != act.verb or other.agent is None:
                    continue
                if _is_crossed(agent, act.patient, other.agent, other.patient):
                    found = found or (index, other)
                elif agent.keys & other.agent.keys or act.patient.keys & other.patient.keys:
                    return None
    return found


def _done_to_it(
    act: _Act, agent: _Side, stems: frozenset[str], sources: Sequence[TextIndex]
) -> tuple[int, _Act] | None:
    """Where a source that tells of the same has it done to whom the draft has do it, by nobody
    named, and no source has them do it, or it done to the same as the draft."""
    rest = stems - agent.keys - act.patient.keys - {act.verb}
    found = None
    if any(_has_it_done(act, agent, source) for source in sources):
        return None
    for index, home, other in _same_verb(act.verb, agent, sources):
        if other.agent is not None:
            if agent.keys & other.agent.keys:
                return None
        elif act.patient.keys & other.patient.keys:
            return None
        elif agent.keys & other.patient.keys and _tells_of(rest, sources[index], home):
            found = found or (index, other)
    return found


def _has_it_done(act: _Act, agent: _Side, source: TextIndex) -> bool:
    """Whether a sentence that does not name the doer speaks of it and of whom it is done to: "it
    sued the mill"."""
    homes = source.sentences_with(act.verb) & source.sentences_with(act.patient.head)
    return bool(homes - source.sentences_with(agent.head))


def _done_by_it(
    act: _Act, stems: frozenset[str], sources: Sequence[TextIndex]
) -> tuple[int, _Act] | None:
    """Where a source that tells of the same has it done by whom it is done to in the draft, and no
    source has it done to them."""
    rest = stems - act.patient.keys - {act.verb}
    found = None
    for index, home, other in _same_verb(act.verb, act.patient, sources):
        if act.patient.keys & other.patient.keys:
            return None
        if other.agent is None or not act.patient.keys & other.agent.keys:
            continue
        if _tells_of(rest, sources[index], home):
            found = found or (index, other)
    return found


def _same_verb(
    verb: str, side: _Side, sources: Sequence[TextIndex]
) -> Iterator[tuple[int, int, _Act]]:
    """The acts of one verb in the sentences that have the head of a side, with their source and
    sentence; none of anybody, as one man may act and another be acted on."""
    if side.head in _words().anybody:
        return
    for index, source in enumerate(sources):
        for home in sorted(source.sentences_with(side.head))[:_MOST_SENTENCES]:
            for other in source.once(_acts, home):
                if other.verb == verb:
                    yield index, home, other


def _tells_of(rest: frozenset[str], source: TextIndex, home: int) -> bool:
    """Whether a sentence has enough of the draft's other words, if there are any."""
    return not rest or source.ranking(rest).at(home) >= _LEAST_ALIKE


def _is_crossed(agent: _Side, patient: _Side, doer: _Side, done_to: _Side) -> bool:
    """Whether the sides have changed places, but for what stands on the same side in both: "the
    head of A warned B" and "the head of B warned A"."""
    agents = agent.keys & doer.keys
    patients = patient.keys & done_to.keys
    return bool(
        (agent.keys - agents) & (done_to.keys - patients)
        and (patient.keys - patients) & (doer.keys - agents)
    )


@dataclass(frozen=True, slots=True)
class _Word:
    word: str
    start: int
    end: int
    is_cut: bool
    """Whether a comma or another mark stands before it."""


def _acts(text: TextIndex, index: int) -> tuple[_Act, ...]:
    """The acts of the sentence of that number, with both sides told."""
    sentence = text.scan.sentences[index]
    words: list[_Word] = []
    end = sentence.start
    for found in WORD.finditer(text.text, sentence.start, sentence.end):
        is_cut = _BREAK.search(text.text, end, found.start()) is not None
        words.append(_Word(found.group(), found.start(), found.end(), is_cut))
        end = found.end()
    if len(words) > _LONGEST:
        return ()
    return tuple(_read(words, text))


def _read(words: Sequence[_Word], index: TextIndex) -> Iterator[_Act]:
    for place, word in enumerate(words):
        if not _is_past(word.word):
            continue
        verb = stem(word.word)
        if verb in _words().either_way:
            continue
        first, is_passive = _first_of_verb(words, place)
        before = _before(words, first, index)
        by = _by(words, place)
        agent: _Side | None
        if by is not None and (is_passive or by == place + 1):
            agent, patient = _after(words, by + 1, index), before
        elif is_passive:
            agent, patient = None, before
        else:
            agent, patient = before, _after(words, place + 1, index)
            if agent is None or (patient is not None and _is_its_own(patient)):
                continue  # "hurt her knee": a "was hurt" says the same
        if patient is not None and (agent is None or agent.head != patient.head):
            yield _Act(verb, agent, patient)


def _is_its_own(side: _Side) -> bool:
    """Whether what is acted on belongs to who acts: "her knee"."""
    return side.place.text.split()[0].casefold() in _words().tables.own


def _is_past(word: str) -> bool:
    said = _words()
    if not word.islower() or word in said.tables.not_past:
        return False
    is_regular = said.endings.regular_past.fits(word)
    return is_regular or word in said.tables.participles or word in said.finite_verbs


def _first_of_verb(words: Sequence[_Word], place: int) -> tuple[int, bool]:
    """Where the verb begins with its helping verbs, and whether it is passive."""
    said, is_passive = _words(), False
    at = place
    while at and not words[at].is_cut:
        before = words[at - 1].word.casefold()
        if before in said.tables.to_be:
            is_passive = True
        elif before not in said.small and not said.endings.adverb.fits(before):
            break
        at -= 1
    return at, is_passive


def _by(words: Sequence[_Word], place: int) -> int | None:
    """Where the "by" of a passive stands."""
    for at in range(place + 1, min(len(words), place + 1 + _BY_REACH)):
        if words[at].is_cut or _is_past(words[at].word):
            return None
        if words[at].word.casefold() in _words().tables.by:
            return at
    return None


def _before(words: Sequence[_Word], end: int, index: TextIndex) -> _Side | None:
    is_told_of = bool(end) and words[end - 1].word.casefold() in _words().tables.who
    if is_told_of and not words[end].is_cut:
        end -= 1  # "the man who seized the bus"
    elif words[end].is_cut:
        if not (end and words[end - 1].is_cut and words[end - 1].word.isdecimal()):
            return None
        end -= 1  # "Ida Holm, 41, was arrested"
    at = end
    while at and end - at < _MOST_WORDS and (at == end or not words[at].is_cut):
        before = words[at - 1].word
        if before.casefold() in _words().tables.borders or _is_past(before):
            break
        at -= 1
    return _side(words[at:end], index)


def _after(words: Sequence[_Word], start: int, index: TextIndex) -> _Side | None:
    at, said = start, _words()
    while at < len(words) and at - start < _MOST_WORDS and not words[at].is_cut:
        word = words[at].word.casefold()
        if word in said.ends_behind or _is_past(word):
            break
        at += 1
    return _side(words[start:at], index)


def _side(words: Sequence[_Word], index: TextIndex) -> _Side | None:
    if not words:
        return None
    place = Span.of(index.text, words[0].start, words[-1].end)
    last = head_stem(place.text)
    head = next((one for one in words if stem(one.word) == last), None)
    if last is None or head is None or telling_stem(head.word) is None:
        return None
    if head.word.casefold() in stop_words() or index.date_over(place) is not None:
        return None
    names = {stem(token) for name in index.names_in(place) for token in name_tokens(name.text)}
    return _Side(last, frozenset({last, *names}), place)
