"""How sure a text is: "will" for "could", "has agreed" for "is likely to agree"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractor.checks.check import declare
from extractor.checks.direction.clauses import (
    LONGEST,
    MOST_HOMES,
    SIDES,
    Token,
    own_sentences,
    roles_at,
    tokens_at,
)
from extractor.checks.evidence.alignment import sentence_at
from extractor.checks.evidence.opposites import alike
from extractor.checks.evidence.stems import stop_words
from extractor.checks.evidence.text_index import TextIndex
from extractor.checks.findings import DRAFT, Subject, make_finding, quoted, source_number, where
from extractor.checks.passes import on_draft
from extractor.languages.current import by_language
from extractor.languages.language import Language
from extractor.schemas.finding import Finding
from extractor.schemas.span import Span

_MAY, _LIKELY, _WILL, _DONE = 1, 2, 3, 4
_STEPS = 2
"""How much surer a draft must be: "will" for "is expected to" is how news is written."""


class _Words:
    """The words of one language."""

    def __init__(self, language: Language) -> None:
        self.tables = words = language.direction.certainty
        self.modals = words.may | words.will
        self.strength = {
            **dict.fromkeys(words.may, _MAY),
            **dict.fromkeys(words.will, _WILL),
            **dict.fromkeys(words.done, _DONE),
        }
        self.no_verb_after = language.evidence.stop - words.subjects
        self.endings, self.tense = language.endings, language.calendar.tense


_words = by_language(_Words)
_BACK = 4
_LEAST = 0.35
_SHARED = 3
"""Telling words that two sentences with the same number share."""


@dataclass(frozen=True, slots=True)
class _Said:
    """How sure a sentence is of one of its verbs."""

    strength: int
    start: int
    """Where the modal, or else the verb, begins."""
    is_spelt_out: bool
    """Whether a word says how sure it is, and not the verb's bare form."""


CERTAINTY = declare(
    "direction.certainty", '"Will" for "could": more certain than the source', severity="warning"
)


@on_draft(CERTAINTY, order=120, in_statements=50)
def check_certainty(
    claim: TextIndex, sources: Sequence[TextIndex], *, subject: Subject = DRAFT
) -> list[Finding]:
    """Verbs of the draft that are more certain than the source of the same thing anywhere."""
    findings: list[Finding] = []
    for number, sentence, tokens in own_sentences(claim, sources):
        for place, token in enumerate(tokens[:LONGEST]):
            if token.is_negated or not _may_be_verb(token):
                continue
            said = _said(tokens, place)
            if said is None or (not said.is_spelt_out and not _is_told(sentence, tokens)):
                continue
            found = _less_sure(claim, number, tokens, place, said, sources)
            if found is not None:
                findings.append(_finding(claim, said, token.end, *found, sources, subject))
                break
        else:
            findings += _of_figures(claim, number, sources, subject)
    return findings


def _of_figures(
    claim: TextIndex, number: int, sources: Sequence[TextIndex], subject: Subject
) -> Iterator[Finding]:
    """A "will" in the sentence of a figure that the sources have with a "could" alone."""
    mine = claim.once(_only_modal, number)
    if mine is None or _words().strength[mine.word] != _WILL:
        return
    rest = claim.stems[number]
    for figure in claim.figures_at(number):
        if figure.kind in ("ordinal", "year", "duration") or claim.date_over(figure.span):
            continue
        weaker: list[tuple[int, Token]] = []
        for index, source in enumerate(sources):
            for other in source.figure_table.of_value(figure):
                home = source.sentence_index(other.span.start)
                if home is None or _is_headline(source, home):
                    continue
                modal = source.once(_only_modal, home)
                if modal is None or _words().strength[modal.word] != _MAY:
                    return
                if len(rest & source.stems[home]) >= _SHARED:
                    weaker.append((index, modal))
        if weaker:
            index, modal = weaker[0]
            said = _Said(_WILL, mine.start, True)
            yield _finding(claim, said, mine.end, index, modal.start, modal.end, sources, subject)
            return


