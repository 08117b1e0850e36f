"""The noun that a number counts, with its modifiers, found by rules of word order."""

from __future__ import annotations

import re

from extractor.figures.noun_words import (
    ADJECTIVAL_PARTICIPLES,
    COMPOUND_MIDDLES,
    GERUND_NOUNS,
    LIKE_PLURALS,
    NO_HYPHENED,
    NO_PARTICIPLES,
    NUMBERS,
    PLURAL_MODIFIERS,
    SINGULAR_HEADS,
    STOP,
    ZERO_PLURALS,
)

_INITIALS = re.compile(r"(?:[a-z]\.)+[a-z]")
_NUMERIC = re.compile(
    r"[0-9][0-9,.]*(?:-odd|-plus)?(?: (?:thousand|million|billion|lakh|crore)(?![a-z]))?"
)
_PARTICIPLE = re.compile(r" [a-z]+(?:ed|en|own|ught|[ln]t|ing)(?![a-z])")
_PARTITIVE = re.compile(
    r" of (?:all )?(?:the|its|their|these|those|his|her|our|my|your|all|an?|[a-zà-ÿ]+(?:'s|s')) "
)
# "nine out of the 10 largest firms", but not "two out of the hospital"
_OUT_OF = re.compile(
    r" out(?= of (?:the|its|their|these|those|his|her|our|my|your) (?:(?:top|last|first|past) )?"
    r"(?:[0-9]|(?:" + "|".join(sorted(NUMBERS)) + r")(?![a-z])))"
)
_BEFORE_NUMBER = frozenset({"last", "next"})
"""Stop words that a whole may begin with: "two of the last five games"."""
_WORD = re.compile(r"[a-zà-ÿ0-9]+(?:[-'./&][a-zà-ÿ0-9]+)*'?")
_DETERMINER = re.compile(r" (?:the|its|their|these|those|his|her|our|my|your|all) ")
_HYPHENED = re.compile(r"-([a-z]{3,}(?:-[a-z]+){0,6})")
_LINE = 60
"""How far to each side a line is looked at for small letters."""

_Words = list[tuple[str, int, int]]


def looks_plural(word: str) -> bool:
    """Whether a word is a plural noun by its form."""
    if word in ZERO_PLURALS:
        return True
    if not word.endswith("s") or len(word) < 3:
        return False
    return not (word.endswith(("ss", "'s", "ous", "sis")) or word in LIKE_PLURALS or word in STOP)


def noun_after(low: str, case: str, end: int, *, singular: bool) -> tuple[int, int] | None:
    """Where the counted noun stands that follows a number ending at `end`.

    `singular` allows a noun without plural form ("one man", "half the city").
    """
    place = end
    partitive = False
    out_of = _OUT_OF.match(low, place)
    if out_of is not None:
        place = out_of.end()
    if low.startswith(" of ", place):
        match = _PARTITIVE.match(low, place)
        partitive = True
        place = match.end() - 1 if match else place + 3
    elif singular and low[place : place + 1] == " ":
        determiner = _DETERMINER.match(low, place)
        if determiner:
            # "half the city"
            place = determiner.end() - 1
    elif low[place : place + 1] == "-":
        # "a two-bedroom flat" counts bedrooms
        hyphened = _HYPHENED.match(low, place)
        if hyphened is None or hyphened.group(1) in NO_HYPHENED:
            return None
        return hyphened.span(1)
    return _head(_run(low, case, place, partitive), singular or partitive, case)


def opens_clause(phrase: str) -> bool:
    """Whether what follows an ordinal is a verb with its object ("the second killed people").

    A participle before one thing or man, or one that is used as an adjective, qualifies it.
    """
    opening, _, noun = phrase.partition(" ")
    if not opening.endswith("ed") or opening in NO_PARTICIPLES or not noun:
        return _is_participle(opening)
    return not (_qualifies(opening) or noun.rpartition(" ")[2] in SINGULAR_HEADS)


def _run(low: str, case: str, place: int, partitive: bool) -> _Words:
    """The words without a function word or a number between them, at most seven."""
    words: _Words = []
    while len(words) < 7:
        if place >= len(low):
            break
        gap = low[place]
        if gap != " " and not (gap == "-" and not words):
            # an adjective list: "11 small, poor villages"
            if gap == "," and words and low.startswith(", ", place) and _adjective(words[-1][0]):
                place += 1
            else:
                break
        place += 1
        if low[place : place + 1] == " ":
            place += 1
        if low[place : place + 1] in ('"', "'", "“"):
            place += 1
        word = _WORD.match(low, place)
        if word is None:
            break
        text = word.group()
        if text.endswith("'"):
            if not text.endswith("s'"):
                text = text[:-1]
            else:
                # "six weeks' time": a possessive, the noun follows
                words.append((text, word.start(), word.end()))
                place = word.end()
                continue
        if text in NUMBERS or (text[0].isdigit() and not text[-1].isalpha()):
            if partitive and (not words or words[-1][0] == "top" or _is_genitive(words[-1][0])):
                # "325 of 400 precincts", "15 of the nation's 156 constituencies"
                words.clear()
            elif text in NUMBERS and not words:
                # "the first five races"
                words.append((text, place, place + len(text)))
            elif not words or words[-1][0] != "top":
                break
            numeric = _NUMERIC.match(low, place) if text[0].isdigit() else None
            place = numeric.end() if numeric is not None else place + len(text)
            continue
        if text in STOP and not _is_name(low, case, place, place + len(text)):
            if partitive and not words and text in _BEFORE_NUMBER:
                place += len(text)
                continue
            if not (text.endswith("ly") and _PARTICIPLE.match(low, word.end())):
                break
        apostrophe = text.find("'")
        if apostrophe > 0 and text[:apostrophe] in STOP:
            break
        words.append((text, place, place + len(text)))
        place += len(text)
        if low[place : place + 2] == ". " and _INITIALS.fullmatch(text):
            # "one U.S. soldier"
            place += 1
    return words


