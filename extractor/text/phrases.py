"""Noun phrases: where the words that name somebody begin and end."""

from __future__ import annotations

from typing import NamedTuple

from extractor.text.cues import (
    BASE,
    CUE_FORMS,
    PAST,
    THIRD,
)
from extractor.text.frames import Token
from extractor.text.lexicon import (
    ADVERBS,
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    GROUP_NOUNS,
    HONORIFICS,
    IRREGULAR_PAST,
    LY_NOUNS,
    MONTHS,
    NATIONALITIES,
    NO_AGENTS,
    PARTICLES,
    PERSON_PRONOUNS,
    PREPOSITIONS,
    RANKS,
    ROLE_NOUNS,
    SUBORDINATORS,
    TIME_NOUNS,
    WEEKDAYS,
    words,
)


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
_CALENDAR = WEEKDAYS | MONTHS
_TIMES = TIME_NOUNS | _CALENDAR
_NO_HEAD = NO_NOUN | PREPOSITIONS
_ENDS_BEFORE = _NO_HEAD | {"that", "this"}
_OPENS_NONE = (NO_NOUN - DETERMINERS) | PREPOSITIONS | {"according"}
_OPENING_ADVERBS = ADVERBS - {"both", "all"}
_LEADING_ADVERBS = ADVERBS - {"all", "both", "first"}
_ANY_PRONOUN = PERSON_PRONOUNS | {"him", "her", "them"}
_BEFORE_NAME = RANKS | HONORIFICS | DETERMINERS
_NO_PLACE = _CALENDAR | HONORIFICS
_JOINING = CONNECTORS | {"and", "or"}
_NO_SPEAKER = NATIONALITIES | DETERMINERS
_SPEECH_ONLY = words("said says told tells insisted denied argued replied")
_CLOSE_CONNECTORS = words("at from in with on")


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
            if not is_name:
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
                if tokens[first - 1].low in _CALENDAR and not (tokens[first].text[:1].isdigit()):
                    break
            continue
        break
    return first


def phrase_after(tokens: list[Token], start: int, *, before_verb: bool = False) -> Phrase | None:
    """The noun phrase that begins at `start`: a pronoun, a name with its title, or a role.

    `before_verb` says that its verb follows at once, so that no further noun can.
    """
    i = start
    count = len(tokens)
    while i < count and tokens[i].low in _LEADING_ADVERBS:
        i += 1
    if i >= count or not (tokens[i].is_word or tokens[i].is_quote):
        return None
    if tokens[i].low in _ANY_PRONOUN and not (
        tokens[i].low == "her" and i + 1 < count and tokens[i + 1].is_word
    ):
        return Phrase(i, i)
    if tokens[i].low in _OPENS_NONE:
        return None
    first = i
    has_name = goes_on = False
    last = first - 1
    while i < count and i - first < 24:
        token = tokens[i]
        low = token.low
        if token.is_quote:
            # a nickname inside a name, a scare quote before a noun
            if (
                i + 1 < count
                and tokens[i + 1].is_word
                and token.end - token.start < 24
                and (tokens[i + 1].is_capital or not has_name)
            ):
                i += 1
                continue
            break
        if low in ("'s",) or token.text in "’'&":
            has_name = False
            i += 1
            continue
        if not token.is_word:
            if (
                token.text == "."
                and i > first
                and len(tokens[i - 1].text) == 1
                and (i + 1 < count and tokens[i + 1].is_capital)
            ):
                i += 1
                continue
            break
        if token.is_capital:
            if low in _CALENDAR and last >= first:
                break
            if low not in _BEFORE_NAME and not has_name:
                has_name = (
                    low not in NATIONALITIES
                    or i + 1 >= count
                    or (not tokens[i + 1].is_word or tokens[i + 1].is_capital)
                )
                goes_on = not before_verb and i > 0 and tokens[i - 1].low in DETERMINERS
            if low.endswith("'s") or token.text.endswith(("’", "'")):
                has_name = False
            last = i
        elif low in ("and", "or"):
            if not (i + 1 < count and _joins_after(tokens, i)):
                break
            has_name = False
        elif low in PARTICLES and i + 1 < count and tokens[i + 1].is_capital:
            pass
        elif low in ("of", "for"):
            if i + 1 >= count or tokens[i + 1].low in PERSON_PRONOUNS:
                break
            if has_name and _is_person_end(tokens, first, i - 1):
                break
            if low == "for" and not (is_role(tokens[i - 1].text) or tokens[i - 1].low in RANKS):
                break
        elif low in _CLOSE_CONNECTORS:
            # "an analyst at the Royal Bank", but not "said the minister in an interview"
            if has_name or not is_role(tokens[i - 1].text):
                break
            ahead = i + 1
            if ahead < count and tokens[ahead].low in DETERMINERS:
                ahead += 1
            if ahead >= count or not tokens[ahead].is_capital or tokens[ahead].low in _NO_PLACE:
                break
            if low == "on":
                break
        elif low in DETERMINERS:
            if i > first and tokens[i - 1].low not in _JOINING:
                break
        elif low in NO_NOUN or low in PREPOSITIONS or low in ADVERBS:
            break
        elif has_name and not low[:1].isdigit():
            # behind a name only its role goes on: "Bolden spokesman Jay", "Apple chief executive"
            if not (is_role(low) or low in RANKS or (goes_on and not _looks_verbal(tokens, i))):
                break
            last = i
        elif i > first and _looks_verbal(tokens, i):
            break
        else:
            last = i
        i += 1
    return Phrase(first, last) if last >= first else None


