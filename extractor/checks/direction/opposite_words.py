"""Direction and polarity: rose for fell, denied for confirmed, a "not" put in or left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractor.checks.check import declare
from extractor.checks.direction.clauses import (
    LONGEST,
    MOST_HOMES,
    SIDES,
    Roles,
    Token,
    beside,
    next_telling,
    own_sentences,
    roles_at,
    tokens_at,
)
from extractor.checks.direction.negation import NEGATION, negations
from extractor.checks.evidence.alignment import align
from extractor.checks.evidence.opposites import alike, opposites
from extractor.checks.evidence.text_index import TextIndex
from extractor.checks.findings import DRAFT, Subject, make_finding, says_other, source_number, where
from extractor.checks.passes import on_draft
from extractor.languages.current import current
from extractor.schemas.finding import Finding
from extractor.schemas.span import Span

_LEAST_SCORE = 0.62
"""Share of a sentence's words that a source sentence must hold before a word is held against it."""


OPPOSITE = declare("direction.opposite", "Rose for fell, denied for confirmed", severity="error")


@on_draft(OPPOSITE, NEGATION, order=100, in_statements=40)
def check_direction(
    claim: TextIndex, sources: Sequence[TextIndex], *, subject: Subject = DRAFT
) -> list[Finding]:
    """Words of the draft whose opposite stands in the sentence of the source that it renders."""
    findings: list[Finding] = []
    for number, _, tokens in own_sentences(claim, sources):
        findings += _turned_round(number, tokens, claim, sources, subject)
        findings += negations(number, tokens, claim, sources, subject)
    return findings


def _turned_round(
    number: int,
    tokens: Sequence[Token],
    claim: TextIndex,
    sources: Sequence[TextIndex],
    subject: Subject,
) -> Iterator[Finding]:
    for place, token in enumerate(tokens):
        others = opposites().get(token.stem)
        if not others or token.is_negated:
            continue
        rest = claim.stems[number] - {token.stem}
        if len(rest) < 2:
            continue
        if not any(_may_have(others, source) for source in sources):
            continue
        word = _Word(
            token,
            rest,
            others,
            alike()[token.stem],
            beside(tokens, place),
            next_telling(tokens, place),
            roles_at(claim, number, place),
        )
        found = _first_opposite(word, sources)
        if found is None:
            continue
        index, other = found
        source = sources[index]
        span = Span.of(source.text, other.start, other.end)
        yield make_finding(
            "direction.opposite",
            "altered",
            Span.of(claim.text, token.start, token.end),
            says_other(token.word, span.text, where(source, span)),
            subject=subject,
            evidence=(span,),
            source=source_number(index, sources),
            expected=span.text,
        )


def _may_have(stems: frozenset[str], source: TextIndex) -> bool:
    """Whether a text can have a word of these stems; of small words it is taken for granted."""
    return not stems.isdisjoint(current().evidence.small_stems) or any(
        map(source.sentences_with, stems)
    )


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of the draft that has an opposite."""

    token: Token
    rest: frozenset[str]
    opposites: frozenset[str]
    alike: frozenset[str]
    beside: frozenset[str]
    following: frozenset[str]
    roles: Roles


def _first_opposite(word: _Word, sources: Sequence[TextIndex]) -> tuple[int, Token] | None:
    """The first source that has an opposite there; none where any has the word itself."""
    first: tuple[int, Token] | None = None
    for index, source in enumerate(sources):
        found = _opposite_in(source, word)
        if found is None:
            return None
        if first is None and isinstance(found, Token):
            first = index, found
    return first


def _opposite_in(source: TextIndex, word: _Word) -> Token | bool | None:
    """The opposite word in the sentence that says the rest; none where the source has the word
    itself there; false where it has neither."""
    best: Token | bool = False
    opposites, rest = word.opposites, word.rest
    if not _may_have(opposites | word.alike, source):
        return best
    ranked = align(rest, source, limit=4, least=0.3)
    for aligned in ranked:
        if ranked[0].score >= 0.8 and aligned.score < ranked[0].score - 0.35:
            break
        stems = source.stems[aligned.index]
        all_tokens = source.once(tokens_at, aligned.index)
        if any(token.stem in word.alike for token in all_tokens):
            return None
        is_alike = aligned.score >= _LEAST_SCORE and len(stems & rest) >= min(3, len(rest))
        if not is_alike or best is not False:
            continue
        for place, token in enumerate(all_tokens[:LONGEST]):
            if token.stem not in opposites or token.is_negated:
                continue
            if (
                token.word in current().evidence.tables.common_opposites
                and not next_telling(all_tokens, place) & word.following
            ):
                continue
            if not beside(all_tokens, place) & word.beside:
                continue
            roles = roles_at(source, aligned.index, place)
            # "Arden beat Holt" is "Holt lost to Arden".
            if word.roles.crossed(roles) <= word.roles.straight(roles):
                best = token
    return best if best is not False else _of_the_same_things(source, word)


def _of_the_same_things(source: TextIndex, word: _Word) -> Token | bool:
    """The opposite event of the same subject and object, where the source has the event itself of
    none of them."""
    events = next((group for group in current().evidence.events if word.token.stem in group), None)
    if events is None:
        return False
    opposites = word.opposites & events
    best: Token | bool = False
    homes = {home for one in opposites for home in source.sentences_with(one)}
    alike = {home for one in word.alike for home in source.sentences_with(one)}
    if max(len(homes), len(alike)) > MOST_HOMES:
        return False
    for home in sorted(homes | alike):
        tokens = source.once(tokens_at, home)
        for place, token in enumerate(tokens[:LONGEST]):
            if token.stem not in opposites and token.stem not in word.alike:
                continue
            roles = roles_at(source, home, place)
            straight, crossed = word.roles.straight(roles), word.roles.crossed(roles)
            if token.stem in word.alike and straight:
                return False
            if (
                best is False
                and token.stem in opposites
                and not token.is_negated
                and straight >= SIDES
                and not crossed
            ):
                best = token
    return best