def _is_name(low: str, case: str, start: int, end: int) -> bool:
    """Whether a stop word stands in capitals in a line that has small letters ("US", "WHO")."""
    if end - start < 2 or not case[start:end].isupper():
        return False
    before = case[max(0, start - _LINE) : start]
    after = case[end : end + _LINE]
    line = before[before.rfind("\n") + 1 :] + after.partition("\n")[0]
    return any(letter.islower() for letter in line)


def _is_acronym(word: str) -> bool:
    """Whether a word in capitals is a short name ("NHS") and no shouted plural ("PEOPLE")."""
    return word.isupper() and len(word) <= 5 and word.lower() not in ZERO_PLURALS


def _adjective(word: str) -> bool:
    """Whether a word may go on as a list of adjectives."""
    return word.endswith(("al", "ive", "ous", "ed", "ic", "ary", "ful", "less")) or word in (
        "small", "large", "big", "poor", "rich", "old", "new", "young", "high", "low",
    )  # fmt: skip


def _is_genitive(word: str) -> bool:
    """Whether the word says whose: never what is counted."""
    return word.endswith(("'s", "s'"))


def _is_participle(word: str) -> bool:
    """Whether a word in -ed is a verb's form, by its look."""
    return word.endswith("ed") and word not in NO_PARTICIPLES


def _qualifies(word: str) -> bool:
    """Whether a participle is mostly used as an adjective."""
    return word in ADJECTIVAL_PARTICIPLES or (word.startswith("un") and word not in _UN_VERBS)


_UN_VERBS = frozenset({"united", "unveiled", "unleashed", "unfolded", "unseated", "uncovered"})


def _modifies(words: _Words, index: int, case: str) -> bool:
    """Whether the plural at a place only qualifies a plural that follows."""
    word, start, _ = words[index]
    following = words[index + 1 : index + 4]
    if not following:
        return False
    after = following[0][0]
    if looks_plural(after):
        if after == "ages":
            # "men ages 35 to 54"
            return False
        if word in PLURAL_MODIFIERS or (word in ZERO_PLURALS and after.endswith("s")):
            return True
    elif word in PLURAL_MODIFIERS and len(following) > 1 and after in COMPOUND_MIDDLES:
        # "arms control inspectors"
        return looks_plural(following[1][0])
    if not word.endswith("s") or not case[start].isupper() or case[start + 1].isupper():
        return False
    for other, begin, _ in following:
        if not case[begin].isupper():
            # "Leeds United players", "Barclays branches"
            return looks_plural(other)
    return False


def _is_before_one(words: _Words, index: int) -> bool:
    """Whether what looks plural stands before one man or thing ("a wounded soldier")."""
    if index + 1 >= len(words):
        return False
    after = words[index + 1][0]
    if words[index][0] in PLURAL_MODIFIERS:
        return after in SINGULAR_HEADS or after in COMPOUND_MIDDLES or after in GERUND_NOUNS
    return words[index][0] in ZERO_PLURALS and after in SINGULAR_HEADS


def _head(words: _Words, singular: bool, case: str) -> tuple[int, int] | None:
    """The noun phrase at the start of a run of words without function words."""
    while len(words) > 1 and (_is_genitive(words[0][0]) or words[0][0] == "more"):
        words = words[1:]
    if not words:
        return None
    head = -1
    for index, (word, start, end) in enumerate(words):
        if index > 4:
            break
        if _is_genitive(word):
            continue
        if looks_plural(word) and not _is_acronym(case[start:end]):
            head = index
            if _modifies(words, index, case):
                continue
            if singular and _is_before_one(words, index):
                head = index + 1
            break
        if singular and word in SINGULAR_HEADS:
            after = words[index + 1][0] if index + 1 < len(words) else ""
            head = index
            if after in SINGULAR_HEADS:
                continue
            break
    if head < 0 and singular:
        opening = words[0][0]
        if (_is_participle(opening) and not _qualifies(opening)) or (
            opening.endswith("ing") and opening not in GERUND_NOUNS
        ):
            return None
        for index, (word, _, _) in enumerate(words[:4]):
            if index and (_is_participle(word) or word.endswith(("ing", "ly"))):
                break
            if word.endswith("ly"):
                break
            if not _is_genitive(word):
                head = index
    if head < 0 or words[head][0] in ("more", "less", "fewer", "higher", "lower", "away"):
        return None
    return words[0][1], words[head][2]
