"""Direction and polarity: rose for fell, denied for confirmed, a "not" put in or left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extractor.checks.alignment import align, sentence_at
from extractor.checks.findings import DRAFT, Subject, make_finding, quoted, where
from extractor.checks.opposites import ALIKE, OPPOSITES
from extractor.checks.reading import Reading
from extractor.checks.words import NUMERALS, STOP, WORD, stem, word_set
from extractor.schemas.finding import Finding
from extractor.schemas.span import Span

_NEGATORS = word_set(
    """
    not never cannot nor neither no nobody none
    """
)
_REACH = 4
"""How many small words may stand between a "not" and the word that it negates."""
_LEAST_SCORE = 0.62
"""Share of a sentence's words that a source sentence must hold before a word is held against it."""


class _Token(NamedTuple):
    stem: str
    start: int
    end: int
    word: str
    is_negated: bool


def check_direction(
    claim: Reading, sources: Sequence[Reading], *, subject: Subject = DRAFT
) -> list[Finding]:
    """Words of the draft whose opposite stands in the sentence of the source that it renders."""
    findings: list[Finding] = []
    for number, sentence in enumerate(claim.scan.sentences):
        if claim.is_furniture(sentence) or any(s.has_sentence(sentence) for s in sources):
            continue
        tokens = tokens_of(sentence)
        findings += _turned_round(number, tokens, claim, sources, subject)
        findings += _negated(number, sentence, tokens, claim, sources, subject)
    return findings


def tokens_at(reading: Reading, index: int) -> list[_Token]:
    """The same for the sentence of that number; for `Reading.once`."""
    return tokens_of(sentence_at(reading, index))


def tokens_of(sentence: Span) -> list[_Token]:
    """The words of a sentence with their stems, and whether a "not" stands before them."""
    tokens: list[_Token] = []
    reach = 0
    for found in WORD.finditer(sentence.text):
        word = found.group().casefold().replace("’", "'")
        if word in _NEGATORS or word.endswith("n't"):
            reach = _REACH
            tokens.append(_Token("", *_at(sentence, found.span()), word, False))
            continue
        is_negated = reach > 0
        if word in STOP or word.endswith("ly") or len(word) < 3:
            reach -= 1
        else:
            reach = 0
        tokens.append(_Token(stem(word), *_at(sentence, found.span()), word, is_negated))
    return tokens


def _at(sentence: Span, place: tuple[int, int]) -> tuple[int, int]:
    return sentence.start + place[0], sentence.start + place[1]


def _turned_round(
    number: int,
    tokens: Sequence[_Token],
    claim: Reading,
    sources: Sequence[Reading],
    subject: Subject,
) -> Iterator[Finding]:
    for place, token in enumerate(tokens):
        opposites = OPPOSITES.get(token.stem)
        if not opposites or token.is_negated:
            continue
        rest = claim.stems[number] - {token.stem}
        if len(rest) < 2:
            continue
        if not any(_may_have(opposites, source) for source in sources):
            continue
        alike = ALIKE[token.stem]
        verdicts = [
            _opposite_in(
                source, rest, opposites, alike, _beside(tokens, place), _next(tokens, place)
            )
            for source in sources
        ]
        if any(verdict is None for verdict in verdicts):
            continue
        index = next((i for i, v in enumerate(verdicts) if isinstance(v, _Token)), None)
        if index is None:
            continue
        other = verdicts[index]
        assert isinstance(other, _Token)
        source = sources[index]
        span = Span.of(source.text, other.start, other.end)
        yield make_finding(
            "direction.opposite",
            "altered",
            Span.of(claim.text, token.start, token.end),
            f"{quoted(token.word)} here; the source says {quoted(span.text)} "
            f"({where(source, span)}).",
            subject=subject,
            evidence=(span,),
            source=index if len(sources) > 1 else None,
            expected=span.text,
        )


_SMALL_STEMS = frozenset(stem(word) for word in STOP | NUMERALS)


def _may_have(stems: frozenset[str], source: Reading) -> bool:
    """Whether a text can have a word of these stems; of small words it is taken for granted."""
    return not stems.isdisjoint(_SMALL_STEMS) or any(map(source.sentences_with, stems))


