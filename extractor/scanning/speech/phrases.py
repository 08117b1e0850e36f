"""Noun phrases read backwards from their last word, and which of them can say something."""

from __future__ import annotations

from typing import NamedTuple

from extractor.scanning.speech.frames import Token
from extractor.scanning.speech.words import SpeechWords

_LONGEST_MODIFIER = 24
"""Characters of a nickname or a scare quote inside a noun phrase, with their marks."""
_LONGEST = 24
"""Tokens of a noun phrase that are read."""


class Phrase(NamedTuple):
    """Tokens `first` to `last`, both included, of one sentence."""

    first: int
    last: int


def skip_adverbs(words: SpeechWords, tokens: list[Token], i: int) -> int:
    """The last token at or before `i` that is no adverb or time phrase."""
    while i >= 0:
        low = tokens[i].low
        if low in words.classes.adverbs or words.is_adverb(low):
            i -= 1
        elif low in words.classes.time_nouns and i > 0 and tokens[i - 1].low in words.which_time:
            i -= 2
        elif low in words.weekdays and low_at(tokens, i + 1) != words.phrases.possessive:
            i -= 2 if low_at(tokens, i - 1) in words.phrases.before_weekday else 1
        else:
            return i
    return i


def noun_phrase_ending(words: SpeechWords, tokens: list[Token], end: int) -> Phrase | None:
    """The noun phrase whose last token is `end`; none where no noun stands there."""
    if end < 0 or not (tokens[end].is_word or tokens[end].is_quote):
        return None
    low = tokens[end].low
    if low in words.ends_before:
        return Phrase(end, end) if low in words.classes.person_pronouns else None
    if low in words.phrases.speech_only:
        return None
    first = end
    low_end = max(0, end - _LONGEST)
    while first > low_end:
        if tokens[first - 1].low not in words.opens_phrase:
            if not _belongs(words, tokens, first, end, low_end):
                break
            first -= 1
            continue
        first -= 1
        if first == low_end:
            break
        before = tokens[first - 1].low
        if _goes_on_before(words, tokens, first - 1, low_end) or (
            before in words.phrases.and_ and _is_joined(words, tokens, first, end, low_end)
        ):
            first -= 1
            continue
        if before in words.phrases.before_determiner:
            first -= 1
        break
    first = _without_front(words, tokens, first, end)
    return Phrase(first, end) if first <= end else None


def _belongs(words: SpeechWords, tokens: list[Token], first: int, end: int, low_end: int) -> bool:
    """Whether the token before `first`, no determiner, belongs to the phrase."""
    token = tokens[first - 1]
    low = token.low
    if token.is_quote:
        return not tokens[end].is_capital and not is_speech(token)
    if token.text in "’'&" or low == words.phrases.possessive:
        return True
    if not token.is_word:
        return token.text == "." and first > 1 and len(tokens[first - 2].text) == 1
    if low in words.phrases.joints:
        return _is_joined(words, tokens, first, end, low_end)
    if low in words.breaks_phrase:
        return False
    if low in words.classes.prepositions:
        return _goes_on_before(words, tokens, first - 1, low_end)
    if token.is_capital:
        return True
    if tokens[end].is_capital and tokens[first].is_capital and not _is_before_name(words, low):
        return False
    return low not in words.finite_in_phrase or _is_adjective(words, tokens, first - 1)


def is_speech(quote: Token) -> bool:
    """Whether a quotation is too long for a modifier of its noun, or ends as speech does."""
    return len(quote.text) >= _LONGEST_MODIFIER or quote.text.rstrip("”")[-1:] in ",.?!…"


def _is_before_name(words: SpeechWords, low: str) -> bool:
    return (
        low in words.before_name
        or low.endswith(words.phrases.before_name_endings)
        or words.is_role(low)
    )


