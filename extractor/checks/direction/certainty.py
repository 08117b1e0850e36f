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
from extractor.checks.evidence.stems import STOP, word_set
from extractor.checks.evidence.text_index import TextIndex
from extractor.checks.findings import DRAFT, Subject, make_finding, quoted, source_number, where
from extractor.checks.passes import on_draft
from extractor.schemas.finding import Finding
from extractor.schemas.span import Span

_MAY, _LIKELY, _WILL, _DONE = 1, 2, 3, 4
_STEPS = 2
"""How much surer a draft must be: "will" for "is expected to" is how news is written."""

_WORDS = {
    _MAY: word_set("may might could possibly perhaps"),
    _WILL: word_set("will"),
    _DONE: word_set("has have"),
}
_MODALS = _WORDS[_MAY] | _WORDS[_WILL]
_BEFORE_TO = word_set(
    """
    likely expected set due poised planned plans planning hopes hoping aims expects intends
    scheduled
    """
)
"""Before "to" these say that something is likely, and no more."""
_STRENGTH = {word: strength for strength, words in _WORDS.items() for word in words}
_BETWEEN = word_set("be been have also soon now then already still again only not even just to yet")
"""What may stand between a modal and its verb."""
_NOT_ASSERTED = word_set(
    """
    if whether unless would should said says can cannot until once when hope hopes fear fears
    """
)
"""In a sentence with one of these a plain verb may be as unsure as any."""
_NOT_A_VERB_AFTER = STOP - word_set("they it he she who which that we you also")
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
    if mine is None or _STRENGTH[mine.word] != _WILL:
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
                if modal is None or _STRENGTH[modal.word] != _MAY:
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
    tokens = text.once(tokens_at, index)
    found = [token for token in tokens if token.word in _MODALS]
    return found[0] if len(found) == 1 and not found[0].is_negated else None


def _may_be_verb(token: Token) -> bool:
    return bool(token.stem) and token.word not in STOP and len(token.word) > 2


def _is_told(sentence: Span, tokens: Sequence[Token]) -> bool:
    """Whether a plain verb states a fact: no headline, no condition, nobody's words."""
    return sentence.text.rstrip().endswith((".", "”", '"')) and not any(
        token.word in _NOT_ASSERTED for token in tokens
    )


def _said(tokens: Sequence[Token], place: int) -> _Said | None:
    verb = tokens[place]
    has_to = False
    for other in tokens[max(0, place - _BACK) : place][::-1]:
        strength = _STRENGTH.get(other.word)
        if other.word in _BEFORE_TO and has_to:
            return _Said(_LIKELY, other.start, True)
        if has_to and other.word not in _BETWEEN:
            return None  # "wants to close"
        if strength is not None and not (strength == _DONE and not verb.word.endswith("ed")):
            return _Said(strength, other.start, True)
        has_to = has_to or other.word == "to"
        if other.word not in _BETWEEN and not other.word.endswith("ly"):
            break
    if has_to or place == 0 or tokens[place - 1].word in _NOT_A_VERB_AFTER:
        return None
    if verb.word.endswith("s") and not verb.word.endswith("ss"):
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
