"""Noun phrases read forwards: the one that begins behind a verb, and the subject of a clause."""

from __future__ import annotations

from extractor.scanning.lexicon import (
    ADVERBS,
    AUXILIARIES,
    DETERMINERS,
    HONORIFICS,
    IRREGULAR_PAST,
    NATIONALITIES,
    PARTICLES,
    PERSON_PRONOUNS,
    PREPOSITIONS,
    RANKS,
    SUBORDINATORS,
    TIME_NOUNS,
    WEEKDAYS,
    words,
)
from extractor.scanning.speech.cues import BASE, CUE_FORMS
from extractor.scanning.speech.frames import Token
from extractor.scanning.speech.phrases import (
    CALENDAR,
    CONNECTORS,
    NO_NOUN,
    Phrase,
    is_role,
    is_speech,
)

_NO_MODIFIER = NO_NOUN | PREPOSITIONS | ADVERBS | DETERMINERS | TIME_NOUNS
_OPENS_NONE = (NO_NOUN - DETERMINERS) | PREPOSITIONS | {"according"}
_LEADING_ADVERBS = ADVERBS - {"all", "both", "first"}
_ANY_PRONOUN = PERSON_PRONOUNS | {"him", "her", "them"}
_BEFORE_NAME = RANKS | HONORIFICS | DETERMINERS
_NO_PLACE = CALENDAR | HONORIFICS
_JOINING = CONNECTORS | {"and", "or"}
_CLOSE_CONNECTORS = words("at from in with on")
_NOUNS_BEFORE_ROLE = 3
"""Nouns between a name and a role that say whose role it is: "Durham road safety officer"."""
_OF_NAMES = words(
    "university bank house department ministry institute council church republic court"
    " federation association office union society bureau commission committee secretary board"
)


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
                and not is_speech(token)
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
            if low in CALENDAR and last >= first:
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
            if not (
                is_role(low)
                or low in RANKS
                or (goes_on and not _looks_verbal(tokens, i))
                or _leads_to_role(tokens, i)
            ):
                break
            last = i
        elif i > first and _looks_verbal(tokens, i):
            break
        else:
            last = i
        i += 1
    return Phrase(first, last) if last >= first else None


def _leads_to_role(tokens: list[Token], start: int) -> bool:
    """Whether small nouns, a role and then a name follow: "retail analyst Ann Lee"."""
    for i in range(start, min(start + _NOUNS_BEFORE_ROLE + 1, len(tokens) - 1)):
        low = tokens[i].low
        if not tokens[i].is_word or tokens[i].is_capital or low in _NO_MODIFIER:
            return False
        if i > start and is_role(low) and tokens[i + 1].is_capital:
            return tokens[i + 1].low not in CALENDAR
        if _looks_verbal(tokens, i) or low.endswith("ly"):
            return False
    return False


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
