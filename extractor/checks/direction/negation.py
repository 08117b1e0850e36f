"""A "not" added or left out: one verb, of one subject or object, negated in one text alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractor.checks.check import declare
from extractor.checks.direction.clauses import (
    LONGEST,
    MOST_HOMES,
    SIDES,
    Token,
    is_negator,
    roles_at,
    tokens_at,
)
from extractor.checks.evidence.alignment import align, sentence_at
from extractor.checks.evidence.stems import stop_words
from extractor.checks.evidence.text_index import TextIndex
from extractor.checks.findings import Subject, make_finding, quoted, source_number, where
from extractor.languages.current import current
from extractor.schemas.finding import Finding, Severity
from extractor.schemas.span import Span

_LEAST, _LEAST_OF_SHORT = 0.7, 0.9
"""Share of a sentence's other words that the source's must hold, of a sentence of three words."""
_LEAST_BESIDE = 0.35
"""The same where the verb has the same words for subject and object."""


NEGATION = declare("direction.negation", 'A "not" added or left out', severity="error")


def negations(
    number: int,
    tokens: Sequence[Token],
    claim: TextIndex,
    sources: Sequence[TextIndex],
    subject: Subject,
) -> Iterator[Finding]:
    """The first word of a sentence that the draft negates and the source does not, or the other
    way round."""
    stems = claim.stems[number]
    if len(stems) < 3:
        return
    least = _LEAST if len(stems) > 3 else _LEAST_OF_SHORT
    has_negator = claim.once(_has_negator, number)
    negated = [source.once(_negated_stems, None) for source in sources]
    for place, token in enumerate(tokens):
        if not token.stem or token.word in stop_words() or len(token.word) < 3:
            continue
        rest = stems - {token.stem}
        for index, source in enumerate(sources):
            if not token.is_negated and token.stem not in negated[index]:
                continue  # it has the word, if at all, as the draft has it
            home = _in_the_same_words(token, rest, source, least, has_negator)
            severity: Severity | None = None
            if home is None:
                home = _of_the_same_things(token, number, place, rest, claim, source, has_negator)
                severity = "warning"
            if home is None:
                continue
            yield _finding(token, number, home, claim, sources, index, subject, severity)
            return


def _in_the_same_words(
    token: Token, rest: frozenset[str], source: TextIndex, least: float, has_negator: bool
) -> tuple[int, Token] | None:
    same = [
        (one.index, other)
        for one in align(rest, source, limit=2, least=least)
        for other in source.once(tokens_at, one.index)
        if other.stem == token.stem
    ]
    if not same or any(other.is_negated == token.is_negated for _, other in same):
        return None
    return None if source.once(_has_negator, same[0][0]) == has_negator else same[0]


def _of_the_same_things(
    token: Token,
    number: int,
    place: int,
    rest: frozenset[str],
    claim: TextIndex,
    source: TextIndex,
    has_negator: bool,
) -> tuple[int, Token] | None:
    """The same verb with the same words beside it, where the source has it nowhere as the draft
    has it."""
    if token.is_negated_thing or claim.text[token.start].isupper():
        return None
    homes = source.sentences_with(token.stem)
    if not homes or len(homes) > MOST_HOMES:
        return None
    mine = roles_at(claim, number, place)
    found: tuple[int, Token] | None = None
    for home in sorted(homes):
        others = source.once(tokens_at, home)
        for there, other in enumerate(others[:LONGEST]):
            if other.stem != token.stem:
                continue
            if other.is_negated == token.is_negated:
                return None
            roles = roles_at(source, home, there)
            if found is None and (
                mine.shared(roles) >= SIDES
                and source.ranking(rest).at(home) >= _LEAST_BESIDE
                and not other.is_negated_thing
                and source.once(_has_negator, home) != has_negator
            ):
                found = home, other
    return found


def _finding(
    token: Token,
    number: int,
    home: tuple[int, Token],
    claim: TextIndex,
    sources: Sequence[TextIndex],
    index: int,
    subject: Subject,
    severity: Severity | None,
) -> Finding:
    place, other = home
    source = sources[index]
    span = Span.of(source.text, other.start, other.end)
    says = "negates it" if other.is_negated else "does not negate it"
    return make_finding(
        "direction.negation",
        "altered",
        Span.of(claim.text, token.start, token.end),
        f"{quoted(sentence_at(claim, number).text, 70)}: the source {says} "
        f"({where(source, span)}: {quoted(sentence_at(source, place).text)}).",
        subject=subject,
        severity=severity,
        evidence=(span,),
        source=source_number(index, sources),
        expected=span.text,
    )


def _has_negator(source: TextIndex, index: int) -> bool:
    return any(is_negator(token) or token.is_negated for token in source.once(tokens_at, index))


def _negated_stems(text: TextIndex, _: None) -> frozenset[str]:
    """The stems of all words that a text negates anywhere; for `TextIndex.once`."""
    may_negate = current().evidence.may_negate
    return frozenset(
        token.stem
        for index, sentence in enumerate(text.scan.sentences)
        if may_negate.search(sentence.text)
        for token in text.once(tokens_at, index)
        if token.is_negated
    )