def _is_adjective(words: SpeechWords, tokens: list[Token], i: int) -> bool:
    """Whether a participle stands before its noun: "the accused man"."""
    return i > 0 and tokens[i - 1].low in words.classes.determiners


def _is_joined(words: SpeechWords, tokens: list[Token], first: int, end: int, low_end: int) -> bool:
    """Whether "and" before `first` joins two speakers rather than two clauses."""
    before = first - 2
    if before < low_end or not tokens[before].is_word:
        return False
    left, right = tokens[before], tokens[first]
    is_named = right.is_capital or (right.low in words.phrases.the and tokens[first + 1].is_capital)
    are_names = left.is_capital and is_named
    return (
        are_names or (words.is_role(left.text) and words.is_role(tokens[end].text))
    ) and not _verb_between(words, tokens, before, low_end)


def _verb_between(words: SpeechWords, tokens: list[Token], before: int, low_end: int) -> bool:
    """Whether a verb stands between the start of the clause and `before`."""
    for k in range(before, low_end - 1, -1):
        token = tokens[k]
        if token.text in ",;:" or token.is_quote:
            return False
        low = token.low
        if low in words.finite_or_auxiliary or low in words.ends_clause_between:
            return True
        if words.is_regular_past(low) and not token.is_capital:
            return True
    return False


def _goes_on_before(
    words: SpeechWords, tokens: list[Token], preposition: int, low_end: int
) -> bool:
    """Whether the noun before a preposition belongs to the same phrase."""
    low = tokens[preposition].low
    before = preposition - 1
    if low not in words.phrases.connectors or before < low_end or not tokens[before].is_word:
        return False
    if tokens[before].low in words.not_before_preposition:
        return False
    return (
        low in words.phrases.of
        or words.is_role(tokens[before].text)
        or (low in words.phrases.name_connectors and tokens[before].is_capital)
    )


def _without_front(words: SpeechWords, tokens: list[Token], first: int, end: int) -> int:
    """Past the adverbs, time words and place phrases that open a sentence."""
    while first < end:
        low = tokens[first].low
        if low in words.opening_adverbs or words.is_adverb(low, longer_than=5):
            first += 1
            if low in words.phrases.before_time and tokens[first].low in words.times:
                first += 1
        elif low in words.front_prepositions:
            first += 1
            if tokens[first].low in words.classes.determiners:
                first += 1
            first = _behind_place(words, tokens, first, end)
        else:
            break
    return first


def _behind_place(words: SpeechWords, tokens: list[Token], first: int, end: int) -> int:
    """Past the names, digits and times behind a preposition."""
    while first < end and (
        tokens[first].is_capital
        or tokens[first].text[0].isdigit()
        or tokens[first].low in words.classes.time_nouns
    ):
        first += 1
        if tokens[first - 1].low in words.calendar and not tokens[first].text[0].isdigit():
            break
    return first


def can_speak(words: SpeechWords, tokens: list[Token], phrase: Phrase) -> bool:
    """Whether a phrase may stand for somebody who says something: a person, a body, a paper."""
    end = phrase.last
    for k in range(phrase.first + 1, phrase.last + 1):
        if tokens[k].low in words.phrases.connectors:
            end = k - 1
            break
    head = tokens[end]
    low = head.low.removesuffix(words.phrases.possessive).removesuffix("'")
    if head.is_quote or low in words.speaking:
        return True
    if head.is_capital and low not in words.names.nationalities:
        return True
    return any(
        words.is_role(tokens[k].text)
        or tokens[k].low in words.names.ranks
        or (
            tokens[k].is_capital
            and k > 0
            and tokens[k].low not in words.not_speaking_names
            and not tokens[k].low.endswith(words.genitives)  # "Hill's plan" says nothing
        )
        for k in range(phrase.first, end + 1)
    )


def low_at(tokens: list[Token], i: int) -> str:
    """The token at `i` in small letters; nothing where there is none."""
    return tokens[i].low if 0 <= i < len(tokens) else ""