def _opposite_in(
    source: Reading,
    rest: frozenset[str],
    opposites: frozenset[str],
    alike: frozenset[str],
    beside: frozenset[str],
    following: frozenset[str],
) -> _Token | bool | None:
    """The opposite word in the sentence that says the rest; none where the source has the word
    itself there; false where it has neither."""
    best: _Token | bool = False
    if not _may_have(opposites | alike, source):
        return best
    ranked = align(rest, source, limit=4, least=0.3)
    for aligned in ranked:
        if ranked[0].score >= 0.8 and aligned.score < ranked[0].score - 0.35:
            break
        stems = source.stems[aligned.index]
        all_tokens = source.once(tokens_at, aligned.index)
        if any(token.stem in alike for token in all_tokens):
            return None
        if aligned.score < _LEAST_SCORE or best is not False:
            continue
        for place, token in enumerate(all_tokens):
            if token.stem not in opposites or token.is_negated:
                continue
            if token.word in _SMALL and not _next(all_tokens, place) & following:
                continue
            if _beside(all_tokens, place) & beside and len(stems & rest) >= min(3, len(rest)):
                best = token
    return best


_SMALL = word_set(
    """
        before after earlier later above below over under more fewer less higher lower first last
        early late ahead behind full empty public private best worst
        """
)
"""Words that stand in every other sentence: what follows them must be the same too."""


def _next(tokens: Sequence[_Token], place: int) -> frozenset[str]:
    """The first telling word after a word."""
    for token in tokens[place + 1 : place + 5]:
        if token.stem and token.word not in STOP:
            return frozenset((token.stem,))
    return frozenset()


def _beside(tokens: Sequence[_Token], place: int) -> frozenset[str]:
    """The telling words next to a word: what rose, who denied."""
    near = [*tokens[max(0, place - 5) : place], *tokens[place + 1 : place + 6]]
    return frozenset(token.stem for token in near if token.stem and token.word not in STOP)


def _negated(
    number: int,
    sentence: Span,
    tokens: Sequence[_Token],
    claim: Reading,
    sources: Sequence[Reading],
    subject: Subject,
) -> Iterator[Finding]:
    """A word that the draft negates and the source does not, or the other way round."""
    stems = claim.stems[number]
    if len(stems) < 3:
        return
    least = 0.7 if len(stems) > 3 else 0.9
    for token in tokens:
        if not token.stem or token.word in STOP or len(token.word) < 3:
            continue
        rest = stems - {token.stem}
        for index, source in enumerate(sources):
            if not token.is_negated and token.stem not in source.once(_negated_stems, None):
                continue  # it has the word, if at all, as the draft has it
            aligned = align(rest, source, limit=2, least=least)
            same = [
                (one.index, other)
                for one in aligned
                for other in source.once(tokens_at, one.index)
                if other.stem == token.stem
            ]
            if not same or any(other.is_negated == token.is_negated for _, other in same):
                continue
            if tokens_of_negation(source, same[0][0]) == any(_is_negator(t) for t in tokens):
                continue
            home, other = same[0]
            span = Span.of(source.text, other.start, other.end)
            says = "negates it" if other.is_negated else "does not negate it"
            yield make_finding(
                "direction.negation",
                "altered",
                Span.of(claim.text, token.start, token.end),
                f"{quoted(sentence.text, 70)}: the source {says} "
                f"({where(source, span)}: {quoted(sentence_at(source, home).text)}).",
                subject=subject,
                evidence=(span,),
                source=index if len(sources) > 1 else None,
                expected=span.text,
            )
            return


def tokens_of_negation(source: Reading, index: int) -> bool:
    """Whether a sentence of the source has a "not" of any kind."""
    return any(_is_negator(token) for token in source.once(tokens_at, index))


_MAY_NEGATE = re.compile(r"(?<![^\W\d_])(?:no|never|neither|cannot|without)|n['’]t", re.IGNORECASE)


def _negated_stems(reading: Reading, _: None) -> frozenset[str]:
    """The stems of all words that a text negates anywhere; for `Reading.once`."""
    return frozenset(
        token.stem
        for index, sentence in enumerate(reading.scan.sentences)
        if _MAY_NEGATE.search(sentence.text)
        for token in reading.once(tokens_at, index)
        if token.is_negated
    )


def _is_negator(token: _Token) -> bool:
    return token.word in _NEGATORS or token.word.endswith("n't")
