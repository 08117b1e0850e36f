"""Noun phrases read backwards from their last word, and which of them can say something."""

from __future__ import annotations

from typing import NamedTuple

from extractor.scanning.lexicon import (
    ADVERBS,
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    GROUP_NOUNS,
    HONORIFICS,
    LY_NOUNS,
    MONTHS,
    NATIONALITIES,
    NO_AGENTS,
    PARTICLES,
    PERSON_PRONOUNS,
    PREPOSITIONS,
    RANKS,
    ROLE_NOUNS,
    TIME_NOUNS,
    WEEKDAYS,
    words,
)
from extractor.scanning.speech.cues import (
    CUE_FORMS,
    PAST,
    THIRD,
)
from extractor.scanning.speech.frames import Token


class Phrase(NamedTuple):
    """Tokens `first` to `last`, both included, of one sentence."""

    first: int
    last: int


CONNECTORS = words("of for at from in with to on")
"""Prepositions that go on inside a noun phrase."""

NO_NOUN = (AUXILIARIES | CONJUNCTIONS | PERSON_PRONOUNS | {"them", "him", "me"}) - {"her"}
"""Words that end a noun phrase, seen from its last word."""

_FINITE = PAST | THIRD
_CUE_VERBS = CUE_FORMS - {"state", "report", "reports"}
CALENDAR = WEEKDAYS | MONTHS
_TIMES = TIME_NOUNS | CALENDAR
_NO_HEAD = NO_NOUN | PREPOSITIONS
_ENDS_BEFORE = _NO_HEAD | {"that", "this"}
_OPENING_ADVERBS = ADVERBS - {"both", "all"}
_NO_SPEAKER = NATIONALITIES | DETERMINERS
_SPEECH_ONLY = words("said says told tells insisted denied argued replied")
_LONGEST_MODIFIER = 24
"""Characters of a nickname or a scare quote inside a noun phrase, with their marks."""


def skip_adverbs(tokens: list[Token], i: int) -> int:
    """The last token at or before `i` that is no adverb or time phrase."""
    while i >= 0:
        low = tokens[i].low
        if low in ADVERBS or (low.endswith("ly") and len(low) > 4 and low not in LY_NOUNS):
            i -= 1
        elif low in TIME_NOUNS and i > 0 and tokens[i - 1].low in _WHICH_TIME:
            i -= 2
        elif low in WEEKDAYS and not has_word(tokens, i + 1, "'s"):
            i -= 2 if has_word(tokens, i - 1, "on") or has_word(tokens, i - 1, "last") else 1
        else:
            return i
    return i


_WHICH_TIME = words("last this next that every later earlier same on") | WEEKDAYS


def noun_phrase_ending(tokens: list[Token], end: int) -> Phrase | None:
    """The noun phrase whose last token is `end`; none where no noun stands there."""
    if end < 0 or not (tokens[end].is_word or tokens[end].is_quote):
        return None
    if tokens[end].low in _ENDS_BEFORE:
        if tokens[end].low in PERSON_PRONOUNS:
            return Phrase(end, end)
        return None
    if tokens[end].low in _SPEECH_ONLY:
        return None
    first = end
    is_name = tokens[end].is_capital
    low_end = max(0, end - 24)
    while first > low_end:
        token = tokens[first - 1]
        low = token.low
        if token.is_quote:
            if not is_name and not is_speech(token):
                first -= 1
                continue
            break
        if token.text in "’'&" or low == "'s":
            first -= 1
            continue
        if not token.is_word:
            if token.text == "." and first > 1 and len(tokens[first - 2].text) == 1:
                first -= 1
                continue
            break
        current = tokens[first]
        if low in ("and", "or"):
            if not _is_joined(tokens, first, end, low_end):
                break
            first -= 1
            continue
        if low in NO_NOUN and (low not in DETERMINERS or low == "that"):
            break
        if low in PREPOSITIONS:
            if not _goes_on_before(tokens, first - 1, low_end):
                break
            first -= 1
            continue
        if low in DETERMINERS:
            first -= 1
            if (
                first > low_end
                and tokens[first - 1].low in CONNECTORS
                and _goes_on_before(tokens, first - 1, low_end)
            ):
                first -= 1
                continue
            if first > low_end and tokens[first - 1].low in ("all", "both", "some", "many"):
                first -= 1
            elif (
                first > low_end
                and tokens[first - 1].low == "and"
                and _is_joined(tokens, first, end, low_end)
            ):
                first -= 1
                continue
            break
        if is_name and current.is_capital and not token.is_capital and not _is_before_name(low):
            break
        is_verb = low in _CUE_VERBS and not token.is_capital
        if is_verb and low in _FINITE and not _is_adjective(tokens, first - 1):
            break
        first -= 1
    first = _without_front(tokens, first, end)
    return Phrase(first, end) if first <= end else None


def is_speech(quote: Token) -> bool:
    """Whether a quotation is too long for a modifier of its noun, or ends as speech does."""
    return quote.end - quote.start >= _LONGEST_MODIFIER or quote.text.rstrip("”")[-1:] in ",.?!…"