def _is_headline(text: TextIndex, index: int) -> bool:
    """Whether it is no whole sentence: "Mill 'to cut' 900 jobs"."""
    return not sentence_at(text, index).text.rstrip().endswith((".", "”", '"', "’", "'", "?"))


def _only_modal(text: TextIndex, index: int) -> Token | None:
    """The one word of a sentence that says how sure it is; none where there are several."""
    tokens, modals = text.once(tokens_at, index), _words().modals
    found = [token for token in tokens if token.word in modals]
    return found[0] if len(found) == 1 and not found[0].is_negated else None


def _may_be_verb(token: Token) -> bool:
    return bool(token.stem) and token.word not in stop_words() and len(token.word) > 2


def _is_told(sentence: Span, tokens: Sequence[Token]) -> bool:
    """Whether a plain verb states a fact: no headline, no condition, nobody's words."""
    not_asserted = _words().tables.not_asserted
    return sentence.text.rstrip().endswith((".", "”", '"')) and not any(
        token.word in not_asserted for token in tokens
    )


def _said(tokens: Sequence[Token], place: int) -> _Said | None:
    verb, has_to = tokens[place], False
    said = _words()
    words = said.tables
    for other in tokens[max(0, place - _BACK) : place][::-1]:
        strength = said.strength.get(other.word)
        if other.word in words.likely and has_to:
            return _Said(_LIKELY, other.start, True)
        if has_to and other.word not in words.between:
            return None  # "wants to close"
        if strength is not None and (strength != _DONE or said.endings.participle.fits(verb.word)):
            return _Said(strength, other.start, True)
        has_to = has_to or other.word in words.to
        if other.word not in words.between and not said.endings.adverb.fits(other.word):
            break
    if has_to or place == 0 or tokens[place - 1].word in said.no_verb_after:
        return None
    ending, no_ending = said.tense.third_ending, said.tense.not_third_ending
    if verb.word.endswith(ending) and not verb.word.endswith(no_ending):
        return _Said(_WILL, verb.start, False)
    return None


def _less_sure(
    claim: TextIndex,
    number: int,
    tokens: Sequence[Token],
    place: int,
    said: _Said,
    sources: Sequence[TextIndex],
) -> tuple[int, int, int] | None:
    """The source and the place of a modal that is so much weaker; none where any source has
    the verb in another way."""
    verb = tokens[place]
    same = alike().get(verb.stem, frozenset()) | {verb.stem}
    mine = roles_at(claim, number, place)
    rest = claim.stems[number] - {verb.stem}
    weaker: tuple[int, int, int] | None = None
    for index, source in enumerate(sources):
        homes = {home for stem in same for home in source.sentences_with(stem)}
        if len(homes) > MOST_HOMES:
            return None
        for home in sorted(homes):
            if _is_headline(source, home):
                continue
            others = source.once(tokens_at, home)
            for there, other in enumerate(others[:LONGEST]):
                if other.stem not in same:
                    continue
                roles = roles_at(source, home, there)
                theirs = _said(others, there)
                if theirs is None or said.strength - theirs.strength < _STEPS:
                    if mine.shared(roles):
                        return None
                    continue
                if (
                    weaker is None
                    and mine.straight(roles) >= SIDES
                    and source.ranking(rest).at(home) >= _LEAST
                ):
                    weaker = index, theirs.start, other.end
    return weaker


def _finding(
    claim: TextIndex,
    said: _Said,
    said_end: int,
    index: int,
    start: int,
    end: int,
    sources: Sequence[TextIndex],
    subject: Subject,
) -> Finding:
    source = sources[index]
    there = Span.of(source.text, start, end)
    here = Span.of(claim.text, said.start, said_end)
    is_up_front = said.is_spelt_out and claim.paragraph_number(here.start) == 1
    return make_finding(
        "direction.certainty",
        "altered",
        here,
        f"{quoted(here.text)} here; the source says {quoted(there.text)} "
        f"({where(source, there)}), which is less certain.",
        subject=subject,
        severity="warning" if is_up_front else "look",
        evidence=(there,),
        source=source_number(index, sources),
        expected=there.text,
    )
