"""From a verb back to its subject, past what stands between commas."""

from __future__ import annotations

from itertools import pairwise

from extractor.scanning.speech.frames import Token
from extractor.scanning.speech.phrases import (
    Phrase,
    can_speak,
    low_at,
    noun_phrase_ending,
    skip_adverbs,
)
from extractor.scanning.speech.phrases_ahead import phrase_after
from extractor.scanning.speech.words import SpeechWords

_LOOK_BACK = 60
"""A subject stands no further from its verb than this many tokens."""
_LONGEST_OBJECT = 24
"""The verb of a clause stands no further from its object than this many tokens."""


def subject_before(words: SpeechWords, tokens: list[Token], at: int) -> Phrase | None:
    """The subject whose last token stands at `at` or, with a modifier between commas, before."""
    if at < 0:
        return None
    token = tokens[at]
    if token.low in words.subject_pronouns:
        return Phrase(at, at)
    if token.low in words.phrases.relatives:
        before = at - 1
        if before >= 0 and tokens[before].text == ",":
            before -= 1
        return noun_phrase_ending(words, tokens, before)
    if token.text in ",—–-)":
        return _interrupted(words, tokens, at)
    phrase = noun_phrase_ending(words, tokens, at)
    if phrase is None or low_at(tokens, phrase.first - 1) not in words.classes.prepositions:
        return phrase
    return _around_preposition(words, tokens, phrase)


def _around_preposition(words: SpeechWords, tokens: list[Token], phrase: Phrase) -> Phrase | None:
    """The subject where the noun before the verb is an object: "a man who spoke to AP said"."""
    begin = phrase.first - 1
    if begin == 0:
        return phrase
    k = begin - 1
    while k >= 0 and begin - k < _LONGEST_OBJECT:
        token = tokens[k]
        if token.low in words.outer_relatives and k > 0:
            outer = noun_phrase_ending(words, tokens, k - 1)
            if outer is not None and can_speak(words, tokens, outer):
                return outer
            break
        if token.text in ",;:" or token.is_quote or token.low in words.classes.conjunctions:
            break
        k -= 1
    outer = phrase_after(words, tokens, k + 1)
    if outer is not None and outer.last < begin and can_speak(words, tokens, outer):
        return outer
    return phrase if tokens[begin].low in words.phrases.subject_prepositions else None


def _interrupted(words: SpeechWords, tokens: list[Token], at: int) -> Phrase | None:
    """The subject before its modifiers: "Smith, 34, of Leeds, said"."""
    low_end = max(0, at - _LOOK_BACK)
    if tokens[at].text == ")":
        opening = next((k for k in range(at, low_end - 1, -1) if tokens[k].text == "("), None)
        return noun_phrase_ending(words, tokens, opening - 1) if opening else None
    marks = [
        k
        for k in range(at, low_end - 1, -1)
        if tokens[k].text in ",—–" or (tokens[k].is_quote and tokens[k].text[-2:-1] in ",.?!")
    ]
    if low_end == 0:
        marks.append(-1)
    for right, left in pairwise(marks):
        first = left + 1
        if first >= right:
            continue
        if left >= 0 and (
            _is_modifier(words, tokens, first, right - 1, left)
            or _is_place_after_modifier(words, tokens, first, right - 1, left, marks)
        ):
            continue
        return noun_phrase_ending(words, tokens, skip_adverbs(words, tokens, right - 1))
    return None


def _is_place_after_modifier(
    words: SpeechWords, tokens: list[Token], first: int, last: int, left: int, marks: list[int]
) -> bool:
    """Whether a bare name ends a modifier: the "Ohio" of "Smith, who lives in Lima, Ohio, said"."""
    if last > first + 1 or not all(tokens[k].is_capital for k in range(first, last + 1)):
        return False
    further = next((mark for mark in marks if mark < left), None)
    if further is None or further < 0 or not tokens[left - 1].is_capital:
        return False
    if _is_modifier(words, tokens, further + 1, left - 1, further):
        return any(not tokens[k].is_capital for k in range(further + 1, left))
    # a list of places: "in Padang, Indonesia, Sumatra"
    return _is_place_after_modifier(words, tokens, further + 1, left - 1, further, marks)


def _is_modifier(words: SpeechWords, tokens: list[Token], first: int, last: int, left: int) -> bool:
    """Whether the tokens between two commas describe what stands before them."""
    head = tokens[first]
    low = head.low
    if head.text[0].isdigit() or head.text[1:2] == "-" or low in words.opens_modifier:
        return True
    if low.endswith(words.phrases.participle_endings) and not head.is_capital:
        return True
    has_role = any(words.is_role(token.text) for token in tokens[first : last + 1])
    if left > 2 and tokens[left - 1].text[0].isdigit() and tokens[left - 2].text == ",":
        left -= 2  # past an age: "Doe, 52, a teacher,"
    after_name = left > 0 and tokens[left - 1].is_capital
    if low in words.classes.determiners or not head.is_capital:
        return after_name
    if low in words.stopped_generations:
        return True
    # "Bolden, NASA Administrator, said": a role without a name behind a name
    ends_in_role = words.is_role(tokens[last].text) or tokens[last].low in words.names.ranks
    return after_name and has_role and (ends_in_role or not tokens[last].is_capital)