def _is_before_name(low: str) -> bool:
    return (
        is_role(low)
        or low in RANKS
        or low in HONORIFICS
        or low in PARTICLES
        or low.endswith(("'s", "'", "-based", "-born", "-year-old"))
        or low in ("former", "then", "ex", "fellow", "colleague", "veteran", "rights", "co-author",
                   "coauthor", "company", "lead", "study", "local", "local", "self-described")
    )  # fmt: skip


def _is_adjective(tokens: list[Token], i: int) -> bool:
    """Whether a participle stands before its noun: "the accused man"."""
    return i > 0 and tokens[i - 1].low in DETERMINERS


def _is_joined(tokens: list[Token], first: int, end: int, low_end: int) -> bool:
    """Whether "and" before `first` joins two speakers rather than two clauses."""
    before = first - 2
    if before < low_end or not tokens[before].is_word:
        return False
    left, right = tokens[before], tokens[first]
    is_named = right.is_capital or (right.low == "the" and tokens[first + 1].is_capital)
    if left.is_capital and is_named:
        return not _verb_between(tokens, before, low_end)
    return (
        is_role(left.text)
        and is_role(tokens[end].text)
        and not _verb_between(tokens, before, low_end)
    )


def _verb_between(tokens: list[Token], before: int, low_end: int) -> bool:
    """Whether a verb stands between the start of the clause and `before`."""
    for k in range(before, low_end - 1, -1):
        token = tokens[k]
        if token.text in ",;:" or token.is_quote:
            return False
        low = token.low
        if low in AUXILIARIES or (low in CUE_FORMS and low in _FINITE):
            return True
        if low.endswith("ed") and len(low) > 4 and not token.is_capital:
            return True
        if low in PREPOSITIONS and low not in ("of", "for"):
            return True
    return False


def _goes_on_before(tokens: list[Token], preposition: int, low_end: int) -> bool:
    """Whether the noun before a preposition belongs to the same phrase."""
    low = tokens[preposition].low
    before = preposition - 1
    if low not in CONNECTORS or before < low_end or not tokens[before].is_word:
        return False
    noun = tokens[before].low
    if noun in _NO_HEAD or (noun in PAST and noun not in ("accused",)):
        return False
    if low in ("of",):
        return True
    return is_role(tokens[before].text) or (
        low in ("for", "at", "from", "with") and tokens[before].is_capital
    )


def _without_front(tokens: list[Token], first: int, end: int) -> int:
    """Past the adverbs, time words and place phrases that open a sentence."""
    while first < end:
        low = tokens[first].low
        if (
            low in _OPENING_ADVERBS
            or low in WEEKDAYS
            or low in ("last", "next", "early", "late")
            or (low.endswith("ly") and len(low) > 5 and low not in LY_NOUNS)
        ):
            first += 1
            if low in ("last", "next") and tokens[first].low in _TIMES:
                first += 1
            continue
        if low in PREPOSITIONS and low not in ("of",):
            first += 1
            if tokens[first].low in DETERMINERS:
                first += 1
            while first < end and (
                tokens[first].is_capital
                or tokens[first].text[:1].isdigit()
                or tokens[first].low in TIME_NOUNS
            ):
                first += 1
                if tokens[first - 1].low in CALENDAR and not (tokens[first].text[:1].isdigit()):
                    break
            continue
        break
    return first


def can_speak(tokens: list[Token], phrase: Phrase) -> bool:
    """Whether a phrase may stand for somebody who says something: a person, a body, a paper."""
    end = phrase.last
    for k in range(phrase.first + 1, phrase.last + 1):
        if tokens[k].low in CONNECTORS:
            end = k - 1
            break
    head = tokens[end]
    low = head.low.removesuffix("'s").removesuffix("'")
    if head.is_quote or low in PERSON_PRONOUNS or low in _SPEAKING_WORDS:
        return True
    if head.is_capital and low not in NATIONALITIES:
        return True
    return any(
        is_role(tokens[k].text)
        or tokens[k].low in RANKS
        or (
            tokens[k].is_capital
            and k > 0
            and tokens[k].low not in _NO_SPEAKER
            and not tokens[k].low.endswith(("'s", "'"))  # "Hill's plan" says nothing
        )
        for k in range(phrase.first, end + 1)
    )


_SPEAKING_WORDS = words("others many some one him them her another each everyone someone")


def is_role(word: str) -> bool:
    """Whether a word is a noun for a person or a body: "spokesman", "officials", "ministry".

    A word in -er or -ist counts only with a small letter: "baker" works, "Baker" is a name.
    """
    is_capital = word[:1].isupper()
    word = word.lower().replace("’", "'")
    if word in ROLE_NOUNS or word in GROUP_NOUNS:
        return True
    single = word[:-1] if word.endswith("s") and not word.endswith("ss") else word
    if single in ROLE_NOUNS or single in GROUP_NOUNS:
        return True
    if word.endswith("ies") and word[:-3] + "y" in GROUP_NOUNS:
        return True
    if is_capital or len(single) <= 4 or single in NO_AGENTS:
        return False
    return single.endswith(_AGENT_ENDINGS)


_AGENT_ENDINGS = ("ist", "ician", "ologist", "man", "woman", "men", "women", "person", "people",
                  "eer", "crat", "er", "or")  # fmt: skip


def has_word(tokens: list[Token], i: int, low: str) -> bool:
    """Whether the token at `i`, if there is one, is the word."""
    return 0 <= i < len(tokens) and tokens[i].low == low