def _looks_verbal(tokens: list[Token], i: int) -> bool:
    """Whether a small word inside a phrase is the verb that ends it."""
    low = tokens[i].low
    if low in IRREGULAR_PAST:
        return True
    if low in CUE_FORMS and low not in BASE and low not in ("reports", "states", "claims", "notes"):
        return tokens[i - 1].low not in DETERMINERS
    return (
        low.endswith("ed")
        and len(low) > 4
        and (tokens[i - 1].low not in DETERMINERS and "-" not in low)
    )


def _is_person_end(tokens: list[Token], first: int, last: int) -> bool:
    """Whether the name so far ends as people's names do, so that "of" begins something new."""
    return (
        last > first
        and tokens[last].is_capital
        and not is_role(tokens[last].text)
        and tokens[last].low not in RANKS
        and tokens[last - 1].is_capital
        and tokens[last].low not in _OF_NAMES
    )


_OF_NAMES = words(
    "university bank house department ministry institute council church republic court"
    " federation association office union society bureau commission committee secretary board"
)


def _joins_after(tokens: list[Token], i: int) -> bool:
    left, right = tokens[i - 1], tokens[i + 1]
    if right.low in PERSON_PRONOUNS or right.low in AUXILIARIES or right.low in CUE_FORMS:
        return False
    if left.is_capital and right.is_capital:
        return True
    if left.is_capital and right.low in ("other", "his", "her", "their", "its", "the", "several"):
        return any(is_role(tokens[k].text) for k in range(i + 2, min(i + 5, len(tokens))))
    return is_role(left.text) and (right.low in DETERMINERS or is_role(right.text))


def subject_of(tokens: list[Token], before: int) -> Phrase | None:
    """The subject of the main clause: the first noun phrase after what stands in front."""
    i = 0
    limit = min(before, len(tokens))
    while i < limit and (tokens[i].text in "*_-–—•#>[(" or tokens[i].low in ("and", "but", "so")):
        i += 1
    for _ in range(4):
        i = _skip_forward_adverbs(tokens, i, limit)
        if i < limit and (
            tokens[i].low in SUBORDINATORS
            or (tokens[i].low.endswith(("ing", "ed")) and not _is_name_ahead(tokens, i))
        ):
            comma = next((k for k in range(i, limit) if tokens[k].text == ","), None)
            if comma is None:
                return None
            i = comma + 1
            continue
        break
    return phrase_after(tokens, i, before_verb=True) if i < limit else None


def _skip_forward_adverbs(tokens: list[Token], i: int, limit: int) -> int:
    while i < limit and (
        tokens[i].low in ADVERBS
        or tokens[i].low in WEEKDAYS
        or tokens[i].text == ","
        or (tokens[i].low.endswith("ly") and len(tokens[i].low) > 4 and i == 0)
    ):
        i += 1
    return i


def _is_name_ahead(tokens: list[Token], i: int) -> bool:
    return i + 1 < len(tokens) and tokens[i].is_capital and tokens[i + 1].is_capital


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
