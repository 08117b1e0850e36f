"""From a verb back to its subject, past what stands between commas."""

from __future__ import annotations

from itertools import pairwise

from extractor.scanning.lexicon import (
    ADVERBS,
    CONJUNCTIONS,
    DETERMINERS,
    PERSON_PRONOUNS,
    PREPOSITIONS,
    RANKS,
)
from extractor.scanning.speech.frames import Token
from extractor.scanning.speech.phrases import (
    Phrase,
    can_speak,
    is_role,
    noun_phrase_ending,
    skip_adverbs,
)
from extractor.scanning.speech.phrases_ahead import phrase_after

_PRONOUNS = PERSON_PRONOUNS - {"who"}
_LOOK_BACK = 60
"""A subject stands no further from its verb than this many tokens."""


def subject_before(tokens: list[Token], at: int) -> Phrase | None:
    """The subject whose last token stands at `at` or, with a modifier between commas, before."""
    token = tokens[at]
    if token.low in _PRONOUNS:
        return Phrase(at, at)
    if token.low in ("who", "which"):
        before = at - 1
        if before >= 0 and tokens[before].text == ",":
            before -= 1
        return noun_phrase_ending(tokens, before) if before >= 0 else None
    if token.text in ",—–-)":
        return _interrupted(tokens, at)
    phrase = noun_phrase_ending(tokens, at)
    if phrase is not None and phrase.first > 0 and tokens[phrase.first - 1].low in PREPOSITIONS:
        return _around_preposition(tokens, phrase)
    return phrase


def _around_preposition(tokens: list[Token], phrase: Phrase) -> Phrase | None:
    """The subject where the noun before the verb is an object: "a man who spoke to AP said"."""
    begin = phrase.first - 1
    if begin == 0:
        return phrase
    k = begin - 1
    while k >= 0 and begin - k < 24:
        token = tokens[k]
        if token.low in ("who", "which", "that") and k > 0:
            outer = noun_phrase_ending(tokens, k - 1)
            if outer is not None and can_speak(tokens, outer):
                return outer
            break
        if token.text in ",;:" or token.is_quote or token.low in CONJUNCTIONS:
            break
        k -= 1
    outer = phrase_after(tokens, k + 1)
    if outer is not None and outer.last < begin and can_speak(tokens, outer):
        return outer
    return phrase if tokens[begin].low in ("in", "at", "on", "after", "during") else None


def _interrupted(tokens: list[Token], at: int) -> Phrase | None:
    """The subject before its modifiers: "Smith, 34, of Leeds, said"."""
    low_end = max(0, at - _LOOK_BACK)
    if tokens[at].text == ")":
        opening = next((k for k in range(at, low_end - 1, -1) if tokens[k].text == "("), None)
        return noun_phrase_ending(tokens, opening - 1) if opening else None
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
            _is_modifier(tokens, first, right - 1, left)
            or _is_place_after_modifier(tokens, first, right - 1, left, marks)
        ):
            continue
        return noun_phrase_ending(tokens, skip_adverbs(tokens, right - 1))
    return None


def _is_place_after_modifier(
    tokens: list[Token], first: int, last: int, left: int, marks: list[int]
) -> bool:
    """Whether a bare name ends a modifier: the "Ohio" of "Smith, who lives in Lima, Ohio, said"."""
    if last > first + 1 or not all(tokens[k].is_capital for k in range(first, last + 1)):
        return False
    further = next((mark for mark in marks if mark < left), None)
    if further is None or further < 0 or not tokens[left - 1].is_capital:
        return False
    if _is_modifier(tokens, further + 1, left - 1, further):
        return any(not tokens[k].is_capital for k in range(further + 1, left))
    # a list of places: "in Padang, Indonesia, Sumatra"
    return _is_place_after_modifier(tokens, further + 1, left - 1, further, marks)


def _is_modifier(tokens: list[Token], first: int, last: int, left: int) -> bool:
    """Whether the tokens between two commas describe what stands before them."""
    head = tokens[first]
    low = head.low
    if (
        head.text[:1].isdigit()
        or head.text[1:2] == "-"
        or low in ("who", "which", "whose", "whom", "where", "jr", "sr")
    ):
        return True
    if low in PREPOSITIONS or low in ADVERBS or low in ("aged", "not", "now", "then", "born"):
        return True
    if low.endswith(("ing", "ed")) and not head.is_capital:
        return True
    has_role = any(is_role(tokens[k].text) for k in range(first, last + 1))
    if left > 2 and tokens[left - 1].text[:1].isdigit() and tokens[left - 2].text == ",":
        left -= 2  # past an age: "Doe, 52, a teacher,"
    before = tokens[left - 1] if left > 0 else None
    after_name = before is not None and before.is_capital
    if low in DETERMINERS or not head.is_capital:
        return after_name and (has_role or low in DETERMINERS or not head.is_capital)
    if low in ("jr.", "sr."):
        return True
    # "Bolden, NASA Administrator, said": a role without a name behind a name
    ends_in_role = is_role(tokens[last].text) or tokens[last].low in RANKS
    return after_name and has_role and (ends_in_role or not tokens[last].is_capital)
